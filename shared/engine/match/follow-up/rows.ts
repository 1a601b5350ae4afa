/** Follow-up schedules of a policy: for a finding of which size the next scan is due when ("6 to 8 mm: CT at 6 to 12 months"). */
import type { Span } from '../../../domain/page-text.ts';
import type { PolicyDocument, PolicySection } from '../../../domain/policy.ts';
import { readDurations } from '../../../text/durations.ts';

/** One row: the sizes it is for, and after how many days it allows a scan. */
export interface FollowUpRow {
  readonly section: PolicySection;
  readonly span: Span;
  readonly fits: (millimetres: number) => boolean;
  /** Lengths of the row, lower ends. */
  readonly firstDays: readonly number[];
  /** Lengths behind "then", "again": of scans after the first follow-up; infinite where not understood. */
  readonly laterDays: readonly number[];
}

const size =
  /\b(under|below|less than|smaller than|up to|over|above|more than|larger than|at least)\s+(\d+(?:\.\d+)?)\s*mm\b|\b(\d+(?:\.\d+)?)\s*(?:to|-|–)\s*(\d+(?:\.\d+)?)\s*mm\b|(?:[<≤]\s*(\d+(?:\.\d+)?)|[>≥]\s*(\d+(?:\.\d+)?))\s*mm\b|\b(\d+(?:\.\d+)?)\s*mm\s+(?:or|and)\s+(more|larger|greater|above|over|less|smaller|under)\b/gi;

/** "Growth of 2 mm or more": by how much it grew, not how large it is. */
const growth = /\b(?:gr[eo]w\w*|increas\w+|enlarg\w+|chang\w+|larger)(?: in size)?(?: of| by)? $/i;

function fitOf(match: RegExpMatchArray): (millimetres: number) => boolean {
  const [, word = '', bound, low, high, below, above, edge, side = ''] = match;
  const limit = Number(bound ?? below ?? above ?? edge);
  if (low !== undefined) return (mm) => mm >= Number(low) && mm <= Number(high);
  if (below !== undefined || /^(?:under|below|less|smaller)/i.test(word)) return (mm) => mm < limit;
  if (/^up to/i.test(word) || /^(?:less|smaller|under)/i.test(side)) return (mm) => mm <= limit;
  if (above !== undefined || /^(?:over|above|more|larger)/i.test(word)) return (mm) => mm > limit;
  return (mm) => mm >= limit;
}

/** Nodules that are not solid have a schedule of their own. */
const subsolid =
  /\b(?:(?:part(?:ly|ially)?|sub|non|semi|not)[ -]?solid|ground[ -]glass|solid (?:part|component))\b/gi;
const solid = /\bsolid\b/gi;

/** Whether the nearest word on what the nodule is made of, before the row, says that it is not solid. */
function isSubsolid(before: string): boolean {
  const last = (pattern: RegExp): RegExpExecArray | undefined => [...before.matchAll(pattern)].at(-1);
  const other = last(subsolid);
  const plain = last(solid);
  return other !== undefined && (plain === undefined || plain.index <= other.index + other[0].length);
}

const later = /\b(?:again|then|thereafter|afterwards|second|later|and at)\b/i;

function daysIn(row: string): Pick<FollowUpRow, 'firstDays' | 'laterDays'> {
  const firstDays: number[] = [];
  const laterDays: number[] = [];
  for (const cell of row.split(/\t|\.\s+(?=[A-Z→])/)) {
    let from = 0;
    for (const { start, end, days, unit, window } of readDurations(cell)) {
      if (window || unit === 'day' || unit === 'hour') continue;
      (later.test(cell.slice(from, start)) ? laterDays : firstDays).push(days);
      from = end;
    }
    // "And again at 18 to 24": a later scan whose time is not known.
    if (later.test(cell.slice(from))) laterDays.push(Number.POSITIVE_INFINITY);
  }
  return { firstDays, laterDays };
}

/** Screening has sizes and times of its own, which do not hold for what is followed up. */
const otherPurpose = /\bscreening\b/i;

/** All rows of the policy's sections that say when a solid finding of a size is scanned again. */
export function followUpRows(policy: PolicyDocument): FollowUpRow[] {
  return policy.sections
    .filter(({ role, heading }) => role === 'covered' && !otherPurpose.test(heading))
    .flatMap(rowsOf);
}

function rowsOf(section: PolicySection): FollowUpRow[] {
  const text = section.span.quote;
  const sizes = [...text.matchAll(size)].filter(({ index }) => !growth.test(text.slice(0, index)));
  return sizes.flatMap((match, index) => {
    const next = sizes[index + 1]?.index ?? text.length;
    const end = endOf(text, match, next);
    const row = text.slice(match.index + match[0].length, end);
    const times = daysIn(row);
    if (times.firstDays.length === 0 || isSubsolid(`${section.heading} ${text.slice(0, match.index)}`))
      return [];
    const start = section.span.start + match.index;
    return [
      {
        section,
        span: { ...section.span, start, end: section.span.start + end, quote: text.slice(match.index, end) },
        fits: fitOf(match),
        ...times,
      },
    ];
  });
}

/** A row ends with its line, or its sentence in running text; a size that is the title of its section holds to the section's end. */
function endOf(text: string, match: RegExpMatchArray, next: number): number {
  const from = (match.index ?? 0) + match[0].length;
  const isTitle =
    /^[^\n]{0,12}$/.test(text.slice(0, match.index)) && /^\.\s/.test(text.slice(from, from + 2));
  const stop = isTitle ? -1 : text.slice(from, next).search(/\.(?:\s|$)/);
  const end = stop < 0 ? next : from + stop + 1;
  const trimmed = text.slice(from, end).trimEnd().length;
  return from + trimmed;
}
