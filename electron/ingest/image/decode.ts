/** Opens pictures: size is read from the header first, so that a gigapixel file is refused before it is unpacked. */
import { loadImage } from '@napi-rs/canvas';
import { maxImagePixels, maxWorkPixels } from '../limits.ts';
import { ReadFailure } from '../problems.ts';
import { readImageHeader } from './header.ts';
import { drawUpright, shrinkToFit } from './orient.ts';

/** Draws the picture upright at no more than `maxPixels` and gives the canvas. */
export async function decodeToCanvas(bytes: Uint8Array, maxPixels = maxWorkPixels) {
  const header = readImageHeader(bytes);
  if (header !== null && header.width * header.height > maxImagePixels) throw new ReadFailure('too-large');
  try {
    const image = await loadImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (image.width === 0 || image.height === 0) throw new ReadFailure('unreadable');
    const scale = shrinkToFit(image.width, image.height, maxPixels);
    // The library turns all but PNG pictures itself.
    const orientation = header?.format === 'png' ? header.orientation : 1;
    const canvas = drawUpright(image, image.width * scale, image.height * scale, orientation);
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
