/** The grey level that best parts ink from paper (Otsu, 1979). */
import type { Gray } from './raster.ts';

/** Pixels below the answer are ink. */
export function otsuThreshold(picture: Gray): number {
  const histogram = new Float64Array(256);
  for (const value of picture.data) histogram[value] = (histogram[value] ?? 0) + 1;
  const total = picture.data.length;
  let sum = 0;
  for (let i = 0; i < 256; i += 1) sum += i * (histogram[i] ?? 0);
  let darkCount = 0;
  let darkSum = 0;
  let best = -1;
  let threshold = 128;
  for (let i = 0; i < 256; i += 1) {
    darkCount += histogram[i] ?? 0;
    darkSum += i * (histogram[i] ?? 0);
    const lightCount = total - darkCount;
    if (darkCount === 0 || lightCount === 0) continue;
    const difference = darkSum / darkCount - (sum - darkSum) / lightCount;
    const between = darkCount * lightCount * difference * difference;
    if (between > best) {
      best = between;
      threshold = i + 1;
    }
  }
  return threshold;
}
