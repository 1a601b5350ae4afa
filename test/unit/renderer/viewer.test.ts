/** Highlights must land on the quoted words and nowhere else. */
import { describe, expect, it } from 'vitest';
import { boxesOfSpan, cutText, spanOfWords, textColumn, wordAt } from '../../../renderer/viewer/boxes.ts';
import { parsePlace, placeOf } from '../../../renderer/viewer/place.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';

/** Two printed lines, "one two" over "three four", words 0.1 wide. */
const page: PageText = {
  documentId: 'd',
  pageIndex: 0,
  text: 'one two\nthree\tfour\n',
  words: [
    { start: 0, end: 3, box: [0.1, 0.1, 0.2, 0.12], confidence: 1 },
    { start: 4, end: 7, box: [0.21, 0.1, 0.31, 0.12], confidence: 1 },
    { start: 8, end: 13, box: [0.1, 0.14, 0.2, 0.16], confidence: 1 },
    { start: 14, end: 18, box: [0.6, 0.14, 0.7, 0.16], confidence: 1 },
  ],
  width: 612,
  height: 792,
  source: 'text-layer',
  confidence: 1,
};

describe('boxesOfSpan', () => {
  it('joins the words of one line and begins anew on the next', () => {
    expect(boxesOfSpan(page, { start: 0, end: 13 })).toEqual([
      [0.1, 0.1, 0.31, 0.12],
      [0.1, 0.14, 0.2, 0.16],
    ]);
  });
  it('does not bridge the gap between two cells of a table', () => {
    expect(boxesOfSpan(page, { start: 8, end: 18 })).toHaveLength(2);
  });
  it('lights nothing for an empty span', () => {
    expect(boxesOfSpan(page, { start: 4, end: 4 })).toEqual([]);
  });
});

describe('picking words', () => {
  it('takes the nearest word and prefers the line the hand is on', () => {
    expect(wordAt(page.words, 0.25, 0.11)).toBe(1);
    expect(wordAt(page.words, 0.35, 0.15)).toBe(2);
    expect(wordAt([], 0.5, 0.5)).toBe(-1);
  });
  it('gives the words between two ends in either direction, verbatim', () => {
    expect(spanOfWords(page, 2, 0)?.quote).toBe('one two\nthree');
    expect(spanOfWords(page, 0, 9)).toBeNull();
  });
  it('knows the column that the words fill', () => {
    expect(textColumn(page)).toEqual([0.1, 0.7]);
    expect(textColumn({ ...page, words: [] })).toEqual([0, 1]);
  });
});

describe('cutText', () => {
  it('loses no character and marks exactly the span', () => {
    const pieces = cutText(page.text, [{ start: 4, end: 7 }]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(page.text);
    expect(pieces.filter((piece) => piece.mark === 0).map((piece) => piece.text)).toEqual(['two']);
  });
});

describe('places in addresses', () => {
  it('come back as they went', () => {
    const span = { documentId: 'a-b', pageIndex: 3, start: 7, end: 9, quote: '' };
    expect(parsePlace(placeOf(span))).toEqual(span);
  });
  it('are null for anything else', () => {
    for (const text of [null, '', 'f1', 'd:x:1:2', 'd:1:2', 'd:-1:0:3']) expect(parsePlace(text)).toBeNull();
  });
});
