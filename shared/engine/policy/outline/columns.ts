/**
 * Tables whose cells wrap: printed line by line across the page, they are read row by row and cell by cell. Of each row the cell that
 * names the situation becomes its title and the cell of what must be shown its words; what is to be sent with the request asks for nothing.
 */
import { borderedRows } from './bordered-rows.ts';

/** A line as printed; its text is as long as the stretch of the page that it stands for. */
export interface PrintedLine {
  readonly pageIndex: number;
  /** Offsets into the page. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** A vertical gap or a page break stands before it. */
  readonly gapBefore: boolean;
  /** Left edge as a fraction of the page width, from the words' boxes or leading blanks; null where unknown. */
  readonly left: number | null;
  /** Set for the cells of a table: the first line of a row's title, a further one, or words of what must be shown. */
  readonly cell?: 'row' | 'title' | 'asked';
}

/** Left edge of a word of a page, by its offset; null where its box is not known. */
export type EdgeOf = (pageIndex: number, offset: number) => number | null;

/** Words of one column on one line. */
interface Segment {
  /** Offset into the line's text. */
  readonly at: number;
  readonly text: string;
}

interface Columns {
  /** Left edges of the columns, and where the one of what must be shown stands among them. */
  readonly edges: readonly number[];
  readonly asked: number;
  /** Columns of papers to send, scores, codes: not read. */
  readonly idle: ReadonlySet<number>;
  /** Width of one sign, for words whose boxes are not known. */
  readonly sign: number;
  readonly edgeOf: EdgeOf;
}

const situation =
  /^(?:(?:clinical )?(?:indications?|situations?|conditions?|scenarios?|circumstances?|questions?|reasons?(?: for (?:the )?(?:scan|study|imaging|request))?|problems?|diagnos[ie]s)(?: \([^)]*\))?|when the question is)$/i;
const mustBeShown =
  /^(?:what (?:has to be|must be|is|we|the (?:chart|record|note) must)\b.{0,30}|(?:must|has to|to) be (?:shown|met|documented|present|in the chart|on file)\b.{0,30}|requirements?|required|criteri(?:a|on)|needed|conditions?|(?:is |are )?(?:covered|approved|approve|necessary|medically necessary) (?:when|if|where)|the (?:chart|record|note|file)s? (?:must|has to|should) .{2,20})$/i;
