/** HEIC photos, as iPhones take them: decoded by libheif (WebAssembly), which applies their turns and mirrors itself. */
import { createCanvas } from '@napi-rs/canvas';
import openLibheif, { type HeifImage } from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import { maxHeicPixels, maxWorkPixels } from '../limits.ts';
import type { OpenDocument, OpenOptions } from '../open-document.ts';
import { ReadFailure } from '../problems.ts';
import { drawUpright, shrinkToFit } from './orient.ts';
import { pictureDocument, type DrawnPicture } from './picture-document.ts';

/** The pictures in the file (mostly one), without thumbnails and depth maps; nothing is decoded yet. */
function imagesOf(bytes: Uint8Array): HeifImage[] {
  // A library of its own for each call: its memory grows with the photo and is given back only as a whole.
  const library = openLibheif();
  return new library.HeifDecoder().decode(bytes);
}

const damaged = 'This photo is damaged and cannot be opened. Send or save it again, then add it once more.';

async function drawImage(bytes: Uint8Array, index: number, maxPixels: number): Promise<DrawnPicture> {
  const image = imagesOf(bytes)[index];
  if (image === undefined) throw new ReadFailure('unreadable', damaged);
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > maxHeicPixels) throw new ReadFailure('too-large');
  const source = createCanvas(width, height);
  const context = source.getContext('2d');
  const pixels = context.createImageData(width, height);
  const drawn = await new Promise((done) => image.display(pixels, done));
  if (drawn === null) throw new ReadFailure('unreadable', damaged);
  context.putImageData(pixels, 0, 0);
  const scale = shrinkToFit(width, height, Math.min(maxPixels, maxWorkPixels));
  return { canvas: drawUpright(source, width * scale, height * scale, 1), dpi: 0 };
}

/** Opens the file or fails with a `ReadFailure`; photos are unpacked one at a time. */
export function openHeic(bytes: Uint8Array, options: OpenOptions): OpenDocument {
  let count: number;
  try {
    count = imagesOf(bytes).length;
  } catch (error) {
    throw new ReadFailure('unreadable', damaged, { cause: error });
  }
  if (count === 0) throw new ReadFailure('unreadable', damaged);
  return pictureDocument('heic', count, (index, maxPixels) => drawImage(bytes, index, maxPixels), options);
}
