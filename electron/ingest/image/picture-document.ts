/** Photos and scans that are pictures themselves: one page each, or one for each picture of a TIFF. */
import { createCanvas, type Canvas } from '@napi-rs/canvas';
import type { PageTurn } from '../../../shared/domain/page-text.ts';
import { maxWorkPixels } from '../limits.ts';
import { readPicture } from '../ocr/ocr-page.ts';
import type { OpenDocument, OpenOptions } from '../open-document.ts';
import type { FileFormat } from '../sniff.ts';
import { decodeToCanvas } from './decode.ts';
import { takeGray, type Gray } from './raster.ts';

/** A picture drawn upright as its file says, at no more than the given pixels, with its resolution (0: unknown). */
export interface DrawnPicture {
  readonly canvas: Canvas;
  readonly dpi: number;
}

/** A screen's pixels per inch: a cut-out of a screen or page is not a whole page of tiny resolution. */
const lowestDpi = 96;

/** A phone photo claims 72 dpi; a letter page that fills the picture tells more. */
function likelyDpi(width: number, height: number, claimed: number): number {
  if (claimed >= 100 && claimed <= 1200) return claimed;
  return Math.max(lowestDpi, Math.max(width, height) / 11);
}

/** The canvas turned clockwise by quarters. */
function turnCanvas(canvas: Canvas, turn: PageTurn): Canvas {
  if (turn === 0) return canvas;
  const swap = turn !== 180;
  const turned = createCanvas(swap ? canvas.height : canvas.width, swap ? canvas.width : canvas.height);
  const context = turned.getContext('2d');
  context.translate(turned.width / 2, turned.height / 2);
  context.rotate((turn * Math.PI) / 180);
  context.drawImage(canvas, -canvas.width / 2, -canvas.height / 2);
  return turned;
}

/** Pages that `draw` knows how to draw, read by OCR. */
export function pictureDocument(
  format: FileFormat,
  pageCount: number,
  draw: (pageIndex: number, maxPixels: number) => Promise<DrawnPicture>,
  { ocr }: OpenOptions,
): OpenDocument {
  const drawGray = async (pageIndex: number): Promise<{ gray: Gray; dpi: number }> => {
    const { canvas, dpi } = await draw(pageIndex, maxWorkPixels);
    return { gray: takeGray(canvas), dpi };
  };
  return {
    format,
    pageCount,
    async readPage(pageIndex) {
      const { gray, dpi } = await drawGray(pageIndex);
      return readPicture(ocr, gray, likelyDpi(gray.width, gray.height, dpi));
    },
    async drawPage(pageIndex, { maxPixels, turn }) {
      const { canvas } = await draw(pageIndex, maxPixels);
      return turnCanvas(canvas, turn).encode('png');
    },
    close: () => Promise.resolve(),
  };
}

/** A JPEG, PNG, WebP, GIF or BMP file. */
export function openImage(format: FileFormat, bytes: Uint8Array, options: OpenOptions): OpenDocument {
  return pictureDocument(format, 1, (_pageIndex, maxPixels) => decodeToCanvas(bytes, maxPixels), options);
}
