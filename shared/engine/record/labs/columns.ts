/**
 * Laboratory tables with a row for each day: "Collected <tab> PSA, total (ng/mL) <tab> Flag" above "12/15/2025 <tab> 0.24 <tab> H".
 * The value of a test stands in the column whose head names it; the other columns hold other tests, a flag or where it was drawn.
 */
import { readDates } from '../../../text/dates.ts';
import { base } from '../base.ts';
import { measureOf, patientNow, type Draft } from '../draft.ts';
import { labNamesIn } from './names.ts';
import { isNormal, upperLimit } from './ranges.ts';
import { lineAt, type NoteReading, type PageReading } from '../page-reading.ts';

/** Rows of a table that are looked at. */
const mostRows = 14;
const datedRow =
  /^\s*(\d{1,2}\/\d{1,2}\/\d{2,4}|\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2})(?:\s*\([^()\n]*\))?\s+(.*?)\s*$/;
const valueCell = /^([<>]?)\s?(\d{1,5}(?:\.\d+)?)\s*(H|L|high|low)?$/i;
const flagCell = /^(?:H|L|high|low)$/i;
/** The test was not drawn on that day. */
const emptyCell = /^(?:|[-–—]+|n\/?a|not (?:done|drawn|sent)|nd)$/i;
const dayHead = /^(?:date|collected|drawn|day|date (?:drawn|collected))$/i;

/** An export sets each cell on a line of its own: the day, and below it the value. */
const dayAlone = /^\s*(?:\d{1,2}\/\d{1,2}\/\d{2,4}|\d{4}-\d{2}-\d{2})\s*$/;
const valueAlone =
  /^\n[ \t]*[<>]?\s?\d{1,5}(?:\.\d+)?[ \t]*(?:H|L|high|low|(?:ng|mg|g|U|IU)\/m?d?L)?[ \t]*(?=\n|$)/i;

/** Where the line of a value alone ends that follows the line ending at `end`; `end` itself where none follows. */
function valueLineEnd(text: string, end: number): number {
  return end + (valueAlone.exec(text.slice(end, end + 40))?.[0].length ?? 0);
}

interface Head {
  /** Where its line ends. */
  readonly end: number;
  readonly columns: number;
  /** Of the name; the days are column 0. */
  readonly column: number;
  /** The last column that names a test: those behind it may be left empty, and are lost with the blank. */
  readonly lastTest: number;
  /** The range that the head gives ("PTH (15-65)"), else empty. */
  readonly range: string;
}

/** The values of the name at `[start, end)` in the rows below its line, each on the day of its row; none where the line heads no table. */
export function labColumn(
  page: PageReading,
  note: NoteReading,
  name: string,
  start: number,
  end: number,
  to: number,
): Draft[] {
  const text = page.page.text;
  const head = tableHead(text, start, end);
  if (head === null) return [];
  const upper = upperLimit(head.range);
  const drafts: Draft[] = [];
  let at = head.end + 1;
  for (let row = 0; row < mostRows && at < to; row++) {
    const ownEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    const rowEnd = dayAlone.test(text.slice(at, ownEnd)) ? valueLineEnd(text, ownEnd) : ownEnd;
    const line = text.slice(at, rowEnd).replace('\n', '\t');
    const rowAt = at;
    at = rowEnd + 1;
    if (line.trim() === '') continue;
    const m = datedRow.exec(line);
    const cells = m === null ? [] : (m[2] ?? '').split(/\t| {2,}/).map((cell) => cell.trim());
    const cell = cells[head.column - 1] ?? '';
    if (m !== null && emptyCell.test(cell) && cells.length >= head.lastTest) continue;
    const value = valueCell.exec(cell);
    if (m === null || value === null || cells.length > head.columns || cells.length < head.lastTest) {
      if (drafts.length > 0 || !/\b(?:flag|collected|date)\b/i.test(line)) break;
      continue;
    }
    const beside = head.column === head.lastTest ? (cells[head.column] ?? '') : '';
    const flag = value[3] ?? (flagCell.test(beside) ? beside : undefined);
    const amount = Number(value[2]);
    const [date] = readDates(m[1] ?? '', note.anchor);
    drafts.push({
      ...base({ page, note }, rowAt + (m[0].length - m[0].trimStart().length), rowAt + m[0].trimEnd().length),
      concept: 'lab-result',
      detail: name,
      date: date?.iso ?? note.note.date,
      ...(isNormal(name, amount, cell, flag, head.range) === true
        ? { context: { ...patientNow, negation: 'negated' as const } }
        : {}),
      measure: measureOf({
        quantity: { unit: name, value: amount, ...(upper === null ? {} : { upperLimit: upper }) },
      }),
      why: [
        `${name} ${value[1]}${value[2]}${flag === undefined ? '' : ` ${flag}`}`,
        ...(flag === undefined ? [] : [/^h/i.test(flag) ? 'flagged high' : 'flagged low']),
      ],
    });
  }
  return drafts;
}

