/** Whom the decision is about: the patient, the member id and the number of this decision. */
import type { Sourced } from '../../../domain/denial.ts';
import type { LetterFieldRule } from '../../../domain/rules.ts';
import { splitLines } from '../../../text/blocks.ts';
import { readDates } from '../../../text/dates.ts';
import { squeeze } from '../../../text/spans.ts';
import type { Field } from './fields.ts';
import { beforeNextLabel } from './fields.ts';
import { looksLikeOrganization } from './insurer.ts';
import type { LetterText } from '../letter-text.ts';
import { letterSpan } from '../letter-text.ts';

/** Letters, digits and hyphens with four digits or more; groups may be parted by one space when they hold digits. */
const idShape = /^(?:[A-Z]{1,5} )?[A-Z0-9][A-Z0-9/-]*(?: (?:[A-Z0-9-]*\d[A-Z0-9-]*|[A-Z](?= \d)))*(?![a-z])/;
const enoughDigits = (value: string) => (value.match(/\d/g) ?? []).length >= 4;
const isDate = (value: string) =>
  readDates(value).some(({ start, end }) => end - start >= value.trim().length - 1);
/** Five digits behind a state's two letters. */
const isZip = (text: string, value: string, start: number) =>
  /^\d{5}(?:-\d{4})?$/.test(value) && /[A-Z]{2},?\s*$/.test(text.slice(Math.max(0, start - 6), start));
const isPhone = (value: string) =>
  /^1?[- ]?\d{3}[- ]\d{3}[- ]?\d{4}$|^1?8(?:00|33|44|55|66|77|88)\d{7}$/.test(value);
/** "11/04/2026 15:20 SUMMIT FORGE UM TO: T LOWE 1/3": a fax machine's line names whom it was sent to, not the patient. */
const faxLine = /\d{1,2}:\d{2}.*\b(?:TO|FROM|FAX|P(?:AGE|G)?)\b/i;

interface IdHit {
  readonly value: string;
  readonly start: number;
  readonly rank: number;
}

/** "Member no. BFH" and "30092218" under it: letters alone in a cell go on with the number that opens the next line. */
function withNextLine(letter: LetterText, value: string, end: number): string {
  if (!/^[A-Z]{2,5}$/.test(value)) return value;
  const rest = /^[^\S\n]*\n(\d{4,}(?:-\d+)*)(?![\w/])/.exec(letter.text.slice(end, end + 40))?.[1];
  return rest === undefined ? value : `${value} ${rest}`;
}

