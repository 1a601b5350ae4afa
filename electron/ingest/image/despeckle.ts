/** Takes fax dirt away: black islands smaller than any full stop. */
import type { Gray } from './raster.ts';

/** True for pictures of (nearly) only black and white pixels. */
export function isBilevel(picture: Gray): boolean {
  const { data } = picture;
  const step = Math.max(1, Math.floor(data.length / 50_000));
  let between = 0;
  let count = 0;
  for (let i = 0; i < data.length; i += step) {
    const value = data[i] ?? 0;
    count += 1;
    if (value > 20 && value < 235) between += 1;
  }
  return between < count * 0.01;
}

/** Whitens islands of at most `maxArea` dark pixels (8 neighbours). A full stop of 8 point type at 200 dpi has 9 or more. */
export function despeckle(picture: Gray, maxArea: number): Gray {
  const { width, height } = picture;
  const data = picture.data.slice();
  const seen = new Uint8Array(data.length);
  const island: number[] = [];
  for (let start = 0; start < data.length; start += 1) {
    if (seen[start] === 1 || (data[start] ?? 255) > 127) continue;
    island.length = 0;
    island.push(start);
    seen[start] = 1;
    // Large islands are walked to their end once, so that their pixels are not looked at again.
    for (let i = 0; i < island.length; i += 1) {
      const at = island[i] ?? 0;
      const x = at % width;
      const y = (at - x) / width;
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy += 1) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx += 1) {
          const next = at + dy * width + dx;
          if (seen[next] === 0 && (data[next] ?? 255) <= 127) {
            seen[next] = 1;
            island.push(next);
          }
        }
      }
    }
    if (island.length <= maxArea) for (const at of island) data[at] = 255;
  }
  return { width, height, data };
}
