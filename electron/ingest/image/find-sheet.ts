/** Finds the sheet of paper in a photo taken of a page on a darker table. */
import type { Point } from './homography.ts';
import type { Gray } from './raster.ts';
import { otsuThreshold } from './threshold.ts';
import { shrink } from './warp.ts';

export type Corners = readonly [topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point];

/** Side of the small picture on which edges are looked for. */
const lookSize = 500;

interface Line {
  /** position = offset + slope × along */
  readonly offset: number;
  readonly slope: number;
}

/** Straight line through most of the points: Theil-Sen slope, median offset. Null where they do not lie on one. */
function fitLine(points: readonly { along: number; position: number }[]): Line | null {
  if (points.length < 20) return null;
  const slopes: number[] = [];
  const half = Math.floor(points.length / 2);
  for (let i = 0; i < half; i += 1) {
    const a = points[i];
    const b = points[i + half];
    if (a && b && b.along !== a.along) slopes.push((b.position - a.position) / (b.along - a.along));
  }
  slopes.sort((a, b) => a - b);
  const slope = slopes[Math.floor(slopes.length / 2)] ?? 0;
  const offsets = points.map((point) => point.position - slope * point.along).sort((a, b) => a - b);
  const offset = offsets[Math.floor(offsets.length / 2)] ?? 0;
  const near = offsets.filter((value) => Math.abs(value - offset) < 4).length;
  return near >= points.length * 0.6 ? { offset, slope } : null;
}

/** Crossing of a side (x as a function of y) and a top or bottom (y as a function of x). */
function cross(side: Line, edge: Line): Point {
  const y = (edge.offset + edge.slope * side.offset) / (1 - edge.slope * side.slope);
  return { x: side.offset + side.slope * y, y };
}

/** Marks the bright area that holds the middle of the picture, spreading from there. */
function brightArea(small: Gray, threshold: number): Uint8Array {
  const { width, height, data } = small;
  const seen = new Uint8Array(width * height);
  const queue: number[] = [];
  for (let y = Math.floor(height * 0.3); y < height * 0.7; y += 4) {
    for (let x = Math.floor(width * 0.3); x < width * 0.7; x += 4) {
      const at = y * width + x;
      if ((data[at] ?? 0) >= threshold && seen[at] === 0) {
        seen[at] = 1;
        queue.push(at);
      }
    }
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const x = next % width;
    for (const [at, inside] of [
      [next - 1, x > 0],
      [next + 1, x < width - 1],
      [next - width, next >= width],
      [next + width, next < width * (height - 1)],
    ] as const) {
      if (inside && seen[at] === 0 && (data[at] ?? 0) >= threshold) {
        seen[at] = 1;
        queue.push(at);
      }
    }
  }
  return seen;
}

/** Corners in pixels of the picture; null where the page fills it or has no straight edges. */
export function findSheet(picture: Gray): Corners | null {
  const factor = Math.max(1, Math.floor(Math.max(picture.width, picture.height) / lookSize));
  const small = shrink(picture, factor);
  const { width, height } = small;
  const threshold = otsuThreshold(small);
  // A page of white paper with black text also parts in two; a table shows along the rim.
  let darkRim = 0;
  let rim = 0;
  for (let x = 0; x < width; x += 1) {
    for (const y of [0, height - 1]) {
      rim += 1;
      if ((small.data[y * width + x] ?? 255) < threshold) darkRim += 1;
    }
  }
  for (let y = 0; y < height; y += 1) {
    for (const x of [0, width - 1]) {
      rim += 1;
      if ((small.data[y * width + x] ?? 255) < threshold) darkRim += 1;
    }
  }
  if (darkRim < rim * 0.35) return null;
  const sheet = brightArea(small, threshold);
  let area = 0;
  const left: { along: number; position: number }[] = [];
  const right: typeof left = [];
  for (let y = 0; y < height; y += 1) {
    let first = -1;
    let last = -1;
    for (let x = 0; x < width; x += 1) {
      if (sheet[y * width + x] === 1) {
        area += 1;
        if (first < 0) first = x;
        last = x;
      }
    }
    if (last - first > width * 0.3) {
      left.push({ along: y, position: first });
      right.push({ along: y, position: last + 1 });
    }
  }
  const top: typeof left = [];
  const bottom: typeof left = [];
  for (let x = 0; x < width; x += 1) {
    let first = -1;
    let last = -1;
    for (let y = 0; y < height; y += 1) {
      if (sheet[y * width + x] === 1) {
        if (first < 0) first = y;
        last = y;
      }
    }
    if (last - first > height * 0.3) {
      top.push({ along: x, position: first });
      bottom.push({ along: x, position: last + 1 });
    }
  }
  if (area < width * height * 0.25) return null;
  // The ends of each side are rounded by the neighbouring edges.
  const middle = (points: typeof left): typeof left =>
    points.slice(Math.floor(points.length * 0.06), Math.ceil(points.length * 0.94));
  const sides = [
    fitLine(middle(left)),
    fitLine(middle(right)),
    fitLine(middle(top)),
    fitLine(middle(bottom)),
  ];
  const [l, r, t, b] = sides;
  if (!l || !r || !t || !b) return null;
  const scale = (point: Point): Point => ({
    x: Math.min(picture.width, Math.max(0, point.x * factor)),
    y: Math.min(picture.height, Math.max(0, point.y * factor)),
  });
  return [scale(cross(l, t)), scale(cross(r, t)), scale(cross(r, b)), scale(cross(l, b))];
}
