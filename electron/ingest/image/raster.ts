/** Grey pictures, the form in which pages are cleaned and read. */
import type { Canvas } from '@napi-rs/canvas';

/** One byte a pixel, 0 black to 255 white, row by row. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Rows of a canvas that are copied at once: a page's coloured pixels need not be in memory twice. */
const stripRows = 128;

/** The canvas in grey, by the usual luma weights (ITU-R BT.601) over white. Its own pixels are given back: it is empty afterwards. */
export function takeGray(canvas: Canvas): Gray {
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  const data = new Uint8Array(width * height);
  for (let top = 0; top < height; top += stripRows) {
    const { data: rgba } = context.getImageData(0, top, width, Math.min(stripRows, height - top));
    const start = top * width;
    for (let i = 0, p = 0; p < rgba.length; i += 1, p += 4) {
      const alpha = rgba[p + 3] ?? 255;
      const luma = ((rgba[p] ?? 0) * 77 + (rgba[p + 1] ?? 0) * 150 + (rgba[p + 2] ?? 0) * 29) >> 8;
      data[start + i] = alpha === 255 ? luma : 255 - ((255 - luma) * alpha) / 255;
    }
  }
  // Frees the pixels now; the collector, which does not see them, would do so much later.
  canvas.width = 1;
  canvas.height = 1;
  return { width, height, data };
}

/** Portable graymap: the picture format that costs nothing to write and that Leptonica reads. */
export function encodePgm(gray: Gray): Buffer {
  const header = Buffer.from(`P5\n${gray.width} ${gray.height}\n255\n`, 'latin1');
  return Buffer.concat([header, gray.data]);
}
