/**
 * Looks again, larger and by itself, at each number that was read with little confidence: a wrong digit in a date or
 * code does more harm than a wrong letter in a sentence. What stays doubtful keeps its low confidence and is shown so.
 */
import { compose, scaling, translation } from '../image/homography.ts';
import type { Gray } from '../image/raster.ts';
import { warp } from '../image/warp.ts';
import { PSM, type OcrEngine, type OcrWord } from './engine.ts';

/** Words read with less are looked at again; the person is shown words below about the same as unsure. */
const doubtful = 0.75;
/**
 * The second reading counts only if it is this sure. On the bench's worn pages no right number was then replaced by a
 * wrong one; at 0.7, and without smoothing, some were.
 */
const sure = 0.8;
/** Each look takes some 60 ms; a page with more doubtful numbers is not readable anyway. */
const mostLooks = 16;
/** Larger than Tesseract's own line height (36 pixels), so that it works from smooth edges. */
const enlarged = 2;
/** White around the word, in shares of the line's height. */
const margin = 0.5;

/** Holds a digit, or only letters that digits are taken for. */
const numberLike = /\d|^[OIlSBZTDG|]{2,}[.,:;%)]*$/;

function cutOut(page: Gray, word: OcrWord): Gray {
  const height = Math.max(8, word.lineHeight, word.bottom - word.top);
  const pad = height * margin;
  const middle = (word.top + word.bottom) / 2;
  const [left, top] = [word.left - pad, middle - height / 2 - pad];
  const width = word.right - word.left + 2 * pad;
  const toPage = compose(translation(left, top), scaling(1 / enlarged, 1 / enlarged));
  return warp(page, toPage, Math.ceil(width * enlarged), Math.ceil((height + 2 * pad) * enlarged));
}

/** Each pixel the mean of its 3 × 3: specks and ragged edges of faxes fade. */
function smooth({ width, height, data }: Gray): Gray {
  const out = new Uint8Array(data.length).fill(255);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      let sum = 0;
      for (let row = y - 1; row <= y + 1; row += 1) {
        const at = row * width + x;
        sum += (data[at - 1] ?? 255) + (data[at] ?? 255) + (data[at + 1] ?? 255);
      }
      out[y * width + x] = sum / 9;
    }
  }
  return { width, height, data: out };
}

/** The words with those replaced that a second look reads more surely; same length, order and boxes. */
export async function lookAgain(
  engine: OcrEngine,
  page: Gray,
  dpi: number,
  words: readonly OcrWord[],
): Promise<readonly OcrWord[]> {
  const wanted = words
    .filter((word) => word.confidence < doubtful && numberLike.test(word.text) && word.right - word.left > 3)
    .slice(0, mostLooks);
  if (wanted.length === 0) return words;
  const better = new Map<OcrWord, OcrWord>();
  for (const word of wanted) {
    const again = await engine.read(smooth(cutOut(page, word)), dpi * enlarged, PSM.SINGLE_LINE);
    const text = again.map((each) => each.text).join('');
    const confidence = Math.min(...again.map((each) => each.confidence));
    const fits = /\d/.test(text) && Math.abs(text.length - word.text.length) <= 2;
    // Two readings that differ do not make a sure one: the mean keeps a changed number among the unsure words.
    if (fits && confidence >= sure)
      better.set(word, { ...word, text, confidence: (word.confidence + confidence) / 2 });
  }
  return words.map((word) => better.get(word) ?? word);
}
