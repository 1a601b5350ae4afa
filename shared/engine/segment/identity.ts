/** Whose paper it is: names, birth dates and record numbers, compared with slips and short forms in mind. */
import type { IsoDate } from '../../domain/kinds.ts';
import { readDates } from '../../text/dates.ts';
import { foldOcr } from '../../text/ocr.ts';

export interface Identity {
  readonly name: string | null;
  readonly birthDate: IsoDate | null;
}

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
  return null;
}

/** The words of a name, folded, without initials and titles. */
export function nameWords(name: string): string[] {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1 && !/^(?:mr|mrs|ms|dr|jr|sr|ii|iii|md)$/.test(word))
    .map(foldOcr);
}

/**
 * 'same', 'other' or 'unknown'. Birth dates decide unless they differ by one slip; then, and without them, names do:
 * a shared last name with a different first name is another person ("Okoye, Simone" is not "Okoye, Desmond").
 */
export function comparePerson(a: Identity, b: Identity): 'same' | 'other' | 'unknown' {
  const names = compareNames(a.name, b.name);
  if (a.birthDate && b.birthDate) {
    if (a.birthDate === b.birthDate)
      return names === 'other' && !shareWord(a.name, b.name) ? 'unknown' : 'same';
    const slips = Array.from(a.birthDate).filter((char, i) => char !== b.birthDate?.[i]).length;
    return slips <= 1 && names === 'same' ? 'same' : 'other';
  }
  return names;
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

function compareNames(a: string | null, b: string | null): 'same' | 'other' | 'unknown' {
  if (!a || !b) return 'unknown';
  const x = nameWords(a);
  const y = nameWords(b);
  if (x.length === 0 || y.length === 0) return 'unknown';
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  const missing = short.filter((word) => !long.some((other) => alike(word, other)));
  if (missing.length === 0) return short.length >= 2 || x.length === y.length ? 'same' : 'unknown';
  // A middle name or a married name more or less; first and last words must not both differ.
  return short.length - missing.length >= 2 ? 'same' : 'other';
}

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length === 1 || b.length === 1) return a[0] === b[0];
  if (Math.min(a.length, b.length) < 5) return false;
  let same = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] === b[i]) same++;
  return Math.abs(a.length - b.length) <= 1 && same >= Math.max(a.length, b.length) - 1;
}

function shareWord(a: string | null, b: string | null): boolean {
  if (!a || !b) return true;
  const words = nameWords(b);
  return nameWords(a).some((word) => words.some((other) => alike(word, other)));
}
