/** Size, resolution and turn from the first bytes of JPEG, PNG, GIF and BMP files, without decoding them. */

export interface ImageHeader {
  readonly format: 'jpeg' | 'png' | 'other';
  readonly width: number;
  readonly height: number;
  /** 0 where the file claims none. */
  readonly dpi: number;
  /** EXIF orientation, 1..8; 1 is upright. */
  readonly orientation: number;
}

/** The orientation in a block of EXIF tags (a small TIFF file) that starts at `tiff`. */
function exifOrientation(view: DataView, tiff: number, end: number): number {
  if (tiff + 14 > end) return 1;
  const little = view.getUint16(tiff) === 0x4949;
  const first = tiff + view.getUint32(tiff + 4, little);
  if (first + 2 > end) return 1;
  const count = view.getUint16(first, little);
  for (let i = 0; i < count; i += 1) {
    const entry = first + 2 + i * 12;
    if (entry + 12 > end) return 1;
    if (view.getUint16(entry, little) === 0x0112) {
      const value = view.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  }
  return 1;
}

function readJpeg(view: DataView): ImageHeader | null {
  let dpi = 0;
  let orientation = 1;
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    const body = at + 4;
    if (marker === 0xe0 && length >= 14 && view.getUint32(body) === 0x4a464946) {
      const unit = view.getUint8(body + 7);
      const density = view.getUint16(body + 8);
      if (unit === 1) dpi = density;
      else if (unit === 2) dpi = density * 2.54;
    } else if (marker === 0xe1 && view.getUint32(body) === 0x45786966) {
      orientation = exifOrientation(view, body + 6, Math.min(view.byteLength, at + 2 + length));
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return {
        format: 'jpeg',
        width: view.getUint16(body + 3),
        height: view.getUint16(body + 1),
        dpi,
        orientation,
      };
    }
    at += 2 + length;
  }
  return null;
}

function readPng(view: DataView): ImageHeader {
  let dpi = 0;
  let orientation = 1;
  // EXIF tags may come after the pixels.
  for (let at = 8; at + 20 < view.byteLength;) {
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    if (type === 0x70485973 && view.getUint8(at + 16) === 1) dpi = view.getUint32(at + 8) * 0.0254;
    if (type === 0x65584966) {
      orientation = exifOrientation(view, at + 8, Math.min(view.byteLength, at + 8 + length));
    }
    at += 12 + length;
  }
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20), dpi, orientation };
}

/** Null where the format is another or the header is cut off. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 30) return null;
  try {
    if (view.getUint16(0) === 0xffd8) return readJpeg(view);
    if (view.getUint32(0) === 0x89504e47) return readPng(view);
    if (view.getUint32(0) === 0x47494638) {
      return {
        format: 'other',
        width: view.getUint16(6, true),
        height: view.getUint16(8, true),
        dpi: 0,
        orientation: 1,
      };
    }
    if (view.getUint16(0) === 0x424d) {
      const height = Math.abs(view.getInt32(22, true));
      return { format: 'other', width: Math.abs(view.getInt32(18, true)), height, dpi: 0, orientation: 1 };
    }
  } catch {
    // Offsets in a broken header may point outside the file.
    return null;
  }
  return null;
}
