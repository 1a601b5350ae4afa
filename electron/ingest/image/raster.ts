/** Grey pictures, the form in which pages are cleaned and read. */

/** One byte a pixel, 0 black to 255 white, row by row. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Grey from RGBA over white, with the usual luma weights (ITU-R BT.601). */
export function toGray(rgba: Uint8ClampedArray, width: number, height: number): Gray {
  const data = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < data.length; i += 1, p += 4) {
    const alpha = rgba[p + 3] ?? 255;
    const luma = ((rgba[p] ?? 0) * 77 + (rgba[p + 1] ?? 0) * 150 + (rgba[p + 2] ?? 0) * 29) >> 8;
    data[i] = alpha === 255 ? luma : 255 - ((255 - luma) * alpha) / 255;
  }
  return { width, height, data };
}

/** Portable graymap: the picture format that costs nothing to write and that Leptonica reads. */
export function encodePgm(gray: Gray): Buffer {
  const header = Buffer.from(`P5\n${gray.width} ${gray.height}\n255\n`, 'latin1');
  return Buffer.concat([header, gray.data]);
}
