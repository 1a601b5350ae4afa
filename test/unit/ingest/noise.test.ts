import { describe, expect, it } from 'vitest';
import { measureGrain, softenGrain } from '../../../electron/ingest/image/noise.ts';
import type { Gray } from '../../../electron/ingest/image/raster.ts';

/** A light page with dark bars, and grain of about the given standard deviation, the same in every run. */
function speckled(deviation: number): Gray {
  const [width, height] = [200, 120];
  let state = 7;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const data = Uint8Array.from({ length: width * height }, (_, at) => {
    const ground = Math.floor((at % width) / 20) % 2 === 0 ? 180 : 70;
    // Three uniform numbers have a standard deviation of one half.
    return ground + (random() + random() + random() - 1.5) * 2 * deviation;
  });
  return { width, height, data };
}

describe('grain of a scan', () => {
  it('is measured within a fifth, whatever stands on the page', () => {
    for (const deviation of [6, 12, 24]) {
      expect(measureGrain(speckled(deviation)) / deviation).toBeGreaterThan(0.8);
      expect(measureGrain(speckled(deviation)) / deviation).toBeLessThan(1.2);
    }
    expect(measureGrain(speckled(0))).toBeLessThan(4);
  });

  it('is less than half after softening, and bars stay as dark and light as they were', () => {
    const before = speckled(20);
    const after = softenGrain(before);
    expect(measureGrain(after)).toBeLessThan(measureGrain(before) / 2);
    const mean = (from: Gray, column: number): number => {
      let sum = 0;
      for (let y = 0; y < from.height; y += 1) sum += from.data[y * from.width + column] ?? 0;
      return sum / from.height;
    };
    for (const column of [10, 30, 50])
      expect(Math.abs(mean(after, column) - mean(before, column))).toBeLessThan(6);
  });

  it('leaves a picture of one pixel as it is', () => {
    const dot: Gray = { width: 1, height: 1, data: Uint8Array.of(90) };
    expect(measureGrain(dot)).toBe(0);
    expect(softenGrain(dot).data).toEqual(Uint8Array.of(90));
  });
});
