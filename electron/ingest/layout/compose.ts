/** Writes words out as page text: "\n" ends a line, "\t" parts cells, "\n\n" is a vertical gap; offsets kept per word. */
import type { Box, Word } from '../../../shared/domain/page-text.ts';
import { splitColumns } from './columns.ts';
import type { LayoutLine, LayoutWord } from './layout-word.ts';
import { cellGap, groupRows } from './rows.ts';
import { findTableRows, noRules, type PageRules, type Rule, type TableRow } from './rules.ts';

/** Page text with its words, boxes as fractions of the page. */
export interface ComposedText {
  readonly text: string;
  readonly words: Word[];
  /** Mean of the words' confidence, weighted by length; 0 for no words. */
  readonly confidence: number;
}

/** What stands at one height: a line, or a table row whose cells may have several lines. */
interface Unit {
  readonly cells: readonly (readonly LayoutLine[])[];
  readonly top: number;
  readonly bottom: number;
  readonly size: number;
  readonly isRow: boolean;
}

const clamp = (value: number): number => Math.min(1, Math.max(0, Math.round(value * 1e5) / 1e5));

function toBox(word: LayoutWord, width: number, height: number): Box {
  return [
    clamp(word.left / width),
    clamp(word.top / height),
    clamp(word.right / width),
    clamp(word.bottom / height),
  ];
}

function hasCells({ cells: [lines] }: Unit): boolean {
  const line = lines?.[0];
  if (line === undefined) return false;
  const limit = cellGap(line);
  return line.words.some((word, i) => i > 0 && word.left - (line.words[i - 1]?.right ?? 0) > limit);
}

/** The usual distance between lines of a block: its lower quartile, so that paragraph gaps do not raise it. */
function usualPitch(units: readonly Unit[]): number {
  const pitches = units
    .slice(1)
    .map((unit, i) => (unit.bottom - (units[i]?.bottom ?? 0)) / Math.max(1, unit.size))
    .filter((pitch) => pitch > 0.7 && pitch < 4)
    .sort((a, b) => a - b);
  return pitches[Math.floor(pitches.length / 4)] ?? 1.2;
}

/** A gap is a new block when it is clearly above the usual pitch; between table rows it must be wider still. */
function isGap(above: Unit, below: Unit, pitch: number): boolean {
  const size = Math.max(above.size, below.size, 1);
  if (above.isRow && below.isRow) return below.top - above.bottom > size * 3;
  if (above.isRow || below.isRow) return below.top - above.bottom > size * 0.8;
  const distance = (below.bottom - above.bottom) / size;
  const factor = hasCells(above) && hasCells(below) ? 2.2 : 1.28;
  return distance > Math.max(pitch, 1) * factor;
}

const middleX = (word: LayoutWord): number => (word.left + word.right) / 2;
const middleY = (word: LayoutWord): number => (word.top + word.bottom) / 2;

function inRow(word: LayoutWord, row: TableRow): boolean {
  const x = middleX(word);
  const y = middleY(word);
  return x > row.left && x < row.right && y > row.top && y < row.bottom;
}

function toUnits(words: readonly LayoutWord[], tableRows: readonly TableRow[]): Unit[] {
  const units: Unit[] = [];
  let free = words;
  for (const row of tableRows) {
    const inside = free.filter((word) => inRow(word, row));
    if (inside.length === 0) continue;
    free = free.filter((word) => !inRow(word, row));
    const cells = row.edges
      .slice(1)
      .map((right, i) =>
        groupRows(inside.filter((word) => middleX(word) >= (row.edges[i] ?? 0) && middleX(word) < right)),
      )
      .filter((cell) => cell.length > 0);
    const lines = cells.flat();
    units.push({
      cells,
      top: Math.min(...lines.map((line) => line.top)),
      bottom: Math.max(...lines.map((line) => line.bottom)),
      size: Math.max(...lines.map((line) => line.size)),
      isRow: true,
    });
  }
  for (const line of groupRows(free)) {
    units.push({ cells: [[line]], top: line.top, bottom: line.bottom, size: line.size, isRow: false });
  }
  return units.sort((a, b) => a.bottom - b.bottom);
}

/** True where a ruled line stands between two words of a line. */
function isRuled(vertical: readonly Rule[], left: LayoutWord, right: LayoutWord): boolean {
  const y = middleY(left);
  return vertical.some(
    (rule) => rule.top < y && rule.bottom > y && middleX(left) < rule.left && middleX(right) > rule.right,
  );
}

/** Reading-order text of words in points on a page of the given size. */
export function composePage(
  words: readonly LayoutWord[],
  width: number,
  height: number,
  rules: PageRules = noRules,
): ComposedText {
  const out: Word[] = [];
  let text = '';
  let weight = 0;
  let sum = 0;
  const writeLine = (line: LayoutLine): void => {
    const limit = cellGap(line);
    line.words.forEach((word, i) => {
      const before = line.words[i - 1];
      if (before !== undefined) {
        const cell = word.left - before.right > limit || isRuled(rules.vertical, before, word);
        text += cell ? '\t' : ' ';
      }
      const start = text.length;
      text += word.text;
      out.push({ start, end: text.length, box: toBox(word, width, height), confidence: word.confidence });
      weight += word.text.length;
      sum += word.text.length * word.confidence;
    });
  };
  const tableRows = findTableRows(rules);
  const inTable = words.filter((word) => tableRows.some((row) => inRow(word, row)));
  // A page with a ruled table is read row by row there; columns of prose are looked for on other pages only.
  const blocks = inTable.length > 0 ? [words] : splitColumns(words);
  for (const block of blocks) {
    const units = toUnits(block, tableRows);
    const pitch = usualPitch(units);
    if (text !== '' && units.length > 0) text += '\n\n';
    units.forEach((unit, unitIndex) => {
      const above = units[unitIndex - 1];
      if (above !== undefined) text += isGap(above, unit, pitch) ? '\n\n' : '\n';
      unit.cells.forEach((cell, cellIndex) => {
        if (cellIndex > 0) text += '\t';
        cell.forEach((line, lineIndex) => {
          // A cell's wrapped lines stay on the row's line; only a gap inside the cell starts a new one.
          const upper = cell[lineIndex - 1];
          if (upper !== undefined) text += line.top - upper.bottom > line.size * 0.8 ? '\n' : ' ';
          writeLine(line);
        });
      });
    });
  }
  return { text, words: out, confidence: weight === 0 ? 0 : sum / weight };
}
