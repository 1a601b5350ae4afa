/**
 * Rows of laboratory tables with a value for each of several days: flow sheets under a head of dates, and results beside
 * the value of an earlier day ("Result <tab> Reference <tab> 12/02/2025"). Each value has the day of its own column.
 */
import type { IsoDate } from '../../../domain/kinds.ts';
import { readDates } from '../../../text/dates.ts';
import { base } from '../base.ts';
import { measureOf, patientNow, type Draft } from '../draft.ts';
import { isNormal, upperLimit } from './ranges.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';

/** Lines above a row among which the head of its table is looked for. */
const headLines = 30;
const cellDate =
  /^(?:\d{1,2}\/\d{1,2}\/\d{2,4}|\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})(?: \d{1,2}:\d{2})?$/;
/** The column of the report's own day. */
const ownColumn =
  /^(?:(?:your |current |new |latest |today'?s? )?(?:results?|value)s?(?: (?:and|&|\/) flag)?|current|today|latest|this (?:visit|draw))$/i;
/** "Prior (12/02/2025)", "Previous result 12/2/25": an earlier day's column, with or without its day. */
const earlierColumn = /^(?:prior|prev(?:ious)?\.?|last|past|old|earlier|baseline|historical)\b/i;
/** Columns that are left empty where there is nothing to say, and lost with the blank. */
const optionalColumn = /^(?:flags?|units?|abn(?:ormal)?(?: flag)?|comments?|notes?|status|lab|h\/l)$/i;
const rangeColumn = /\b(?:ref\w*|range|interval|normal|limits|standard)\b/i;
const amountCell =
  /^([<>]?\s?\d{1,6}(?:[.,]\d+)?)(?!\d| ?[-–] ?\d)(?: ?[A-Za-zµ%]+\/[\w/^.µ]+)?\W{0,3}(H|L|high|low|[↑↓])?(?![A-Za-z])(?:[^\d\n]*?\(?(\d{1,2}\/\d{1,2}\/\d{2,4})\)?)?/i;

interface Column {
  readonly text: string;
  readonly role: 'own' | 'earlier' | 'range' | 'optional' | 'other';
  /** Of a column of values; null where the head does not say. */
  readonly day: IsoDate | null;
}

/**
 * The values of a row below the head of its table, each on its day: "ALT <tab> 21 <tab> 52 H <tab> 0-40" below dates, or
 * "Creatinine <tab> 0.96 <tab> 0.57-1.00 <tab> 0.94" below "Result <tab> Flag <tab> Reference <tab> 12/02/2025". Empty where no
 * head stands above, or the row cannot be laid under it.
 */
export function tableRow(
  page: PageReading,
  note: NoteReading,
  name: string,
  start: number,
  lineEnd: number,
  from: number,
): Draft[] {
  const text = page.page.text;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const cells = split(text.slice(lineStart, lineEnd));
  if (cells.length < 3 || start - lineStart > (cells[0]?.length ?? 0) + 2) return [];
  const above = text.slice(Math.max(from, 0), lineStart).split('\n').slice(-headLines).toReversed();
  const own = collectedDay(text.slice(Math.max(from, 0), lineStart), note) ?? note.note.date;
  const head = above.map((line) => columnsOf(split(line), note, own)).find((columns) => columns !== null);
  const columns = head == null ? null : laidOver(head, cells);
  if (columns === null) return [];
  const ranged = columns.findIndex(({ role }) => role === 'range');
  const last = cells.at(-1) ?? '';
  const range = ranged >= 0 ? (cells[ranged] ?? '') : isRange(last) ? last : '';
  const bounds = /[<>≤≥] ?\d+(?:[.,]\d+)*|\d+(?:\.\d+)? ?[-–] ?\d+(?:\.\d+)?/.exec(range)?.[0] ?? '';
  const upper = upperLimit(bounds);
  return columns.flatMap(({ role, day }, column): Draft[] => {
    const cell = cells[column] ?? '';
    const m = role === 'own' || role === 'earlier' ? amountCell.exec(cell) : null;
    const iso = m?.[3] === undefined ? day : (readDates(m[3], note.anchor)[0]?.iso ?? day);
    if (m === null || iso === null) return [];
    const amount = Number((m[1] ?? '').replace(/[<>,\s]/g, ''));
    const beside =
      role === 'own' && columns[column + 1]?.role === 'optional' ? (cells[column + 1] ?? '') : '';
    const flagged = m[2] ?? (/^(?:H|L|high|low|\(H\)|\(L\)|[↑↓])$/i.test(beside) ? beside : '');
    const flag = /H|high|↑/i.test(flagged) ? 'H' : /L|low|↓/i.test(flagged) ? 'L' : undefined;
    const normal = isNormal(name, amount, m[1] ?? '', flag, bounds);
    return [
      {
        ...base({ page, note }, lineStart, lineEnd),
        concept: 'lab-result',
        detail: name,
        date: iso,
        side: null,
        ...(normal === true ? { context: { ...patientNow, negation: 'negated' as const } } : {}),
        measure: measureOf({
          quantity: { unit: name, value: amount, ...(upper === null ? {} : { upperLimit: upper }) },
        }),
        why: [
          `${name} ${cell} on ${iso}`,
          ...(flag === undefined ? [] : [flag === 'H' ? 'flagged high' : 'flagged low']),
          ...(upper === null ? [] : [`upper limit ${upper}`]),
        ],
      },
    ];
  });
}

const split = (line: string): string[] => line.split(/\t| {3,}/).map((cell) => cell.trim());

const isRange = (cell: string): boolean => /[<>≤≥] ?\d|\d ?[-–] ?\d/.test(cell);

/** The columns of a head: days, or the report's own result beside that of an earlier day; null for any other line. */
function columnsOf(
  cells: readonly string[],
  note: NoteReading,
  ownDay: IsoDate | null,
): readonly Column[] | null {
  const columns = cells.map((text): Column => {
    const day = readDates(text, note.anchor).find(({ precision }) => precision !== 'year')?.iso ?? null;
    if (ownColumn.test(text)) return { text, role: 'own', day: ownDay };
    if (cellDate.test(text) || (day !== null && isDatedResult(text))) return { text, role: 'earlier', day };
    if (earlierColumn.test(text)) return { text, role: 'earlier', day };
    const role = rangeColumn.test(text) ? 'range' : optionalColumn.test(text) ? 'optional' : 'other';
    return { text, role, day: null };
  });
  const days = columns.filter(({ role }) => role === 'earlier').length;
  const own = columns.filter(({ role }) => role === 'own').length;
  const dated = columns.filter(({ text }) => cellDate.test(text)).length;
  const described = columns.some(({ role }) => role === 'range' || role === 'optional');
  return dated >= 2 || (dated === 1 && described) || (own === 1 && days >= 1) ? columns : null;
}

/** The day on which what stands below was drawn: the last that the words above name with such a label. */
function collectedDay(above: string, note: NoteReading): IsoDate | null {
  const label = [
    ...above.matchAll(
      /\b(?:collected|drawn|collection (?:date|time)|draw date|date (?:collected|drawn)|specimen date)(?: on)?[ \t]*:?\s*(?=\d|[A-Z][a-z]{2})/gi,
    ),
  ].at(-1);
  if (label === undefined) return null;
  const day = readDates(above.slice(label.index + label[0].length).slice(0, 24), note.anchor)[0];
  return day !== undefined && day.start === 0 && day.precision === 'day' ? day.iso : null;
}

/** "Result 04/28/2026", "04/28/26 result": a column of values that names its day. */
function isDatedResult(text: string): boolean {
  return /\b(?:results?|value|collected|drawn)\b/i.test(text) && text.length < 40;
}

/** The head with as many columns as the row has cells; null where it cannot be said which of them the row left out. */
function laidOver(head: readonly Column[], cells: readonly string[]): readonly Column[] | null {
  const dated = head[0] !== undefined && cellDate.test(head[0].text);
  // The corner over the names is often left blank, and lost with the blanks before it.
  const named: readonly Column[] =
    dated && head.length === cells.length - 1 ? [{ text: '', role: 'other', day: null }, ...head] : head;
  if (named.length === cells.length) return fits(named, cells) ? named : null;
  // A row without one of its values cannot be told apart from one with another: then the values have no days.
  const optional = named.filter(({ role }) => role === 'optional');
  if (named.length - cells.length !== optional.length) return null;
  const short = named.filter(({ role }) => role !== 'optional');
  return fits(short, cells) ? short : null;
}

/** Where a head has a column of ranges, a range stands there and no value does. */
function fits(columns: readonly Column[], cells: readonly string[]): boolean {
  return columns.every(({ role }, index) => {
    const cell = cells[index] ?? '';
    if (role === 'range') return cell === '' || isRange(cell) || /^[a-z][a-z ]{2,}/i.test(cell);
    return role !== 'own' || !/^\d+(?:\.\d+)? ?[-–] ?\d/.test(cell);
  });
}
