/** Letterheads, and lines that name the day of a visit: the head of a sheet, of a note within it, or of an entry. */
import type { IsoDate } from '../../domain/kinds.ts';
import { looksLikeHeading } from '../../text/blocks.ts';
import type { Line } from '../../text/blocks.ts';
import { daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';

/** "Groton Family Practice F. Conlon, MD 04/02/2026": a new sheet of another office. */
export function isDatedLetterhead(text: string): boolean {
  const line = text.trim();
  if (line.length > 110 || /[.;:]$/.test(line)) return false;
  const office =
    /\b(?:clinic|hospital|medicine|medical|orthop\w*|therapy|health|center|centre|associates|practice|care|neurosurg\w*|neurology|oncology|rehab\w*|group|partners|institute|surgery|chiropractic|cardiology|heart|spine|imaging|radiology)\b/i.test(
      line,
    );
  return (
    office &&
    /^[A-Z]/.test(line) &&
    readDates(line).some((date) => date.precision === 'day') &&
    !/[a-z]{3,}[.;] [A-Z]/.test(line.replace(/\b(?:Dr|St)\. /g, '')) &&
    !/\b(?:completed|sent|called|referral|report|scanned|seen at|phone|pt|told)\b/i.test(line)
  );
}

/** "DOS 05/12/2026 L. Hart MD follow up", "5/12/26 Dr. Hart": the day, and who saw the patient, under a gap. */
export function isDatedHead(text: string): boolean {
  const line = text.trim();
  const first = readDates(line).find(({ precision }) => precision === 'day');
  return (
    first !== undefined &&
    line.length < longestHead &&
    dayFirst.test(line.slice(0, first.start)) &&
    seenBy.test(line.slice(first.end)) &&
    !/[a-z]{3,}[.;] [A-Z]/.test(line) &&
    !/[.;]$/.test(line) &&
    !toldOfPaper.test(line)
  );
}

/** Letters of a line that is a head and no paragraph. */
const longestHead = 100;
/** What may stand before the day of a head. */
const dayFirst =
  /^(?:(?:DOS|D\.O\.S\.|date of (?:service|visit)|date|encounter|visit|seen(?: on)?|appointment|appt|F\/U|recheck|return)\s*[:.#-]?\s*)?$/i;
const seenBy = /\b(?:Dr\.?\s\p{Lu}|(?:MD|DO|NP|PA-?C?|APRN|FNP(?:-C)?|CNP|DPM|DC|DPT|PT|RN)\b(?!\/))/u;
/** What is told of a paper, an order or a call on a day. */
const toldOfPaper =
  /\b(?:signed|reviewed|dictated|read by|ordered|faxed|sent|called|received|requested|denied|approved|auth\w*|scheduled|appt (?:with|w\/)|refill\w*|labs?|MRI|CT|XR|x-?rays?)\b/i;

/** A head under a gap that names another day than the note above it, which told something already. */
export function isOfLaterDay(lines: readonly Line[], top: number, title: number): boolean {
  if (lines[top]?.gapBefore !== true) return false;
  const days = (from: number, to: number) =>
    lines.slice(from, to).flatMap(({ text }, index) =>
      readDates(text)
        .filter(({ precision, start }) => precision === 'day' && !notNoteDate.test(text.slice(0, start)))
        .map(({ iso }) => ({ iso, line: from + index })),
    );
  const own = days(top, title + 2)[0]?.iso;
  const above = days(0, top)[0];
  return (
    own !== undefined &&
    above !== undefined &&
    above.iso !== own &&
    lines.slice(above.line, top).some(({ text }) => tells.test(text.trim()))
  );
}

/** Words before a day that is a person's or the paper's own, not that of the visit. */
export const notNoteDate =
  /\b(?:dob|d\.o\.b\.?|born|birth|doi|injury|(?:chart )?(?:print\w*|export\w*|copy)|generated|requested by (?:the )?patient|download(?:ed)?|print date|faxed|fax|referr\w*|reported|dictated|transcribed|signed|received|rec'?d|effective|expires?|next|return(?! visit)|onset|since|started|until|page|comparison|prior|lmp)\b[^\n\d]{0,14}$/i;
/** A sentence: five words or more that end as sentences do. */
const tells = /(?:\S+\s+){4,}\S+[.!?]["”')]?$/;

/** "03/11/2020 G. Rasch MD. Knees worse": an entry of another day below the one before, in a chart that has no titles. */
export function opensEntry(text: string, before: readonly Line[]): boolean {
  const day = entryDay(text);
  if (day === null) return false;
  const earlier = before.map((line) => entryDay(line.text)).findLast((other) => other !== null) ?? null;
  return earlier !== null && Math.abs(daysBetween(earlier, day)) > farApart;
}

/** Days from which entries of one chart speak of different times. */
const farApart = 5;

/** The day that a line of running text opens with; null for rows of a table. */
function entryDay(text: string): IsoDate | null {
  const line = text.trimStart();
  const first = readDates(line.slice(0, 24)).find(
    ({ precision, start }) => precision === 'day' && start === 0,
  );
  return first === undefined || line.includes('\t') || !/^[\s:,.–-]*\p{Lu}/u.test(line.slice(first.end))
    ? null
    : first.iso;
}

/** A title line with a date or a letterhead of its own. */
export function hasOwnHead(lines: readonly Line[], top: number): boolean {
  const text = lines
    .slice(top, top + 3)
    .map((line) => line.text)
    .join(' ');
  return readDates(text).some((date) => date.precision === 'day');
}

/** A line that names an office, or gives its address. */
export function isLetterhead(text: string): boolean {
  const line = text.trim();
  if (line === '' || line.length > 95 || /[.;:]$/.test(line)) return false;
  if (/\b(?:patient|dob|mrn|assessment|plan|exam|signed|impression)\b/i.test(line)) return false;
  if (
    /\b(?:clinic|hospital|medicine|medical|imaging|radiology|orthop|therapy|health|center|centre|associates|practice|care|neurosurg|neurology|oncology|rehab|group|partners|institute|physicians|department|laborator|surgery|surgical|specialists|chiropractic|urgent|family)/i.test(
      line,
    )
  )
    return true;
  return (
    /\b(?:st|street|ave|avenue|rd|road|suite|blvd|hwy|dr|lane|p\.?o\.? box)\b.*\d|\b[A-Z]{2} \d{5}\b|^\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}/i.test(
      line,
    ) ||
    (looksLikeHeading(line) &&
      !/\d{1,2}\/\d{1,2}/.test(line) &&
      line.split(/\s+/).length >= 2 &&
      /\b(?:MD|DO|PC|LLC|PLLC|Inc)\b/.test(line))
  );
}
