/** Groups words into rows by their height on the page, whatever order the file painted them in. */
import { makeLine, type LayoutLine, type LayoutWord } from './layout-word.ts';

interface OpenRow {
  words: LayoutWord[];
  top: number;
  bottom: number;
}

/** Share of the smaller height that two spans have in common. */
function sharedHeight(word: LayoutWord, row: OpenRow): number {
  const shared = Math.min(word.bottom, row.bottom) - Math.max(word.top, row.top);
  return shared / Math.max(0.1, Math.min(word.bottom - word.top, row.bottom - row.top));
}

/** Words in one row must share more than half of their height; superscripts and mixed sizes then still join. */
const sameRow = 0.55;

/** Rows from top to bottom, words in each from left to right. */
export function groupRows(words: readonly LayoutWord[]): LayoutLine[] {
  const sorted = [...words].sort((a, b) => a.top + a.bottom - b.top - b.bottom || a.left - b.left);
  const rows: OpenRow[] = [];
  for (const word of sorted) {
    let best: OpenRow | undefined;
    let bestShare = sameRow;
    // Words come sorted by height, so only the last few rows can still take one.
    for (let i = rows.length - 1; i >= 0 && i >= rows.length - 6; i -= 1) {
      const row = rows[i];
      if (row === undefined) continue;
      const share = sharedHeight(word, row);
      if (share > bestShare) {
        best = row;
        bestShare = share;
      }
    }
    if (best === undefined) rows.push({ words: [word], top: word.top, bottom: word.bottom });
    else {
      // The running mean keeps one tall word from swallowing its neighbours' rows.
      const n = best.words.length;
      best.words.push(word);
      best.top = (best.top * n + word.top) / (n + 1);
      best.bottom = (best.bottom * n + word.bottom) / (n + 1);
    }
  }
  return rows.map((row) => makeLine(row.words)).sort((a, b) => a.bottom - b.bottom || a.left - b.left);
}

/** A gap this wide (points) parts two cells: wider than justified text stretches and than two typed spaces of the font. */
export function cellGap(line: LayoutLine): number {
  let letters = 0;
  let width = 0;
  for (const word of line.words) {
    letters += word.text.length;
    width += word.right - word.left;
  }
  return Math.max(line.size * 1.25, (width / Math.max(1, letters)) * 2.7);
}

/** The row cut at its wide gaps. */
export function splitCells(line: LayoutLine): LayoutLine[] {
  const limit = cellGap(line);
  const cells: LayoutWord[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const word of line.words) {
    const last = cells.at(-1);
    if (last === undefined || word.left - right > limit) cells.push([word]);
    else last.push(word);
    right = Math.max(right, word.right);
  }
  return cells.map(makeLine);
}