/** Whether a line with the name in it heads columns: a number in it is a range or a unit, and no value. */
export function headsColumns(line: string): boolean {
  const cells = cellsOf(line);
  return cells.length > 1 && dayHead.test(cells[0] ?? '');
}

const cellsOf = (line: string): string[] => line.trim().split(/\t| {2,}/);

/** "PSA trend", "PSA table (ng/mL):": a title that stands right over its rows, as a name does that opens its line. */
const titles = (line: string): boolean =>
  /\b(?:collected|date|drawn|trend|table|test|result)s?\b/i.test(line) && line.length <= 80;
/** A title with what the values mean may be longer. */
const longestTitle = 120;

/**
 * The head of the table that holds the values of the name at `[start, end)`. A title above it ("PSA trend", then
 * "Date   Total   % free") names the first column of values.
 */
function tableHead(text: string, start: number, end: number): Head | null {
  const own = lineAt(text, start);
  const ownEnd = own.start + own.text.length;
  if (ownEnd >= text.length) return null;
  const cells = cellsOf(own.text);
  if (cells.length === 1) {
    if (own.text.length > longestTitle) return null;
    const blank = /^\s*\n/.exec(text.slice(ownEnd + 1))?.[0].length ?? 0;
    const below = lineAt(text, ownEnd + 1 + blank);
    const titled = cellsOf(below.text);
    if (titled.length > 1 && dayHead.test(titled[0] ?? '') && labNamesIn(titled[1] ?? '').length === 0)
      return {
        end: below.start + below.text.length,
        columns: titled.length,
        column: 1,
        lastTest: 1,
        range: '',
      };
    const opens = own.text.slice(0, start - own.start).trim() === '';
    return opens || titles(own.text) ? { end: ownEnd, columns: 2, column: 1, lastTest: 1, range: '' } : null;
  }
  if (own.text.length > longestTitle) return null;
  const before = own.text.slice(0, start - own.start);
  const column = cellsOf(`${before}x`).length - 1;
  // "Thyroglobulin (TSH suppressed)": a cell is headed by the first name in it.
  const first = cellsOf(`${before}x`).at(-1)?.slice(0, -1) ?? '';
  if (column < 1 || labNamesIn(first).length > 0) return null;
  const tests = cells.flatMap((cell, index) =>
    index === column || labNamesIn(cell).length > 0 ? [index] : [],
  );
  if (!dayHead.test(cells[0] ?? '') && tests.length < 2) return null;
  const cell = cells[column] ?? '';
  const range =
    /\((?:ref\.?(?:erence)?|normal|nl|range)?:?\s*(\d+(?:\.\d+)? ?[-–] ?\d+(?:\.\d+)?|[<>≤≥] ?\d+(?:\.\d+)?)(?: [^()\d]{1,8})?\)/i.exec(
      cell.slice(Math.max(0, end - start)),
    );
  return {
    end: ownEnd,
    columns: cells.length,
    column,
    lastTest: tests.at(-1) ?? column,
    range: range?.[1] ?? '',
  };
}
