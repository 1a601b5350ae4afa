/** True redaction: the page becomes a picture with the boxes burned in; nothing of its text or layers is kept. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Box } from '../../shared/domain/page-text.ts';

export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: 'jpeg' | 'png';
  readonly width: number;
  readonly height: number;
}

/** About 170 dots per inch on a letter page: readable by fax, and small. */
export const rasterPixels = 1450 * 1880;

/**
 * The PNG as a JPEG with black boxes. Boxes are grown by a hair, so that no edge of a letter is left. The pixels
 * under them are overwritten before the picture is compressed.
 */
export async function burn(png: Uint8Array, boxes: readonly Box[]): Promise<Picture> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, image.width, image.height);
  context.drawImage(image, 0, 0);
  context.fillStyle = '#000';
  const grow = Math.max(2, image.width * 0.002);
  for (const [left, top, right, bottom] of boxes) {
    context.fillRect(
      left * image.width - grow,
      top * image.height - grow,
      (right - left) * image.width + 2 * grow,
      (bottom - top) * image.height + 2 * grow,
    );
  }
  return {
    bytes: new Uint8Array(await canvas.encode('jpeg', 82)),
    type: 'jpeg',
    width: image.width,
    height: image.height,
  };
}
