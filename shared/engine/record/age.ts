/** The patient's age, as a note says it or from the birth date. */
import { ageOn } from '../../text/calendar.ts';
import { base } from './base.ts';
import { measureOf, type Draft } from './draft.ts';
import { lineAt, type NoteReading, type PageReading, statusOf } from './page-reading.ts';

const years = String.raw`(?:y(?:ea)?rs?\.?|years?|y)`;
const sex = String.raw`(?:M|F|male|female|man|woman|m|f)(?![\w/°'’])`;
/** What may part the words of a heading: "F  58 y", "Jane Doe | 62 | F", "M, 47". */
const gap = String.raw`[ \t]{0,8}[,|/(]?[ \t]{0,8}`;

/** Ages that need no other words to be known as such. */
const plainAges: readonly RegExp[] = [
  /(?<![\d/.-])(\d{1,3})[ -]?(?:y\/?o\b|yo\b|yrs? old\b|years?[ -]old\b|y\.o\.|yrs\b(?=[)])|-year-old|years? of age\b)/gi,
  // "58M", "46/M", "51 yr M", "31y F".
  new RegExp(
    String.raw`(?<![\d/.-])(\d{1,3})(?:[ ]?${years})?[/ ]?(?:M|F)(?![\w/°'’])(?!\.? (?!w\b|with\b|c\/o|here|h\/o|s\/p)\p{L}+,? (?:RN|MD|DO|LPN|NP|PA))`,
    'gu',
  ),
  new RegExp(String.raw`(?<![\d/.-])(\d{1,3})${gap}${years}${gap}${sex}`, 'g'),
  // "Sex F  Age 63", "female, 61", "F  58 y", "M   47y".
  new RegExp(String.raw`(?<![\w/])(?:male|female)${gap}(?:age[d:]? ?)?(\d{1,3})(?![\d/.:%-]|-)`, 'gi'),
  new RegExp(String.raw`(?<![\w/])[MF]${gap}(\d{1,3}) ?${years}(?!\w)`, 'g'),
  new RegExp(
    String.raw`(?<=[,;:(|\n\t] ?|^|\.\s| {2})age(?:[/ ]sex)?[d:]?[:\t ]{1,6}(\d{1,3})(?=[.,;)|/\n\t]|$| {2,}| ?(?:${years}|[MF])\b)`,
    'gi',
  ),
  /\b(?:Mr|Mrs|Ms|Miss)\.? \p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?(?:,| is|, aged?|,? who is) (\d{1,3})(?=[,.;])/gu,
  /\b(?:man|woman|lady|gentleman|girl|boy|patient) (?:of|aged) (\d{1,3})\b(?! (?:weeks|days|months))/gi,
  /, aged (\d{1,3})(?=[,.; ])/gi,
  /\bat (?:age )?(\d{2,3}),? (?:he|she|pt|the patient) (?:is|meets|remains|qualifies|falls)\b/gi,
  /\b(?:he|she|patient|pt|athlete|member) (?:is|turned|just turned) (\d{1,3})(?=[,.;]| (?:and|now|with)\b)/gi,
];

/** Ages that only the head of a note gives away, behind the patient's name: "Ada Thorn, 16 y, here with", "53 years", "33, G0". */
const headAges: readonly RegExp[] = [
  new RegExp(String.raw`(?<=[\p{L})],?[ \t]+|\| )(\d{1,3}) ?${years}(?=[,.;|)\n\t]|$| {2,})`, 'gu'),
  /(?<=\p{L}, |\| )(\d{1,3})(?=,? ?G\d(?:P\d)?|,? ?\| ?[MF]\b)/gu,
];
/** What stands before such an age: a label, or a name and nothing else of the line. */
const justName = /^[^\S\n]*(?:\p{Lu}[\p{L}'’.-]+[, \t|-]+){2,5}$/u;
const labelled = /\b(?:pt|patient|name|re|member|client|worker)\b/i;
const symptomBefore = /\b(?:pain|ache|numbness|weakness|headaches?|history|hx|therapy|PT)\W*$/i;
/** Letters of a note in which its head stands. */
const headLength = 420;

/** Words before a number that make it another person's, the age at some event, a temperature, a place, or a length. */
const noAge =
  /\b(?:temp(?:erature)?|T|tmax|room|rm|bed|bay|unit|ward|floor|suite)\W{0,3}$|\b(?:mother|father|sister|brother|bro|sis|mom|dad|aunt|uncle|cousin|son|daughter|wife|husband|caregiver|grand\w+|menarche|menopause|onset|since|diagnosed|first (?:live )?birth|smok\w+|for|x)\b[^.;\n|]{0,30}$/i;

/** Age as the note says it, or from the birth date on the day of the note. */
export function readAge(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  const first = note.note.pieces[0];
  const headEnd =
    first?.pageIndex === page.page.pageIndex && first.start === from ? Math.min(to, from + headLength) : from;
  const head = text.slice(from, headEnd);
  const ages = [
    ...plainAges.flatMap((each) => [...text.slice(from, to).matchAll(each)]),
    ...headAges.flatMap((each) => [...head.matchAll(each)].filter((m) => isBehindName(head, m.index))),
  ];
  for (const m of ages) {
    const start = from + m.index;
    const end = start + m[0].length;
    const age = Number(m[1]);
    if (
      age > 110 ||
      age < 1 ||
      /^ ?(?:catheter|foley|needle|sheath|f\/?u|follow)/i.test(text.slice(end, end + 10))
    )
      continue;
    // "84F   Caregiver: son Paul": the head of a note is the patient's, whomever else it names.
    if (start >= headEnd && statusOf(page, start, end).context.experiencer !== 'patient') continue;
    const line = lineAt(text, start);
    if (noAge.test(text.slice(Math.max(line.start, start - 40), start))) continue;
    return [
      {
        ...base({ page, note }, start, end),
        concept: 'age',
        detail: 'stated',
        measure: measureOf({ quantity: { unit: 'years', value: age } }),
        why: [`age ${age}`],
      },
    ];
  }
  const birth = note.note.patient.birthDate;
  if (birth && note.note.date && note.note.date > birth) {
    const at = /\b(?:dob|d\.o\.b|born|birth)/i.exec(text.slice(from, to));
    if (!at) return [];
    const age = ageOn(birth, note.note.date);
    return [
      {
        ...base({ page, note }, from + at.index, from + at.index + at[0].length + 14),
        concept: 'age',
        detail: 'from-birth-date',
        measure: measureOf({ quantity: { unit: 'years', value: age } }),
        why: [`born ${birth}, ${age} on ${note.note.date}`],
      },
    ];
  }
  return [];
}

function isBehindName(head: string, at: number): boolean {
  const before = head.slice(head.lastIndexOf('\n', at) + 1, at);
  return !symptomBefore.test(before) && (labelled.test(before) || justName.test(before));
}
