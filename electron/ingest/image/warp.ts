/** Redraws a grey picture through a projection, and shrinks it. */
import type { Homography } from './homography.ts';
import type { Gray } from './raster.ts';

/** A picture of the given size; each of its pixels is taken (bilinear) where `toSource` points; white outside. */
export function warp(source: Gray, toSource: Homography, width: number, height: number): Gray {
  const data = new Uint8Array(width * height).fill(255);
  const { width: sw, height: sh, data: from } = source;
  const [a, b, c, d, e, f, g, h, i] = toSource;
  const straight = g === 0 && h === 0;
  for (let y = 0; y < height; y += 1) {
    let px = b * (y + 0.5) + c + a * 0.5;
    let py = e * (y + 0.5) + f + d * 0.5;
    let pw = h * (y + 0.5) + i + g * 0.5;
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      const sx = (straight ? px : px / pw) - 0.5;
      const sy = (straight ? py : py / pw) - 0.5;
      px += a;
      py += d;
      pw += g;
      if (sx < -0.5 || sy < -0.5 || sx > sw - 0.5 || sy > sh - 0.5) continue;
      const x0 = sx < 0 ? 0 : sx | 0;
      const y0 = sy < 0 ? 0 : sy | 0;
      const x1 = x0 + 1 < sw ? x0 + 1 : x0;
      const y1 = y0 + 1 < sh ? y0 + 1 : y0;
      const fx = sx < 0 ? 0 : sx - x0;
      const fy = sy < 0 ? 0 : sy - y0;
      const top = (from[y0 * sw + x0] ?? 0) * (1 - fx) + (from[y0 * sw + x1] ?? 0) * fx;
      const bottom = (from[y1 * sw + x0] ?? 0) * (1 - fx) + (from[y1 * sw + x1] ?? 0) * fx;
      data[row + x] = top * (1 - fy) + bottom * fy + 0.5;
    }
  }
  return { width, height, data };
}

/** The picture made smaller by a whole factor, each pixel the mean of its block. */
export function shrink(source: Gray, factor: number): Gray {
  if (factor <= 1) return source;
  const width = Math.max(1, Math.floor(source.width / factor));
  const height = Math.max(1, Math.floor(source.height / factor));
  const data = new Uint8Array(width * height);
  const area = factor * factor;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let j = 0; j < factor; j += 1) {
        const row = (y * factor + j) * source.width + x * factor;
        for (let k = 0; k < factor; k += 1) sum += source.data[row + k] ?? 255;
      }
      data[y * width + x] = sum / area;
    }
  }
  return { width, height, data };
}
