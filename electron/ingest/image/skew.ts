/** Measures how far text lines lean, by the sharpness of the page's row profile. */
import { otsuThreshold } from './threshold.ts';
import type { Gray } from './raster.ts';

interface Ink {
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  readonly span: number;
}

/** Enough points for a sharp profile, few enough to try a hundred angles in a blink. */
const maxPoints = 40_000;

function collectInk(small: Gray): Ink {
  const threshold = otsuThreshold(small);
  const points: number[] = [];
  const marginX = small.width * 0.02;
  const marginY = small.height * 0.02;
  for (let y = Math.ceil(marginY); y < small.height - marginY; y += 1) {
    for (let x = Math.ceil(marginX); x < small.width - marginX; x += 1) {
      if ((small.data[y * small.width + x] ?? 255) < threshold) points.push(x, y);
    }
  }
  const step = Math.max(1, Math.ceil(points.length / 2 / maxPoints));
  const count = Math.floor(points.length / 2 / step);
  const xs = new Float32Array(count);
  const ys = new Float32Array(count);
  for (let i = 0; i < count; i += 1) {
    xs[i] = (points[i * step * 2] ?? 0) - small.width / 2;
    ys[i] = (points[i * step * 2 + 1] ?? 0) - small.height / 2;
  }
  return { xs, ys, span: Math.hypot(small.width, small.height) };
}

/** Sum of squared steps of the row profile at an angle: highest when rows of text and gaps alternate cleanly. */
function sharpness({ xs, ys, span }: Ink, degrees: number, rows: Float32Array): number {
  rows.fill(0);
  const tangent = Math.tan((degrees * Math.PI) / 180);
  const cos = Math.cos((degrees * Math.PI) / 180);
  const middle = span / 2;
  for (let i = 0; i < xs.length; i += 1) {
    const row = ((ys[i] ?? 0) - (xs[i] ?? 0) * tangent) * cos + middle;
    rows[row | 0] = (rows[row | 0] ?? 0) + 1;
  }
  let sum = 0;
  for (let i = 1; i < rows.length; i += 1) {
    const step = (rows[i] ?? 0) - (rows[i - 1] ?? 0);
    sum += step * step;
  }
  return sum / Math.max(1, xs.length);
}

/** How text lines lie. */
export interface Lean {
  /** Degrees clockwise that the lines fall to the right; 0 where nothing can be told. */
  readonly degrees: number;
  /** Sharpness at that angle, to compare a page with itself turned by a quarter. */
  readonly sharpness: number;
}

/** Measures -`limit`..`limit` degrees on a picture of about 100 dpi with even light. */
export function measureLean(small: Gray, limit = 12): Lean {
  const ink = collectInk(small);
  if (ink.xs.length < 200) return { degrees: 0, sharpness: 0 };
  const rows = new Float32Array(Math.ceil(ink.span) + 2);
  let best = 0;
  let top = sharpness(ink, 0, rows);
  const look = (from: number, to: number, step: number): void => {
    for (let angle = from; angle <= to + 1e-9; angle += step) {
      const value = sharpness(ink, angle, rows);
      if (value > top) {
        top = value;
        best = angle;
      }
    }
  };
  look(-limit, limit, 0.5);
  look(best - 0.45, best + 0.45, 0.1);
  look(best - 0.08, best + 0.08, 0.02);
  return { degrees: best, sharpness: top };
}
