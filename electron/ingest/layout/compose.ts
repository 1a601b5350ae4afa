/** Writes words out as page text: "\n" ends a line, "\t" parts cells, "\n\n" is a vertical gap; offsets kept per word. */
import type { Box, Word } from '../../../shared/domain/page-text.ts';
import { splitColumns } from './columns.ts';
import type { LayoutLine, LayoutWord } from './layout-word.ts';
import { cellGap, groupRows } from './rows.ts';

/** Page text with its words, boxes as fractions of the page. */
export interface ComposedText {
  readonly text: string;
  readonly words: Word[];
  /** Mean of the words' confidence, weighted by length; 0 for no words. */
  readonly confidence: number;
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

function hasCells(line: LayoutLine): boolean {
  const limit = cellGap(line);
  return line.words.some((word, i) => i > 0 && word.left - (line.words[i - 1]?.right ?? 0) > limit);
}

/** The usual distance between lines of a block: its lower quartile, so that paragraph gaps do not raise it. */
function usualPitch(lines: readonly LayoutLine[]): number {
  const pitches = lines
    .slice(1)
    .map((line, i) => (line.bottom - (lines[i]?.bottom ?? 0)) / Math.max(1, line.size))
    .filter((pitch) => pitch > 0.7 && pitch < 4)
    .sort((a, b) => a - b);
  return pitches[Math.floor(pitches.length / 4)] ?? 1.2;
}

/** A gap is a new block when it is clearly above the usual pitch; between table rows it must be wider still. */
function isGap(above: LayoutLine, below: LayoutLine, pitch: number): boolean {
  const size = Math.max(above.size, below.size, 1);
  const distance = (below.bottom - above.bottom) / size;
  const factor = hasCells(above) && hasCells(below) ? 2.2 : 1.28;
  return distance > Math.max(pitch, 1) * factor;
}

/** Reading-order text of words in points on a page of the given size. */
export function composePage(words: readonly LayoutWord[], width: number, height: number): ComposedText {
  const out: Word[] = [];
  let text = '';
  let weight = 0;
  let sum = 0;
  for (const block of splitColumns(words)) {
    const lines = groupRows(block);
    const pitch = usualPitch(lines);
    if (text !== '') text += '\n\n';
    lines.forEach((line, lineIndex) => {
      const above = lines[lineIndex - 1];
      if (above !== undefined) text += isGap(above, line, pitch) ? '\n\n' : '\n';
      const limit = cellGap(line);
      let right = Number.NEGATIVE_INFINITY;
      line.words.forEach((word, i) => {
        if (i > 0) text += word.left - right > limit ? '\t' : ' ';
        right = Math.max(right, word.right);
        const start = text.length;
        text += word.text;
        out.push({ start, end: text.length, box: toBox(word, width, height), confidence: word.confidence });
        weight += word.text.length;
        sum += word.text.length * word.confidence;
      });
    });
  }
  return { text, words: out, confidence: weight === 0 ? 0 : sum / weight };
}
