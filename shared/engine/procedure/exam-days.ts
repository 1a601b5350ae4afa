/** The days on which a page itself says that an examination was done ("Exam date: …"), and the days of claim lines. */
import type { IsoDate } from '../../domain/kinds.ts';
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

/** Days behind a label that says the examination took place then; the place starts at the label. */
export function examDays(text: string): readonly PlacedDay[] {
  const dates = readDates(text).filter(({ precision }) => precision === 'day');
  const labels = [
    ...text.matchAll(examLabel),
    ...(isReport.test(text) && isScan.test(text) ? text.matchAll(serviceLabel) : []),
  ];
  return labels.flatMap((label) => {
    const behind = label.index + label[0].length;
    const hit = dates.find(({ start }) => start >= behind && start <= behind + 3);
    return hit === undefined ? [] : [{ iso: hit.iso, start: label.index, end: hit.end }];
  });
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
