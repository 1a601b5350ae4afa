/** Evens out light: a photographed page is brighter in one corner, a copied one grey in another. */
import type { Gray } from './raster.ts';

/** Side of the squares in which paper brightness is measured: larger than letters, smaller than shadows. */
const cell = 32;
/** The paper is among the brightest pixels of a square, but not the very brightest (noise, glare). */
const paperShare = 0.85;

function paperGrid(source: Gray): { columns: number; rows: number; paper: Float32Array } {
  const columns = Math.ceil(source.width / cell);
  const rows = Math.ceil(source.height / cell);
  const paper = new Float32Array(columns * rows);
  const histogram = new Uint32Array(256);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      histogram.fill(0);
      let count = 0;
      const yEnd = Math.min(source.height, (row + 1) * cell);
      const xEnd = Math.min(source.width, (column + 1) * cell);
      for (let y = row * cell; y < yEnd; y += 2) {
        for (let x = column * cell; x < xEnd; x += 2) {
          const value = source.data[y * source.width + x] ?? 255;
          histogram[value] = (histogram[value] ?? 0) + 1;
          count += 1;
        }
      }
      let left = count * (1 - paperShare);
      let value = 255;
      while (value > 0 && left > 0) {
        left -= histogram[value] ?? 0;
        if (left > 0) value -= 1;
      }
      paper[row * columns + column] = value;
    }
  }
  return { columns, rows, paper };
}

/** Highest of the 3 × 3 neighbours, then their mean: squares full of ink take the paper beside them. */
function smooth(paper: Float32Array, columns: number, rows: number): Float32Array {
  const around = (from: Float32Array, pick: (values: number[]) => number): Float32Array =>
    from.map((_, index) => {
      const x = index % columns;
      const y = (index - x) / columns;
      const values: number[] = [];
      for (let j = Math.max(0, y - 1); j <= Math.min(rows - 1, y + 1); j += 1) {
        for (let i = Math.max(0, x - 1); i <= Math.min(columns - 1, x + 1); i += 1) {
          values.push(from[j * columns + i] ?? 255);
        }
      }
      return pick(values);
    });
  const highest = around(paper, (values) => Math.max(...values));
  return around(highest, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** True where the paper is not evenly white, so that evening out the light is worth its time. */
export function isUneven(source: Gray): boolean {
  const { paper } = paperGrid(source);
  const sorted = [...paper].sort((a, b) => a - b);
  const low = sorted[Math.floor(sorted.length * 0.1)] ?? 255;
  const middle = sorted[Math.floor(sorted.length * 0.5)] ?? 255;
  return middle < 235 || low < middle - 12;
}

/** The picture with its paper made white everywhere; ink keeps its contrast to the paper around it. */
export function evenLight(source: Gray): Gray {
  const { columns, rows, paper } = paperGrid(source);
  const ground = smooth(paper, columns, rows);
  const data = new Uint8Array(source.data.length);
  for (let y = 0; y < source.height; y += 1) {
    const gy = Math.min(rows - 1, Math.max(0, y / cell - 0.5));
    const r0 = gy | 0;
    const r1 = Math.min(rows - 1, r0 + 1);
    const fy = gy - r0;
    for (let x = 0; x < source.width; x += 1) {
      const gx = Math.min(columns - 1, Math.max(0, x / cell - 0.5));
      const c0 = gx | 0;
      const c1 = Math.min(columns - 1, c0 + 1);
      const fx = gx - c0;
      const top = (ground[r0 * columns + c0] ?? 255) * (1 - fx) + (ground[r0 * columns + c1] ?? 255) * fx;
      const bottom = (ground[r1 * columns + c0] ?? 255) * (1 - fx) + (ground[r1 * columns + c1] ?? 255) * fx;
      // Below 60 there is no paper (a table top): do not blow its noise up.
      const white = Math.max(60, top * (1 - fy) + bottom * fy);
      const value = ((source.data[y * source.width + x] ?? 255) * 250) / white;
      data[y * source.width + x] = value > 255 ? 255 : value;
    }
  }
  return { width: source.width, height: source.height, data };
}
