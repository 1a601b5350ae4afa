/** The days on which a page itself says that an examination was done ("Exam date: …"), and the days of claim lines. */
import type { IsoDate } from '../../domain/kinds.ts';
import { daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';

export interface PlacedDay {
  readonly iso: IsoDate;
  readonly start: number;
  readonly end: number;
}

const examLabel =
  /\b(?:your\s+(?:ct|mri|pet|scan)\s+was\s+done\s+on|exam(?:ination)?\s+date|date\s+of\s+exam(?:ination)?|performed(?:\s+on)?|study\s+date|scan\s+date|was\s+done\s+on|done\s+on|exam\s+performed)\b[\s:]*/gi;

/** On a report the day of service is the day of the examination; on other papers it may be a visit's. */
const serviceLabel =
  /\b(?:date\s+of\s+(?:service|study|scan|procedure)|(?:service|procedure|acquisition)\s+date|dos|svc\s+date|(?:scanned|acquired|imaged|completed|examined)(?:\s+on)?|exam(?:ination)?|study|scan)\b[\s:]*/gi;
const isReport = /\b(?:findings|impression)\b/i;
const isScan =
  /\b(?:technique|comparison|sequences?|contrast|axial|coronal|sagittal|views?|tracer|radiotracer|radiologist)\b/i;

/** The parts of a report that follow its head. */
const endOfHead =
  /\b(?:indications?|(?:clinical )?history|clinical (?:information|data|question)|reason for (?:exam|study)|technique|procedure|protocol|comparison|findings|impression|conclusion|results?)\b\s*[:\n]/i;
/** "Clearinghouse sent DOS 02/04/26": the claim's day, told in a note beneath the report. */
export const ofClaim =
  /\b(?:claims?|clearing ?house|billed|billing|denial|denied|insurer|keyed|resubmit\w*)\b/i;
/** A report has more than a visit's words, and begins with its head. */
const mostHead = 500;
/** Days of the head that are not the examination's: of birth, of the order, of the paper itself. */
const otherDay =
  /\b(?:dob|d\.o\.b\.|born|birth(?: ?date)?|order(?:ed|ing)?|request(?:ed)?|refer(?:red|ral)?|report(?:ed)?|dictated|transcribed|signed|printed|faxed|received|reviewed|finali[sz]ed|visit|scheduled|claim|sent)\b[^\n\d]{0,24}$/i;
/** A date that lies this many days before another of the head is one of birth. */
const yearsBefore = 2 * 365;

/** Days behind a label that says the examination took place then, or the one day in the head of a report. */
export function examDays(text: string): readonly PlacedDay[] {
  const dates = readDates(text).filter(({ precision }) => precision === 'day');
  const report = isReport.test(text) && isScan.test(text);
  const labels = [...text.matchAll(examLabel), ...(report ? text.matchAll(serviceLabel) : [])];
  const labelled = labels.flatMap((label) => {
    const behind = label.index + label[0].length;
    const hit = dates.find(({ start }) => start >= behind && start <= behind + 3);
    const line = text.slice(text.lastIndexOf('\n', label.index) + 1, hit?.start ?? behind);
    return hit === undefined || /\w/.test(text.slice(behind, hit.start)) || ofClaim.test(line)
      ? []
      : [{ iso: hit.iso, start: label.index, end: hit.end }];
  });
  return labelled.length > 0 || !report ? labelled : headDay(text);
}

/** "CMR W/O AND W CONTRAST / 04/02/2026 08:40": the day of the examination, where the head of the report has one only. */
function headDay(text: string): readonly PlacedDay[] {
  const head = text.slice(0, endOfHead.exec(text)?.index ?? 0);
  if (head.length > mostHead) return [];
  const days = readDates(head)
    .filter(({ precision, relative }) => precision === 'day' && !relative)
    .filter(({ start }) => !otherDay.test(head.slice(0, start)));
  const newest = days
    .map(({ iso }) => iso)
    .toSorted()
    .at(-1);
  const near = days.filter(({ iso }) => newest !== undefined && daysBetween(iso, newest) < yearsBefore);
  const [first] = near;
  return first === undefined || near.some(({ iso }) => iso !== first.iso)
    ? []
    : [{ iso: first.iso, start: first.start, end: first.end }];
}

/** How far before its code the date of a claim line may end: one cell, no words between. */
const cell = 8;

/** The date that stands right before a code in a table of services; null where none does. */
export function lineDay(text: string, codeStart: number): PlacedDay | null {
  const from = Math.max(0, codeStart - 40);
  const hit = readDates(text.slice(from, codeStart)).findLast(({ precision }) => precision === 'day');
  if (hit === undefined || codeStart - from - hit.end > cell) return null;
  if (/\w/.test(text.slice(from + hit.end, codeStart))) return null;
  return { iso: hit.iso, start: from + hit.start, end: from + hit.end };
}
