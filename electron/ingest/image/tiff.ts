/** TIFF files: what fax servers and scanners write, many pages in one file, often with pixels that are not square. */
import { createCanvas, ImageData } from '@napi-rs/canvas';
import UTIF from 'utif2';
import { maxImagePixels, maxPages, maxWorkPixels } from '../limits.ts';
import type { OpenDocument, OpenOptions } from '../open-document.ts';
import { ReadFailure } from '../problems.ts';
import { drawUpright, shrinkToFit } from './orient.ts';
import { pictureDocument, type DrawnPicture } from './picture-document.ts';

type Directory = UTIF.IFD;

function tag(directory: Directory, name: string): number {
  const value = directory[name];
  return Array.isArray(value) ? Number(value[0]) || 0 : 0;
}

/** Pixels per inch along and across; 0 where the file does not say. */
function resolution(directory: Directory): [x: number, y: number] {
  const perUnit = tag(directory, 't296') === 3 ? 2.54 : 1;
  return [tag(directory, 't282') * perUnit, tag(directory, 't283') * perUnit];
}

function drawDirectory(buffer: ArrayBuffer, directory: Directory, maxPixels: number): DrawnPicture {
  const [width, height] = [tag(directory, 't256'), tag(directory, 't257')];
  if (width * height > maxImagePixels / 4) throw new ReadFailure('too-large');
  UTIF.decodeImage(buffer, directory);
  const rgba = UTIF.toRGBA8(directory);
  if (width === 0 || height === 0 || rgba.length < width * height * 4) throw new ReadFailure('unreadable');
  const source = createCanvas(width, height);
  source.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  // The unpacked copy would otherwise stay with the file as long as it is open.
  directory.data = new Uint8Array();
  const [xDpi, yDpi] = resolution(directory);
  const stretch = xDpi > 0 && yDpi > 0 && xDpi / yDpi > 1.2 && xDpi / yDpi < 3 ? xDpi / yDpi : 1;
  const scale = shrinkToFit(width, height * stretch, Math.min(maxPixels, maxWorkPixels));
  const canvas = drawUpright(source, width * scale, height * scale * stretch, tag(directory, 't274'));
  return { canvas, dpi: xDpi * scale };
}

/** Opens the file or fails with a `ReadFailure`; pages are unpacked one at a time. */
export function openTiff(bytes: Uint8Array, options: OpenOptions): OpenDocument {
  const buffer = new Uint8Array(bytes).buffer;
  let directories: Directory[];
  try {
    // Thumbnails and masks (tag 254, bits 0 and 2) are no pages.
    directories = UTIF.decode(buffer).filter(
      (each) => tag(each, 't256') > 0 && (tag(each, 't254') & 5) === 0,
    );
  } catch (error) {
    throw new ReadFailure('unreadable', undefined, { cause: error });
  }
  if (directories.length === 0) throw new ReadFailure('unreadable');
  if (directories.length > maxPages) throw new ReadFailure('too-large');
  const draw = (pageIndex: number, maxPixels: number): Promise<DrawnPicture> => {
    const directory = directories[pageIndex];
    if (directory === undefined) return Promise.reject(new ReadFailure('unreadable'));
    try {
      return Promise.resolve(drawDirectory(buffer, directory, maxPixels));
    } catch (error) {
      if (error instanceof ReadFailure) return Promise.reject(error);
      return Promise.reject(
        new ReadFailure('unreadable', 'This page is damaged and could not be read.', { cause: error }),
      );
    }
  };
  return pictureDocument('tiff', directories.length, draw, options);
}