const idleColumn =
  /^(?:send\b.{0,24}|what to (?:send|submit|attach)|documents?|documentation(?: to send)?|papers?|proofs?|records?(?: to send)?|attach(?:ments?)?|notes?|comments?|remarks?|codes?|cpt|scores?|source|evidence(?: to send)?|no\.?|#)$/i;

/** Widths of a sign in the usual typefaces, as shares of the page's width. */
const usualSign = 0.009;
const narrowest = 0.006;
const widest = 0.013;
/** How far a word may stand left of its column. */
const slack = 0.006;
/** Lines at the top of a page that may stand above a table that goes on. */
const headLines = 3;

/** The lines with those of tables in the order of their cells; all others as they are. */
export function byCells(lines: readonly PrintedLine[], edgeOf: EdgeOf): PrintedLine[] {
  const out: PrintedLine[] = [];
  const rows = borderedRows(lines, (first) => situation.test(first), usualSign);
  let columns: Columns | null = null;
  let row: { cells: PrintedLine[][]; page: number } | null = null;
  let sinceTop = 0;
  const flush = (): void => {
    if (row !== null && columns !== null) out.push(...rowLines(row.cells, columns));
    row = null;
  };
  rows.forEach((line, index) => {
    sinceTop = rows[index - 1]?.pageIndex === line.pageIndex ? sinceTop + 1 : 0;
    const opened = columnsOf(line, rows.slice(index + 1), edgeOf);
    if (opened !== null) {
      flush();
      columns = opened;
      return;
    }
    const cells: PrintedLine[][] | null = columns === null ? null : cellsOf(line, columns);
    if (columns === null || cells === null) {
      flush();
      if (sinceTop >= headLines) columns = null;
      out.push(line);
      return;
    }
    const titled = (cells[0]?.length ?? 0) > 0;
    const told = (cells[columns.asked]?.length ?? 0) > 0;
    if (titled && told && (line.gapBefore || row === null)) {
      flush();
      row = { cells, page: line.pageIndex };
    } else if (row !== null && !(titled && line.gapBefore)) {
      cells.forEach((cell, at) => row?.cells[at]?.push(...cell));
    } else {
      flush();
      if (sinceTop >= headLines) columns = null;
      out.push(line);
    }
  });
  flush();
  return out;
}

/** The columns that the line names, where what stands below is parted as they are; null for all other lines. */
function columnsOf(line: PrintedLine, below: readonly PrintedLine[], edgeOf: EdgeOf): Columns | null {
  const parts = segmentsOf(line.text);
  if (parts.length < 2 || parts.length > 4) return null;
  const names = parts.map(({ text }) => text.trim());
  if (!situation.test(names[0] ?? '')) return null;
  const asked = names.findIndex((name, at) => at > 0 && mustBeShown.test(name));
  if (asked < 0) return null;
  const sign = signWidth(line, parts[asked]?.at ?? 1, below.slice(0, 12));
  const edges = parts.map(({ at }) => edgeAt(line, at, sign, edgeOf));
  const idle = new Set(names.flatMap((name, at) => (at !== asked && idleColumn.test(name) ? [at] : [])));
  const columns = { edges, asked, idle, sign, edgeOf };
  const next = below.slice(0, 6).map((each) => cellsOf(each, columns));
  return next[0] !== null && next.some((cells) => (cells?.[asked]?.length ?? 0) > 0) ? columns : null;
}

/** Words parted by a tab or by two blanks or more. */
function segmentsOf(text: string): Segment[] {
  return [...text.matchAll(/\S+(?: \S+)*/g)].map(({ index, 0: words }) => ({ at: index, text: words }));
}

/** The width of one sign: what makes the lines below that hold one cell begin at the column. */
function signWidth(line: PrintedLine, at: number, below: readonly PrintedLine[]): number {
  const [first = null] = below
    .filter(({ left, text }) => left !== null && segmentsOf(text).length >= 1)
    .map(({ left }) => ((left ?? 0) - (line.left ?? 0)) / at)
    .filter((width) => width > narrowest && width < widest)
    .toSorted((a, b) => a - b);
  return first ?? usualSign;
}

function edgeAt(line: PrintedLine, at: number, sign: number, edgeOf: EdgeOf): number {
  return edgeOf(line.pageIndex, line.start + at) ?? (line.left ?? 0) + at * sign;
}

/** The line's words by column; null where they run across a column's edge. */
function cellsOf(line: PrintedLine, columns: Columns): PrintedLine[][] | null {
  const cells: PrintedLine[][] = columns.edges.map(() => []);
  for (const { at, text } of segmentsOf(line.text)) {
    const left = edgeAt(line, at, columns.sign, columns.edgeOf);
    const column = columns.edges.findLastIndex((edge) => left >= edge - slack);
    const next = columns.edges[column + 1];
    if (column < 0 || (next !== undefined && left + text.length * columns.sign > next + slack)) return null;
    const cell = cells[column];
    const last = cell?.at(-1);
    const start = line.start + at;
    // "1.  Six months": wide blanks inside a cell.
    if (cell !== undefined && last !== undefined)
      cell[cell.length - 1] = {
        ...last,
        end: start + text.length,
        text: line.text.slice(last.start - line.start, at + text.length),
      };
    else cell?.push({ ...line, start, end: start + text.length, text, left });
  }
  return cells;
}

/** A row's lines: its title, then what must be shown, then the columns that nothing is known of. */
function rowLines(cells: readonly (readonly PrintedLine[])[], columns: Columns): PrintedLine[] {
  const title = (cells[0] ?? []).map((line, index): PrintedLine => ({
    ...line,
    gapBefore: index === 0,
    cell: index === 0 ? 'row' : 'title',
  }));
  const words = cells.flatMap((cell, at) =>
    at === 0 || columns.idle.has(at)
      ? []
      : cell.map((line): PrintedLine => ({ ...line, gapBefore: false, cell: 'asked' })),
  );
  return [...title, ...words];
}
