/** Plane projections (3 × 3, row by row) between a picture as taken and the page made straight. */

export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const unchanged: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Moves by (x, y). */
export function translation(x: number, y: number): Homography {
  return [1, 0, x, 0, 1, y, 0, 0, 1];
}

/** First `inner`, then `outer`. */
export function compose(outer: Homography, inner: Homography): Homography {
  const cell = (row: number, column: number): number =>
    (outer[row * 3] ?? 0) * (inner[column] ?? 0) +
    (outer[row * 3 + 1] ?? 0) * (inner[3 + column] ?? 0) +
    (outer[row * 3 + 2] ?? 0) * (inner[6 + column] ?? 0);
  return [
    cell(0, 0),
    cell(0, 1),
    cell(0, 2),
    cell(1, 0),
    cell(1, 1),
    cell(1, 2),
    cell(2, 0),
    cell(2, 1),
    cell(2, 2),
  ];
}

export function project(h: Homography, x: number, y: number): Point {
  const w = h[6] * x + h[7] * y + h[8];
  return { x: (h[0] * x + h[1] * y + h[2]) / w, y: (h[3] * x + h[4] * y + h[5]) / w };
}

export function scaling(x: number, y: number): Homography {
  return [x, 0, 0, 0, y, 0, 0, 0, 1];
}

/** Turns by `degrees` clockwise around the centre of a `fromWidth` page into the centre of a `toWidth` one. */
export function rotation(
  degrees: number,
  fromWidth: number,
  fromHeight: number,
  toWidth: number,
  toHeight: number,
): Homography {
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const cx = fromWidth / 2;
  const cy = fromHeight / 2;
  return [
    cos,
    -sin,
    toWidth / 2 - cos * cx + sin * cy,
    sin,
    cos,
    toHeight / 2 - sin * cx - cos * cy,
    0,
    0,
    1,
  ];
}

/** Maps the rectangle 0,0..width,height onto four corners: top left, top right, bottom right, bottom left. */
export function rectangleTo(
  width: number,
  height: number,
  corners: readonly [Point, Point, Point, Point],
): Homography {
  const [p0, p1, p2, p3] = corners;
  const dx1 = p1.x - p2.x;
  const dx2 = p3.x - p2.x;
  const dx3 = p0.x - p1.x + p2.x - p3.x;
  const dy1 = p1.y - p2.y;
  const dy2 = p3.y - p2.y;
  const dy3 = p0.y - p1.y + p2.y - p3.y;
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / det;
  const k = (dx1 * dy3 - dx3 * dy1) / det;
  const unit: Homography = [
    p1.x - p0.x + g * p1.x,
    p3.x - p0.x + k * p3.x,
    p0.x,
    p1.y - p0.y + g * p1.y,
    p3.y - p0.y + k * p3.y,
    p0.y,
    g,
    k,
    1,
  ];
  return compose(unit, scaling(1 / width, 1 / height));
}
