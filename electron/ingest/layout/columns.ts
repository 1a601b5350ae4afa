/**
 * Tells two columns of prose (read one after the other) from a table or label/value list (read row by row).
 * Wrong columns shred sentences; wrong rows braid two texts: both would make true quotes impossible.
 */
import { median, type LayoutLine, type LayoutWord } from './layout-word.ts';
import { groupRows, splitCells } from './rows.ts';

/** Fewer lines than this on a side are no column of prose. */
const minLines = 4;
/** Prose lines are long; labels and cells are short (characters, median). */
const minChars = 24;
/** Share of lines that reach the far edge of their column: prose is filled, cells are ragged. */
const minFilled = 0.6;

interface Gutter {
  readonly x: number;
  readonly firstRow: number;
  readonly endRow: number;
}

function charCount(line: LayoutLine): number {
  return line.words.reduce((sum, word) => sum + word.text.length + 1, -1);
}

/** A side is prose if its lines are long, unbroken and mostly full. */
function isProse(lines: readonly LayoutLine[]): boolean {
  if (lines.length < minLines) return false;
  if (median(lines.map(charCount)) < minChars) return false;
  const whole = lines.filter((line) => splitCells(line).length === 1).length;
  if (whole < lines.length * 0.7) return false;
  const left = Math.min(...lines.map((line) => line.left));
  const right = Math.max(...lines.map((line) => line.right));
  const filled = lines.filter((line) => line.right > left + (right - left) * 0.7).length;
  return filled >= lines.length * minFilled;
}

/** Left edges that many cells share: the places where a right column may start. */
function columnStarts(rows: readonly LayoutLine[]): number[] {
  const edges = rows.flatMap((row) => splitCells(row).map((cell) => cell.left)).sort((a, b) => a - b);
  const starts: number[] = [];
  for (let i = 0; i < edges.length;) {
    let end = i;
    while (end < edges.length && (edges[end] ?? 0) - (edges[i] ?? 0) < 6) end += 1;
    if (end - i >= minLines) starts.push(edges[i] ?? 0);
    i = end;
  }
  return starts;
}

/** Gaps between paragraphs that stand at the same height on both sides: rows of a table, not columns. */
function rowsAligned(left: readonly LayoutLine[], right: readonly LayoutLine[]): boolean {
  const gaps = (lines: readonly LayoutLine[]): number[] => {
    const pitch = median(lines.slice(1).map((line, i) => line.bottom - (lines[i]?.bottom ?? 0)));
    return lines
      .slice(1)
      .flatMap((line, i) => (line.bottom - (lines[i]?.bottom ?? 0) > pitch * 1.25 ? [line.top] : []));
  };
  const a = gaps(left);
  const b = gaps(right);
  const fewer = Math.min(a.length, b.length);
  if (fewer < 2) return false;
  const tolerance = (left[0]?.size ?? 10) * 0.4;
  const matched = a.filter((y) => b.some((other) => Math.abs(other - y) < tolerance)).length;
  return matched >= fewer * 0.75;
}

/** Longest stretch of rows that leaves the strip before `x` free and has prose on both sides. */
function findGutter(rows: readonly LayoutLine[], x: number): Gutter | null {
  const crosses = (row: LayoutLine): boolean =>
    row.words.some((word) => word.left < x - 1 && word.right > x - Math.min(6, row.size * 0.6));
  let best: Gutter | null = null;
  let start = 0;
  for (let i = 0; i <= rows.length; i += 1) {
    const row = rows[i];
    if (row !== undefined && !crosses(row)) continue;
    if (i - start >= minLines && (best === null || i - start > best.endRow - best.firstRow)) {
      const words = rows.slice(start, i).flatMap((each) => each.words);
      const left = groupRows(words.filter((word) => word.right < x));
      const right = groupRows(words.filter((word) => word.left >= x - 1));
      if (isProse(left) && isProse(right) && !rowsAligned(left, right))
        best = { x, firstRow: start, endRow: i };
    }
    start = i + 1;
  }
  return best;
}

/** The words cut into blocks in reading order; one block where there are no columns. */
export function splitColumns(words: readonly LayoutWord[], depth = 0): LayoutWord[][] {
  if (words.length < 40 || depth > 3) return [[...words]];
  const rows = groupRows(words);
  let best: Gutter | null = null;
  for (const x of columnStarts(rows)) {
    const found = findGutter(rows, x);
    if (found !== null && (best === null || found.endRow - found.firstRow > best.endRow - best.firstRow))
      best = found;
  }
  if (best === null) return [[...words]];
  const { x, firstRow, endRow } = best;
  const part = (from: number, to: number): LayoutWord[] => rows.slice(from, to).flatMap((row) => row.words);
  const middle = part(firstRow, endRow);
  return [
    part(0, firstRow),
    middle.filter((word) => word.right < x),
    middle.filter((word) => word.left >= x - 1),
    part(endRow, rows.length),
  ]
    .filter((block) => block.length > 0)
    .flatMap((block) => splitColumns(block, depth + 1));
}
