/** Grain: cheap scanners and photos in poor light speckle paper and ink; line finding then drops whole columns. */
import type { Gray } from './raster.ts';

/**
 * Standard deviation of the grain in grey levels, by Immerkær's method (1996): what a mask that is blind to flat ground,
 * slopes and edges still sees. Every second pixel of every second row is looked at.
 */
export function measureGrain({ width, height, data }: Gray): number {
  let sum = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y += 2) {
    for (let x = 1; x < width - 1; x += 2) {
      const at = y * width + x;
      const above = at - width;
      const below = at + width;
      const corners =
        (data[above - 1] ?? 0) + (data[above + 1] ?? 0) + (data[below - 1] ?? 0) + (data[below + 1] ?? 0);
      const sides = (data[above] ?? 0) + (data[below] ?? 0) + (data[at - 1] ?? 0) + (data[at + 1] ?? 0);
      sum += Math.abs(corners - 2 * sides + 4 * (data[at] ?? 0));
      count += 1;
    }
  }
  return count === 0 ? 0 : (Math.sqrt(Math.PI / 2) * sum) / (6 * count);
}

/** The picture softened by one binomial 3 × 3 pass: halves the grain and more, keeps strokes of two pixels. */
export function softenGrain({ width, height, data }: Gray): Gray {
  const across = new Uint16Array(data.length);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      const at = row + x;
      const left = data[x > 0 ? at - 1 : at] ?? 0;
      const right = data[x < width - 1 ? at + 1 : at] ?? 0;
      across[at] = left + 2 * (data[at] ?? 0) + right;
    }
  }
  const soft = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    const up = y > 0 ? -width : 0;
    const down = y < height - 1 ? width : 0;
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      const at = row + x;
      soft[at] = ((across[at + up] ?? 0) + 2 * (across[at] ?? 0) + (across[at + down] ?? 0) + 8) >> 4;
    }
  }
  return { width, height, data: soft };
}
