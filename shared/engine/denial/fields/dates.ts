/** The dates of a decision: of the letter, of the request or claim, of the service. */
import type { Sourced } from '../../../domain/denial.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import { splitLines, splitSentences } from '../../../text/blocks.ts';
import { readDates } from '../../../text/dates.ts';
import type { Field } from './fields.ts';
import type { LetterText } from '../letter-text.ts';
import { letterSpan } from '../letter-text.ts';

interface Placed {
  readonly iso: IsoDate;
  readonly start: number;
  readonly end: number;
}

/** Labels from this rank on tell when a claim was processed: the letter's day where it bears no other. */
const processedRank = 2;

/** Letters carry their date in their first part; later pages speak of other days. */
const headLength = 2500;

function datesOf(letter: LetterText): readonly Placed[] {
  return readDates(letter.text)
    .filter((date) => date.precision === 'day')
    .map(({ iso, start, end }) => ({ iso, start, end }));
}

function sourced(letter: LetterText, date: Placed | undefined): Sourced<IsoDate> | null {
  return date === undefined ? null : { value: date.iso, span: letterSpan(letter, date.start, date.end) };
}

/** The days that stand right behind or under a label of the field, the surest label first, then in order. */
function labelled(
  dates: readonly Placed[],
  fields: readonly Field[],
  field: Field['field'],
  ranks: (rank: number) => boolean = () => true,
): readonly Placed[] {
  return fields
    .filter((each) => each.field === field && ranks(each.rank))
    .toSorted((a, b) => a.rank - b.rank || a.start - b.start)
    .flatMap(({ start, value }) => {
      // "Tuesday, December 8", "on or about March 3".
      const lead =
        /^(?:(?:on|or|about|from)\b|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|[\s,(])*/i.exec(value)?.[0]
          .length ?? 0;
      return dates.filter((date) => date.start >= start && date.start <= start + lead);
    });
}

const otherLabel =
  /(?:received|service|request(?:ed)?|birth|dob|processed|decided|care|from|valid|through|effective|of service|asked on|got (?:it|the request))\W*$/i;

/** "August 12, 2026 BY FAX AND MAIL", "… Sent by certified mail": how it was sent stands beside the day. */
const byMail =
  /[\s,;-]+(?:(?:sent )?(?:by|via) (?:\w+[ ,/]+){0,4}\w*(?:mail|fax|portal|post|delivery)\w*|(?:first[- ]class|certified|regular) mail.*)$/i;

/** The letterhead is on the first lines; a day in a cell of its own beside it is the letter's. */
const letterheadLines = 4;

function besideLetterhead(letter: LetterText, dates: readonly Placed[]): Placed | undefined {
  for (const line of splitLines(letter.text.slice(0, headLength)).slice(0, letterheadLines)) {
    const last = /(?:\t| {3,})([^\t]+)$/.exec(line.text.trimEnd());
    if (last === null || otherLabel.test(line.text.slice(0, last.index))) continue;
    const start = line.start + last.index + last[0].indexOf(last[1] ?? '');
    const hit = dates.find(
      (date) => date.start === start && date.end >= line.start + line.text.trimEnd().length - 1,
    );
    if (hit !== undefined) return hit;
  }
  return undefined;
}

/** The day the letter bears, or null. */
export function readLetterDate(letter: LetterText, fields: readonly Field[]): Sourced<IsoDate> | null {
  const dates = datesOf(letter);
  const inHead = dates.filter(({ start }) => start < headLength);
  const own = labelled(inHead, fields, 'letter-date', (rank) => rank < processedRank)[0];
  if (own !== undefined) return sourced(letter, own);
  // A date alone on its line, not a fax header and not under a label of another date.
  let before = '';
  for (const line of splitLines(letter.text.slice(0, headLength))) {
    const text = line.text.trim();
    const date = inHead.find(
      ({ start, end }) =>
        start >= line.start &&
        end <= line.end &&
        end - start >= text.replace(byMail, '').replace(/[.,]$/, '').length - 1,
    );
    if (date !== undefined && !otherLabel.test(before)) return sourced(letter, date);
    before = text;
  }
  const beside = besideLetterhead(letter, inHead);
  if (beside !== undefined) return sourced(letter, beside);
  // "EXPLANATION OF BENEFITS May 22, 2026", "Sent: 08/05/2026": the day on the line of the title.
  const titled =
    /^\W*(?:explanation of (?:benefits|payment)|notice of [a-z ]{3,40}|denial notice|notice|determination|decision|letter|sent|statement date)\b(?!,? of\b)[^\n\d]{0,30}$/i;
  const onTitle = inHead.find(({ start }) => {
    const line = letter.text.slice(letter.text.lastIndexOf('\n', start) + 1, start);
    return (
      titled.test(line) && !/\b(?:received|service|request|birth|care|within|decided on your)\b/i.test(line)
    );
  });
  if (onTitle !== undefined) return sourced(letter, onTitle);
  const processed = labelled(inHead, fields, 'letter-date')[0];
  if (processed !== undefined) return sourced(letter, processed);
  const bare = inHead.find(({ start, end }) => {
    const line = letter.text.slice(
      letter.text.lastIndexOf('\n', start) + 1,
      (letter.text.indexOf('\n', end) + 1 || letter.text.length + 1) - 1,
    );
    if (/\b(?:fax|from:|to:|p(?:age)? ?\d|\d{2}:\d{2})/i.test(line)) return false;
    return !/(?:received|service|request|birth|dob|processed|on|since|asked|care|dates? of)\W*(?:\S+\W*)?$/i.test(
      letter.text.slice(Math.max(0, start - 24), start),
    );
  });
  return sourced(letter, bare);
}

/** The day the plan got the request, claim or appeal, as the letter says; null where it does not. */
export function readRequestDate(letter: LetterText, fields: readonly Field[]): Sourced<IsoDate> | null {
  // Behind this share of the letter stand rights and their periods.
  const dates = datesOf(letter).filter(({ start }) => start < letter.text.length * 0.7);
  const told = labelled(dates, fields, 'request-date')[0] ?? requestTold(letter, dates);
  if (told !== undefined) return sourced(letter, told);
  // "On May 4 your provider asked us": the year is the letter's.
  const own = readLetterDate(letter, fields)?.value ?? null;
  if (own === null) return null;
  const inYear = readDates(letter.text, own)
    .filter(({ precision, iso, approximate }) => precision === 'day' && !approximate && iso <= own)
    .map(({ iso, start, end }) => ({ iso, start, end }))
    .filter(({ start }) => start < letter.text.length * 0.7);
  return sourced(letter, requestTold(letter, inYear));
}

/** Words by which a letter tells in prose when it was asked. */
const received = String.raw`(?:received|got|reached|came (?:in|to us)|arrived|asked|requested|submitted|sent (?:us|in)|filed)`;
const asking = String.raw`(?:request|claim|bill|appeal|letter|order|approv\w+|cover|pay|test|study|exam\w*|imaging|MRI|CT|PET|scan)`;

/** "On September 14, 2026 your doctor asked us to approve", "the appeal that reached this office on April 27, 2026". */
function requestTold(letter: LetterText, dates: readonly Placed[]): Placed | undefined {
  const told = new RegExp(
    `\\b(?:${asking}\\b[^.:;]{0,60}\\b${received}|${received}\\b[^.:;]{0,60}\\b${asking})\\b`,
    'i',
  );
  const byProvider =
    /\b(?:requested|ordered|asked for|submitted|sent(?: in)?|filed) by (?:you or )?(?:your |the |our )?(?:provider|doctor|physician|clinician|nurse practitioner|specialist|Dr\b)[^:;]{0,90}?\bon\s(?=[A-Z][a-z]{2,8} \d|\d)/gi;
  for (const match of letter.text.matchAll(byProvider)) {
    const behind = match.index + match[0].length;
    const hit = dates.find(({ start }) => start >= behind && start <= behind + 2);
    if (hit !== undefined) return hit;
  }
  for (const sentence of splitSentences(letter.text)) {
    const first = dates.find(({ start, end }) => start >= sentence.start && end <= sentence.end);
    if (first === undefined) continue;
    const text = letter.text.slice(sentence.start, sentence.end);
    // Records that the plan asked for, the service and the decision have other dates.
    if (
      !told.test(text) ||
      /\b(?:records|notes|documentation|information|within|decided|denied on)\b/i.test(text)
    )
      continue;
    return first;
  }
  return undefined;
}

/** The sentences right behind tell of a bill for it: "Claim 26-117 came to us on …", "The charge cannot be paid". */
const billedNext =
  /\b(?:claim|bill|charges?|invoice)\b[^.]{0,60}\b(?:came to|reached|was received|we (?:received|got)|arrived|cannot be paid|can ?not pay|is not paid|was sent)\b/i;

/** "A bill came to us … for CT, performed on March 5, 2026", "billed us for care on June 28": a bill is of a service that was given. */
function serviceTold(letter: LetterText, dates: readonly Placed[]): Placed | undefined {
  const head = letter.text.slice(0, headLength);
  let before = '';
  for (const sentence of splitSentences(head)) {
    const own = head.slice(sentence.start, sentence.end);
    const text = /^\W*(?:it|this|that|the (?:bill|claim|charge))\b/i.test(own) ? `${before} ${own}` : own;
    before = own;
    const billed = /\b(?:bill(?:ed|s|ing)?|claim(?:ed|s)?|charged?|charges|invoice)\b/i;
    if (!billed.test(text) && !billedNext.test(head.slice(sentence.end, sentence.end + 220))) continue;
    const hit = dates.find(
      ({ start, end }) =>
        start >= sentence.start &&
        end <= sentence.end &&
        /\b(?:performed|provided|rendered|furnished|done|given|carried out|took place|taken|received|had|care|services?|visit|scan|stud(?:y|ies)|test|exam(?:ination)?|CT|MRI|PET|imaging)(?: (?:to|by|for) (?:you|your \w+))?,? (?:(?:of|on|from|dated) )+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?$/i.test(
          letter.text
            .slice(Math.max(sentence.start, start - 90), start)
            .replace(/\([^()]*\)|\bfor [A-TV-Z]\d[\dAB](?:\.\w+)?(?=\W)/g, ' ')
            .replace(
              /\b(?:left|right|with|without|contrast|and|of|your|the|head|neck|chest|abdomen|pelvis|brain|spine|hip|knee|ankle|foot|wrist|elbow|shoulder|heart|breasts?)\b(?=.*\bon\s*$)/gis,
              ' ',
            )
            .replace(/\s+/g, ' '),
        ),
    );
    if (hit !== undefined) return hit;
  }
  return undefined;
}

/** The day the scan took place, for a claim; null for a request of care to come. */
export function readServiceDate(
  letter: LetterText,
  fields: readonly Field[],
  codeOffsets: readonly number[],
): Sourced<IsoDate> | null {
  const dates = datesOf(letter);
  const direct = labelled(dates, fields, 'service-date')[0];
  if (direct !== undefined) return sourced(letter, direct);
  const table =
    /\b(?:dates?\s+of\s+(?:service|care)|(?:service|svc|serv\.?)\s+date|dos)\b/i.test(letter.text) ||
    /\b(?:billed|amount charged|charges?[ \t]+(?:allowed|paid)|plan\s+paid|you\s+(?:may\s+)?owe|patient\s+share)\b/i.test(
      letter.text.slice(0, headLength),
    );
  const told = serviceTold(letter, dates);
  if (told !== undefined) return sourced(letter, told);
  if (!table) return null;
  const known = new Set([
    readLetterDate(letter, fields)?.span?.quote,
    readRequestDate(letter, fields)?.span?.quote,
  ]);
  const labelledOther = (date: Placed) =>
    /(?:received|processed|mailed|issued|statement date|birth|dob)\W*$/i.test(
      letter.text.slice(Math.max(0, date.start - 20), date.start),
    );
  const rest = dates.filter(
    (date) =>
      date.start < headLength && !known.has(letter.text.slice(date.start, date.end)) && !labelledOther(date),
  );
  for (const offset of codeOffsets) {
    const near = rest
      .filter(({ start }) => Math.abs(start - offset) < 220)
      .toSorted((a, b) => Math.abs(a.start - offset) - Math.abs(b.start - offset))[0];
    if (near !== undefined) return sourced(letter, near);
  }
  return sourced(letter, rest.length === 1 ? rest[0] : undefined);
}
