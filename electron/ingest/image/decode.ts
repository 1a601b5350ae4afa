/** Opens pictures: size is read from the header first, so that a gigapixel file is refused before it is unpacked. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { maxImagePixels, maxWorkPixels } from '../limits.ts';
import { ReadFailure } from '../problems.ts';
import { readImageHeader } from './header.ts';

/** Draws the picture upright at no more than `maxPixels` and gives the canvas. */
export async function decodeToCanvas(bytes: Uint8Array, maxPixels = maxWorkPixels) {
  const header = readImageHeader(bytes);
  if (header !== null && header.width * header.height > maxImagePixels) throw new ReadFailure('too-large');
  try {
    const image = await loadImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (image.width === 0 || image.height === 0) throw new ReadFailure('unreadable');
    const scale = Math.min(1, Math.sqrt(maxPixels / (image.width * image.height)));
    const width = Math.max(1, Math.round(image.width * scale));
    const height = Math.max(1, Math.round(image.height * scale));
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, width, height);
    return { canvas, dpi: (header?.dpi ?? 0) * scale };
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    throw new ReadFailure(
      'unreadable',
      'This picture is damaged and cannot be opened. Take or save it again, then add it once more.',
      { cause: error },
    );
  }
}
