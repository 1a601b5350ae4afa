/** Whose paper it is: the name and birth date that a text gives for the person it is about. */
import type { IsoDate } from '../../domain/kinds.ts';
import { readDates } from '../../text/dates.ts';
import { comparePerson, type Identity } from '../../text/person.ts';

const namePattern = "[A-Z][A-Za-z'’-]+(?:,? +(?:[A-Z]\\.?(?= |$|,)|[A-Z][A-Za-z'’-]+)){0,3}";
const nameSources: readonly RegExp[] = [
  new RegExp(
    `(?:^|\\n|\\t|[.;] )\\s*(?:Patient(?: [Nn]ame)?|PATIENT(?: NAME)?|Pt\\.?(?: [Nn]ame)?|Member(?: [Nn]ame)?|Name|NAME|Participant(?: / patient)?|RE|Re|Regarding)\\s*[:.\\t]\\s*(?:Patient:?\\s*)?(?:(?:Mr|Mrs|Ms|Miss)\\.? )?(${namePattern})`,
    'g',
  ),
  new RegExp(
    `(?:^|\\n)\\s*([A-Z][A-Za-z'’-]+, +[A-Z][A-Za-z'’.-]*(?: [A-Z]\\.?(?= |$))?)(?=[ \\t]+(?:[FM] )?(?:DOB|dob|Dob|D\\.O\\.B|MRN|Acct|acct|born|\\d{1,2}/\\d{1,2}/(?:19|20)?\\d{2}))`,
    'g',
  ),
  new RegExp(
    `([A-Z][A-Za-z'’-]+(?:,? +[A-Z][A-Za-z'’.-]*){1,3})[ ,]+(?:[FM] )?(?:DOB|dob|D\\.O\\.B\\.|born)\\b`,
    'g',
  ),
];
/** "Dear Ms. Milagros Villareal,": a letter to a patient is about whom it greets; to a colleague it is not. */
const greeted = new RegExp(`(?:^|\\n)\\s*Dear (?:Mr|Mrs|Ms|Miss|Mx)\\.? (${namePattern})\\s*[,:]`);
const birthPattern = /\b(?:dob|d\.o\.b\.?|date of birth|birth ?date|born(?: on)?|b\.?d\.)[\s:.-]*/gi;
const notNames =
  /\b(?:DOB|MRN|Acct|Account|Sex|Age|Date|Visit|Provider|Seen|Exam|Phone|Fax|Chart|Female|Male|Dear|Order|Ordering|Referred|The|Your|Clinic|Hospital|Center|Medicine|Imaging|Radiology|Health|Insurance|Treating|Dx)\b.*$/;

/** The person a text says it is about. Nulls where it says nothing. */
export function readIdentity(text: string): Identity {
  return { name: readName(text), birthDate: readBirthDate(text) };
}

/** The date behind "DOB", "born", "date of birth". */
export function readBirthDate(text: string): IsoDate | null {
  birthPattern.lastIndex = 0;
  let m: RegExpExecArray | null;
  while ((m = birthPattern.exec(text)) !== null) {
    const from = m.index + m[0].length;
    const [date] = readDates(text.slice(from, from + 22));
    if (date && date.start < 3 && date.precision === 'day') return date.iso;
  }
  return null;
}

function readName(text: string): string | null {
  const head = text.slice(0, 1500);
  for (const source of nameSources) {
    source.lastIndex = 0;
    const m = source.exec(head);
    const raw = m?.[1]
      ?.replace(/^.*\b(?:MD|DO|PA-C|NP|FNP-C|FNP|RN|PT|DPT|APRN)\b[ ,]+(?=[A-Z])/, '')
      .replace(notNames, '')
      .replace(/(?:[ ,]+[A-Z]{1,3}-?)+$/, '')
      .replace(/[\s,.]+$/, '')
      .trim();
    if (raw && raw.length >= 4 && /[ ,]/.test(raw)) return raw;
  }
  const name = greeted.exec(head)?.[1] ?? null;
  return name !== null && name.includes(' ') ? name : null;
}

/** The person whom most of the papers are about; null where two are named as often, or nobody is. */
export function mainPerson(people: readonly Identity[]): Identity | null {
  const counted: { person: Identity; count: number }[] = [];
  for (const person of people) {
    if (person.name === null) continue;
    const known = counted.find((entry) => comparePerson(entry.person, person) === 'same');
    if (known === undefined) counted.push({ person, count: 1 });
    else {
      known.count++;
      if (known.person.birthDate === null) known.person = person;
    }
  }
  const [first, second] = counted.toSorted((a, b) => b.count - a.count);
  return first === undefined || first.count === second?.count ? null : first.person;
}