/** Id-shaped values of the field, the surest label first, then in order. */
function idsOf(letter: LetterText, fields: readonly Field[], field: Field['field']): readonly IdHit[] {
  return fields
    .filter((each) => each.field === field)
    .flatMap(({ value: printed, start, end, rank }) => {
      const value = withNextLine(letter, printed, end);
      const lead = /^[#\s]*/.exec(value)?.[0].length ?? 0;
      const id = idShape.exec(value.slice(lead))?.[0].replace(/[-/]$/, '') ?? '';
      return !/^(?:CPT|HCPCS|ICD)\b/i.test(id) &&
        enoughDigits(id) &&
        !isDate(id) &&
        !isPhone(id) &&
        !isZip(letter.text, id, start)
        ? [{ value: id, start: start + lead, rank }]
        : [];
    })
    .toSorted((a, b) => a.rank - b.rank || a.start - b.start);
}

function sourced(letter: LetterText, value: string, start: number, end: number): Sourced<string> {
  return { value, span: letterSpan(letter, start, end) };
}

/** The member id as printed, or null. */
export function readMemberId(letter: LetterText, fields: readonly Field[]): Sourced<string> | null {
  const hit = idsOf(letter, fields, 'member-id')[0];
  return hit === undefined
    ? strayId(letter, fields)
    : sourced(letter, hit.value, hit.start, hit.start + hit.value.length);
}

/** Columns that were read apart: an id-shaped line of its own on the first page that is not the reference. */
function strayId(letter: LetterText, fields: readonly Field[]): Sourced<string> | null {
  if (!/\b(?:member|subscriber|id|certificate|enrollment)\b/i.test(letter.text.slice(0, 1500))) return null;
  const reference = readReference(letter, fields)?.value ?? '';
  for (const line of splitLines(letter.text.slice(0, 2500))) {
    const value = line.text.trim();
    const fits = idShape.exec(value)?.[0] === value;
    if (
      fits &&
      enoughDigits(value) &&
      /[A-Z]/.test(value) &&
      value !== reference &&
      !isDate(value) &&
      !isPhone(value) &&
      !/^[A-Z]?\d{5}$/.test(value)
    ) {
      const start = line.start + line.text.indexOf(value);
      return sourced(letter, value, start, start + value.length);
    }
  }
  return null;
}

/** Shorter numbers are of forms and lines, not of decisions. */
const shortestReference = 6;

/** The number of this decision: of the appeal, the reference or case, else of the claim. */
export function readReference(letter: LetterText, fields: readonly Field[]): Sourced<string> | null {
  const best = idsOf(letter, fields, 'decision-number').find(
    ({ value }) => value.length >= shortestReference,
  );
  return best === undefined
    ? repeatedMark(letter)
    : sourced(letter, best.value, best.start, best.start + best.value.length);
}

/** An id-shaped mark that stands on most sheets of the letter, not as a form number. */
function repeatedMark(letter: LetterText): Sourced<string> | null {
  const counts = new Map<string, { pages: Set<number>; start: number }>();
  letter.pages.forEach((page, index) => {
    for (const match of page.text.matchAll(
      /(?<![A-Za-z0-9-])[A-Z0-9]{1,6}(?:-[A-Z0-9]+)+(?![A-Za-z0-9-])/g,
    )) {
      if (!enoughDigits(match[0]) || isPhone(match[0]) || /\d{3}-\d{4}$/.test(match[0])) continue;
      const entry = counts.get(match[0]) ?? {
        pages: new Set<number>(),
        start: (letter.starts[index] ?? 0) + match.index,
      };
      entry.pages.add(index);
      counts.set(match[0], entry);
    }
  });
  const best = [...counts]
    .filter(([, { pages }]) => pages.size >= 2)
    .toSorted((a, b) => b[1].pages.size - a[1].pages.size || a[1].start - b[1].start)[0];
  return best === undefined ? null : sourced(letter, best[0], best[1].start, best[1].start + best[0].length);
}

/** How letters address people before their names. */
const honorific =
  '(?:The )?(?:Mr|Mrs|Ms|Miss|Mx|Dr|MSG|SGT|SSG|CPT|MAJ|COL|LTC|Rev|Reverend|Pastor|Fr|Father|Sister|Rabbi|Deacon|Prof|Professor|Judge|Capt|Sgt)\\.? ';

const nameShape = new RegExp(
  String.raw`(?:${honorific})?[A-Z][\p{L}'\u2019.-]*(?:,? (?:[A-Z][\p{L}'\u2019.-]+|[A-Z]\.?(?!\p{L})|de|da|del|van|von|la|al|bin)){1,4}`,
  'u',
);
const nameAtStart = new RegExp(`^(?:${nameShape.source})`, 'u');
const honorificAtStart = new RegExp(`^${honorific}`);
/** "Dear Ms. Lowe,": whom the letter greets. */
const dear = new RegExp(String.raw`\bDear (?:${honorific})?([^,:(\n]{2,50}?)\s*[,:(]`);
/** The same with other words of greeting: the honorific, and a name that begins with a capital. */
const greetingOf = new RegExp(
  String.raw`\b(?:Dear|Hello|Hi|Greetings),? (${honorific})?([A-Z][^,:(\n]{2,50}?)\s*[,:(]`,
);
const notNames =
  /\b(?:plan|id|number|group|provider|physician|date|health|benefits?|services?|street|road|box|suite|insurance|company|request|claim|select|dear|re|imaging|center|department|unit|notice|hospital|meanings?|codes?|office|management|appeals?|reconsiderations?|grievances?|reviews?|precertification|authorizations?|utilization|contractor|administrators?|operations|desk|write|mail|send|MRI|MRA|CTA?|PET|SPECT|scans?|coronary|angiogra\w+|tomogra\w+|resonance|ultrasound|mammogra\w+)\b/i;

/** "LOWE, ADA M.": the last name first. */
const lastFirst =
  /^([\p{Lu}][\p{L}'\u2019-]+), ([\p{Lu}][\p{L}'\u2019-]+(?: [\p{Lu}]\.?)?)(?![\p{L}])(?!,? (?:MD|DO|NP|RN|PA))/u;

/** The patient's name without titles, or null. */
export function readMemberName(
  letter: LetterText,
  fields: readonly Field[],
  rules: readonly LetterFieldRule[],
): Sourced<string> | null {
  const labelled = fields
    .filter(({ field }) => field === 'member-name')
    .toSorted((a, b) => a.rank - b.rank || a.start - b.start);
  for (const { value: raw, start } of labelled) {
    const reversed = lastFirst.exec(raw);
    if (reversed !== null && isPerson(reversed[0]))
      return named(letter, `${reversed[2] ?? ''} ${reversed[1] ?? ''}`, start, reversed[0].length);
    const line = letter.text.slice(letter.text.lastIndexOf('\n', start) + 1, start + raw.length);
    if (faxLine.test(line)) continue;
    const value = beforeNextLabel(nameAtStart.exec(raw)?.[0] ?? '', rules);
    if (/\s/.test(value) && isPerson(value)) return named(letter, value, start);
  }
  return nameInAddress(letter) ?? nameInGreeting(letter) ?? nameBeforeNumber(letter);
}

function named(letter: LetterText, raw: string, start: number, length = raw.length): Sourced<string> {
  const bare = squeeze(raw.replace(honorificAtStart, '').replace(/,.*$/, ''));
  // "GlDEON": among capitals a small l is a misread I.
  const read = /\p{Lu}l\p{Lu}|^l\p{Lu}{2}/u.test(bare) ? bare.replace(/l/g, 'I') : bare;
  const value = read === read.toUpperCase() ? titleCase(read) : read;
  return { value, span: letterSpan(letter, start, start + length) };
}

/** "SOLVEIG AMARAL-REYES" as a person writes it. */
function titleCase(name: string): string {
  return name.toLowerCase().replace(/(?<![\p{L}'\u2019])\p{L}/gu, (char) => char.toUpperCase());
}

/** "Sent to: Ada Lowe, 88 Juniper Ridge Rd, Sisters OR 97759". */
const oneLineAddress = new RegExp(
  String.raw`^\s*(?:(?:sent |mailed )?to:?\s+)?(${nameShape.source}), (?=(?:(?:Apt|Unit|Suite|Lot)\.? \w+, )?(?:\d+[\w-]* \S|P\.? ?O\.? Box).*\b\d{5}\b)`,
  'iu',
);
const wholeName = new RegExp(`^(?:${nameShape.source})(?:, USA.*)?$`, 'u');
const street = /^(?:\d+[\w-]* [A-Z0-9]|(?:HC|RR|Box|P\.? ?O\.?) )/;
/** The member's address stands on the letter's first lines. */
const addressReach = 3000;

/** "BIG BEND WI 53103", alone on its line. */
const town = /^[A-Z][\p{L}.' -]{2,30},? [A-Z]{2},? \d{5}(?:-\d{4})?$/u;

/**
 * The name before an address on one line, or on the line above a street or box. A letter has several addresses (the
 * insurer's own, that for appeals): the one of the person it greets goes before the others.
 */
function nameInAddress(letter: LetterText): Sourced<string> | null {
  const found = namesInAddresses(letter);
  const greeted = dear.exec(letter.text)?.[1];
  const last = greeted?.split(' ').at(-1)?.toLowerCase();
  const own = found.find(({ value }) => last !== undefined && value.toLowerCase().endsWith(last));
  return own ?? found[0] ?? null;
}

function namesInAddresses(letter: LetterText): readonly Sourced<string>[] {
  const lines = splitLines(letter.text.slice(0, addressReach));
  const out: Sourced<string>[] = [];
  for (const line of lines) {
    const raw = oneLineAddress.exec(line.text)?.[1];
    if (raw !== undefined && /^\p{Lu}/u.test(raw) && isPerson(raw))
      out.push(named(letter, raw, line.start + line.text.indexOf(raw)));
  }
  // A street in no usual form ("W227 S4081 GUTHRIE SCHOOL RD") stands between the name and the line of town, state and ZIP.
  for (const [index, line] of lines.entries()) {
    const [above, name] = [lines[index - 1], lines[index - 2]];
    if (above === undefined || name === undefined || !town.test(firstCell(line.text))) continue;
    const raw = firstCell(name.text);
    if (/\d/.test(above.text) && wholeName.test(raw) && isPerson(raw))
      out.push(named(letter, raw, name.start + name.text.indexOf(raw)));
  }
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    if (above === undefined || !street.test(line.text.trim()) || !/\d/.test(line.text)) continue;
    const raw = firstCell(above.text);
    if (wholeName.test(raw) && isPerson(raw))
      out.push(named(letter, raw, above.start + above.text.indexOf(raw)));
  }
  return out;
}

/** The address stands in the left column; the labels of the case may stand right of it. */
function firstCell(line: string): string {
  return line.trim().split(/\t| {3,}/)[0] ?? '';
}

function isPerson(name: string): boolean {
  return !notNames.test(name) && !looksLikeOrganization(name);
}

/** "This message is for Calvin Ostrowski, member number …": the person whose number or birth follows. */
function nameBeforeNumber(letter: LetterText): Sourced<string> | null {
  const pattern = new RegExp(
    String.raw`(?:\b(?:for|of|to|about|regarding|member|patient)\s+|(?<=\n))(${nameShape.source}),?\s+(?:[·|\u2022\u2013\u2014-] ?)?\(?(?:[Mm]ember|[Ss]ubscriber|[Ee]nrollee|[Bb]eneficiary|[Mm]edicaid (?:ID|[Nn]o|[Nn]umber|#)|ID|DOB|born|date of birth)\b`,
    'u',
  );
  const match = pattern.exec(letter.text);
  const raw = match?.[1];
  return match === null || raw === undefined || !isPerson(raw)
    ? null
    : named(letter, raw, match.index + match[0].indexOf(raw));
}

function nameInGreeting(letter: LetterText): Sourced<string> | null {
  const match = greetingOf.exec(letter.text);
  const raw = match?.[2] ?? '';
  if (
    match === null ||
    raw === '' ||
    /member|participant|subscriber|beneficiary|enrollee|sir|doctor|provider|parent/i.test(raw)
  )
    return null;
  const start = match.index + match[0].indexOf(raw);
  return named(letter, raw, start);
}
