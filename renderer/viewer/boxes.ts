/** From a stretch of text to rectangles on the page, and back from a point to a word. Pure. */
import type { Box, PageText, Span, Word } from '../../shared/domain/page-text.ts';

/** One rectangle per printed line that the span touches, joined over the gaps between its words. */
export function boxesOfSpan(page: PageText, span: Pick<Span, 'start' | 'end'>): Box[] {
  const boxes: Box[] = [];
  let last: Box | null = null;
  let lastEnd = 0;
  for (const word of page.words) {
    if (word.end <= span.start || word.start >= span.end) continue;
    const sameLine =
      last !== null && overlapsVertically(last, word.box) && !hasBreak(page.text, lastEnd, word.start);
    if (last !== null && sameLine) {
      last = join(last, word.box);
      boxes[boxes.length - 1] = last;
    } else {
      last = word.box;
      boxes.push(last);
    }
    lastEnd = word.end;
  }
  return boxes;
}

/** A line break or a wide gap (table cell) ends a rectangle. */
function hasBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text[at] === '\n' || text[at] === '\t') return true;
  return false;
}

/** More than half of the lower of the two boxes is shared. */
function overlapsVertically(a: Box, b: Box): boolean {
  const shared = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return shared > 0.5 * Math.min(a[3] - a[1], b[3] - b[1]);
}

function join(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** Index of the word under or nearest to a point given in fractions of the page; -1 on a page without words. */
export function wordAt(words: readonly Word[], x: number, y: number): number {
  let best = -1;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const [index, { box }] of words.entries()) {
    const dx = Math.max(box[0] - x, 0, x - box[2]);
    // Lines count more than columns: a hand that slips stays on its line.
    const dy = 20 * Math.max(box[1] - y, 0, y - box[3]);
    const distance = dx * dx + dy * dy;
    if (distance < bestDistance) {
      bestDistance = distance;
      best = index;
    }
  }
  return best;
}

/** The span from one word to another, whichever comes first. */
export function spanOfWords(page: PageText, from: number, to: number): Span | null {
  const first = page.words[Math.min(from, to)];
  const last = page.words[Math.max(from, to)];
  if (!first || !last) return null;
  return {
    documentId: page.documentId,
    pageIndex: page.pageIndex,
    start: first.start,
    end: last.end,
    quote: page.text.slice(first.start, last.end),
  };
}

/** Left and right border of the printed words, in fractions of the page; the whole page where there are none. */
export function textColumn(page: PageText): [left: number, right: number] {
  let left = 1;
  let right = 0;
  for (const { box } of page.words) {
    left = Math.min(left, box[0]);
    right = Math.max(right, box[2]);
  }
  return right > left ? [left, right] : [0, 1];
}

export interface TextPiece {
  text: string;
  /** Index into `spans`, or -1 for plain text. */
  mark: number;
  start: number;
}

/** Cuts flowing text at the borders of spans; where spans overlap the earlier in the list wins. */
export function cutText(text: string, spans: readonly Pick<Span, 'start' | 'end'>[]): TextPiece[] {
  const borders = new Set([0, text.length]);
  for (const span of spans) {
    borders.add(Math.min(span.start, text.length));
    borders.add(Math.min(span.end, text.length));
  }
  const sorted = [...borders].sort((a, b) => a - b);
  const pieces: TextPiece[] = [];
  for (const [index, start] of sorted.entries()) {
    const end = sorted[index + 1];
    if (end === undefined || end === start) continue;
    const mark = spans.findIndex((span) => span.start <= start && span.end >= end);
    pieces.push({ text: text.slice(start, end), mark, start });
  }
  return pieces;
}
