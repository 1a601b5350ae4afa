/** Which second readings of doubtful numbers count. The reader is scripted; what real ones give is measured by the bench. */
import { describe, expect, it } from 'vitest';
import type { OcrEngine, OcrWord } from '../../../electron/ingest/ocr/engine.ts';
import { lookAgain } from '../../../electron/ingest/ocr/second-look.ts';

const page = { width: 400, height: 60, data: new Uint8Array(400 * 60).fill(255) };

function word(text: string, confidence: number): OcrWord {
  return { text, confidence, left: 100, top: 20, right: 160, bottom: 40, lineHeight: 22 };
}

async function look(first: OcrWord, ...second: OcrWord[]): Promise<{ found: string; looks: number }> {
  let looks = 0;
  const engine: OcrEngine = {
    read: () => {
      looks += 1;
      return Promise.resolve(second);
    },
    close: () => Promise.resolve(),
  };
  const [found] = await lookAgain(engine, page, 200, [first]);
  return { found: `${found?.text} ${found?.confidence.toFixed(2)}`, looks };
}

describe('a second look at a doubtful number', () => {
  it('takes a sure second reading, but not as surely', async () => {
    expect((await look(word('7110', 0.62), word('7/10', 0.86))).found).toBe('7/10 0.74');
    expect((await look(word('TT', 0.11), word('11', 0.96))).found).toBe('11 0.54');
  });

  it.each([
    ['is not sure', word('14-5', 0.31), [word('L4-5', 0.79)]],
    ['has no digit', word('11', 0.3), [word('ll', 0.9)]],
    ['lost half of the number', word('02/19/2026', 0.6), [word('02/19', 0.95)]],
    ['is nothing', word('72148', 0.6), []],
  ])('keeps the first where the second %s', async (_name, first, second) => {
    expect((await look(first, ...second)).found).toBe(`${first.text} ${first.confidence.toFixed(2)}`);
  });

  it('is not taken at sure numbers nor at words', async () => {
    expect((await look(word('72148', 0.8), word('72149', 0.99))).looks).toBe(0);
    expect((await look(word('therapy', 0.2), word('1', 0.99))).looks).toBe(0);
  });
});
