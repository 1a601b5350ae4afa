/** Draws a decoded picture upright: cameras and scanners store it as it lay and say how it must be turned. */
import { createCanvas, type Canvas, type Image } from '@napi-rs/canvas';

/** By EXIF (and TIFF) orientation 1..8: from the stored picture of the given size to the upright one. */
const placements: Readonly<
  Record<number, (width: number, height: number) => [number, number, number, number, number, number]>
> = {
  2: (width) => [-1, 0, 0, 1, width, 0],
  3: (width, height) => [-1, 0, 0, -1, width, height],
  4: (_width, height) => [1, 0, 0, -1, 0, height],
  5: () => [0, 1, 1, 0, 0, 0],
  6: (_width, height) => [0, 1, -1, 0, height, 0],
  7: (width, height) => [0, -1, -1, 0, height, width],
  8: (width) => [0, -1, 1, 0, 0, width],
};

/** The picture over white at `width` × `height` as stored, then turned and mirrored as its orientation says. */
export function drawUpright(
  source: Canvas | Image,
  width: number,
  height: number,
  orientation: number,
): Canvas {
  const [w, h] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
  const swap = orientation >= 5 && orientation <= 8;
  const canvas = createCanvas(swap ? h : w, swap ? w : h);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.setTransform(...(placements[orientation]?.(w, h) ?? [1, 0, 0, 1, 0, 0]));
  context.drawImage(source, 0, 0, w, h);
  return canvas;
}

/** How much a picture must be made smaller to have at most `maxPixels`; 1 where it fits. */
export function shrinkToFit(width: number, height: number, maxPixels: number): number {
  return Math.min(1, Math.sqrt(maxPixels / (width * height)));
}
