/** Which way up: decided by how well a strip of the page reads. */
import type { PageTurn } from '../../../shared/domain/page-text.ts';
import type { Gray } from '../image/raster.ts';
import { PSM, type OcrEngine, type OcrWord } from './engine.ts';

/** How much a reading makes sense: letters in words that were read with confidence. */
export function readingScore(words: readonly OcrWord[]): number {
  let score = 0;
  for (const word of words) {
    const solid = word.text.replace(/[^\p{L}\p{N}]/gu, '').length;
    if (solid >= 2) score += solid * Math.max(0, word.confidence - 0.5);
  }
  return score;
}

/** Mean confidence of words with at least two letters or digits, by length; 0 for none. */
export function meanConfidence(words: readonly OcrWord[]): number {
  let sum = 0;
  let weight = 0;
  for (const word of words) {
    const solid = word.text.replace(/[^\p{L}\p{N}]/gu, '').length;
    if (solid < 2) continue;
    sum += word.confidence * solid;
    weight += solid;
  }
  return weight === 0 ? 0 : sum / weight;
}

/** The fifth of the page (full width) with most ink. */
export function inkiestStrip(page: Gray): Gray {
  const { width, height, data } = page;
  const stripHeight = Math.max(1, Math.floor(height / 5));
  let best = 0;
  let most = -1;
  for (let top = 0; top + stripHeight <= height; top += Math.max(1, Math.floor(stripHeight / 2))) {
    let ink = 0;
    for (let y = top; y < top + stripHeight; y += 4) {
      for (let x = 0; x < width; x += 4) if ((data[y * width + x] ?? 255) < 110) ink += 1;
    }
    if (ink > most) {
      most = ink;
      best = top;
    }
  }
  return { width, height: stripHeight, data: data.subarray(best * width, (best + stripHeight) * width) };
}

/** The picture upside down. */
function turnOver({ width, height, data }: Gray): Gray {
  return { width, height, data: data.slice().reverse() };
}

/** True where a strip of the page makes more sense upside down. */
export async function isUpsideDown(engine: OcrEngine, page: Gray, dpi: number): Promise<boolean> {
  const strip = inkiestStrip(page);
  const asIs = readingScore(await engine.read(strip, dpi, PSM.SINGLE_BLOCK));
  return readingScore(await engine.read(turnOver(strip), dpi, PSM.SINGLE_BLOCK)) > asIs * 1.2 + 5;
}

/** The turn whose strip reads best. `prepare` draws the page for a turn. */
export async function bestTurn(
  engine: OcrEngine,
  turns: readonly PageTurn[],
  prepare: (turn: PageTurn) => { gray: Gray; dpi: number },
): Promise<PageTurn> {
  let best: PageTurn = turns[0] ?? 0;
  let highest = -1;
  for (const turn of turns) {
    const { gray, dpi } = prepare(turn);
    const score = readingScore(await engine.read(inkiestStrip(gray), dpi, PSM.SINGLE_BLOCK));
    if (score > highest) {
      highest = score;
      best = turn;
    }
  }
  return best;
}
