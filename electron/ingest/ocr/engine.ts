/** Tesseract in a worker thread of this process: language data from the installed package, no network, no cache files. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import { encodePgm, type Gray } from '../image/raster.ts';

/** The integer form of the best model: as accurate as the full one to within noise, at twice its speed. */
const dataFolder = join(
  dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')),
  '4.0.0_best_int',
);

/** A word as read, in pixels of the picture given. */
export interface OcrWord {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** 0..1. */
  readonly confidence: number;
  /** Height of the line's letters from top to bottom, in pixels, the same for all words of a line. */
  readonly lineHeight: number;
}

/**
 * One recogniser. It is asked to find lines only, not columns (`SINGLE_COLUMN`): its own column finder drops narrow
 * table columns, and `layout/` finds columns from the words. Calls wait for each other; `close` ends the thread.
 */
export interface OcrEngine {
  read(image: Gray, dpi: number, mode?: PSM): Promise<OcrWord[]>;
  close(): Promise<void>;
}

export { PSM };

async function startWorker(): Promise<Worker> {
  return createWorker('eng', OEM.LSTM_ONLY, {
    langPath: dataFolder,
    cacheMethod: 'none',
    gzip: true,
    errorHandler: () => undefined,
  });
}

/** Starts the thread at the first page and keeps it. */
export function createOcrEngine(): OcrEngine {
  let worker: Promise<Worker> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let settings = '';

  async function recognise(image: Gray, dpi: number, mode: PSM): Promise<OcrWord[]> {
    worker ??= startWorker();
    const running = await worker;
    const wanted = `${mode} ${dpi}`;
    if (settings !== wanted) {
      await running.setParameters({ tessedit_pageseg_mode: mode, user_defined_dpi: String(dpi) });
      settings = wanted;
    }
    const file = encodePgm(image);
    // Drawing a page leaves some 100 MB of pictures behind, outside the heap that the collector watches; they
    // would stay for as long as the page is read.
    globalThis.gc?.();
    const { data } = await running.recognize(file, {}, { text: false, blocks: true });
    const words: OcrWord[] = [];
    for (const block of data.blocks ?? []) {
      for (const paragraph of block.paragraphs) {
        for (const line of paragraph.lines) {
          for (const word of line.words) {
            if (word.text.trim() === '') continue;
            words.push({
              text: word.text.trim(),
              left: word.bbox.x0,
              top: word.bbox.y0,
              right: word.bbox.x1,
              bottom: word.bbox.y1,
              confidence: word.confidence / 100,
              lineHeight: line.bbox.y1 - line.bbox.y0,
            });
          }
        }
      }
    }
    return words;
  }

  return {
    read(image, dpi, mode = PSM.SINGLE_COLUMN) {
      const next = last.then(() => recognise(image, Math.round(Math.min(600, Math.max(70, dpi))), mode));
      last = next.catch(() => undefined);
      return next;
    },
    async close() {
      const running = await worker?.catch(() => null);
      worker = null;
      await running?.terminate();
    },
  };
}
