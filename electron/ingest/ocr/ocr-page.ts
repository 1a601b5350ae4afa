/** A picture of a page read by OCR and laid out like a text layer. */
import type { PageContent } from '../page-content.ts';
import type { Gray } from '../image/raster.ts';
import { composePage } from '../layout/compose.ts';
import type { LayoutWord } from '../layout/layout-word.ts';
import type { OcrEngine } from './engine.ts';

/** Reads the picture; `dpi` is the resolution it has on paper. Sizes of the answer are points. */
export async function readPicture(engine: OcrEngine, image: Gray, dpi: number): Promise<PageContent> {
  const points = 72 / dpi;
  const found = await engine.read(image, dpi);
  const words: LayoutWord[] = found.map((word) => ({
    text: word.text,
    left: word.left * points,
    right: word.right * points,
    top: word.top * points,
    bottom: word.bottom * points,
    size: word.lineHeight * points * 0.85,
    confidence: word.confidence,
  }));
  const width = image.width * points;
  const height = image.height * points;
  const composed = composePage(words, width, height);
  return { ...composed, width, height, source: 'ocr', turn: 0 };
}
