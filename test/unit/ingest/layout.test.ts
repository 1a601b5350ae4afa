import { describe, expect, it } from 'vitest';
import { composePage } from '../../../electron/ingest/layout/compose.ts';
import type { LayoutWord } from '../../../electron/ingest/layout/layout-word.ts';
import type { PageRules, Rule } from '../../../electron/ingest/layout/rules.ts';

/** Words of 10 point type, 5 points a letter, from the left edge and baseline given. */
function line(left: number, baseline: number, text: string): LayoutWord[] {
  let x = left;
  return text.split(' ').map((word) => {
    const found = {
      text: word,
      left: x,
      right: x + word.length * 5,
      top: baseline - 8,
      bottom: baseline + 2,
      size: 10,
      confidence: 1,
    };
    x = found.right + 3;
    return found;
  });
}

const vertical = (x: number, top: number, bottom: number): Rule => ({ left: x, right: x + 1, top, bottom });
const horizontal = (y: number, left: number, right: number): Rule => ({ left, right, top: y, bottom: y + 1 });

const table: PageRules = {
  vertical: [50, 120, 400].map((x) => vertical(x, 100, 160)),
  horizontal: [100, 130, 160].map((y) => horizontal(y, 50, 400)),
};

describe('layout', () => {
  it('keeps a table row with wrapped cells on one line, its label first', () => {
    const words = [
      ...line(125, 112, 'Radiculopathy, lumbar region; other disc'),
      ...line(55, 118, 'Diagnosis'),
      ...line(125, 124, 'displacement, lumbar region'),
      ...line(55, 148, 'Priority'),
      ...line(125, 148, 'Routine'),
    ];
    expect(composePage(words, 612, 792, table).text).toBe(
      'Diagnosis\tRadiculopathy, lumbar region; other disc displacement, lumbar region\nPriority\tRoutine',
    );
  });

  it('parts cells at a ruled line even where the gap is narrow', () => {
    const words = [...line(55, 112, 'daily'), ...line(122, 112, '05/28/26')];
    const narrow: PageRules = { vertical: [vertical(81, 100, 130)], horizontal: [] };
    expect(
      composePage([...line(55, 112, 'daily'), ...line(84, 112, '05/28/26')], 612, 792, narrow).text,
    ).toBe('daily\t05/28/26');
    expect(composePage(words, 612, 792).text).toBe('daily\t05/28/26');
  });

  it('does not part words that justified text has drawn apart', () => {
    const words = [...line(50, 100, 'six weeks of'), ...line(118, 100, 'conservative care')];
    expect(composePage(words, 612, 792).text).toBe('six weeks of conservative care');
  });

  it('gives offsets that cut each word out of the text', () => {
    const { text, words } = composePage(
      [...line(50, 100, 'No red flags'), ...line(50, 140, 'were found.')],
      612,
      792,
    );
    expect(text).toBe('No red flags\n\nwere found.');
    expect(words.map((word) => text.slice(word.start, word.end))).toEqual([
      'No',
      'red',
      'flags',
      'were',
      'found.',
    ]);
  });

  it('gives an empty text for no words', () => {
    expect(composePage([], 612, 792)).toEqual({ text: '', words: [], confidence: 0 });
  });
});
