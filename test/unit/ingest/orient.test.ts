/** Pictures that say how they must be turned: shown and read upright. A red corner on white tells where up went. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, ImageData, loadImage } from '@napi-rs/canvas';
import UTIF from 'utif2';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { createOcrEngine } from '../../../electron/ingest/ocr/engine.ts';
import { openDocument } from '../../../electron/ingest/read-document.ts';

const ocr = createOcrEngine();
afterAll(() => ocr.close());

const [width, height] = [60, 40];

/** The stored picture: red where its first row and column meet. */
function stored(): Uint8ClampedArray<ArrayBuffer> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#f00';
  context.fillRect(0, 0, 20, 20);
  return new Uint8ClampedArray(context.getImageData(0, 0, width, height).data);
}

async function pngWith(orientation: number): Promise<Uint8Array> {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(stored(), width, height), 0, 0);
  const png = await canvas.encode('png');
  const body = Buffer.concat([
    Buffer.from('eXIf'),
    Buffer.from('4d4d002a000000080001', 'hex'),
    Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  // Behind IHDR, which takes the first 33 bytes.
  return Buffer.concat([png.subarray(0, 33), length, body, check, png.subarray(33)]);
}

function tiffWith(orientation: number): Uint8Array {
  const page = {
    t256: [width],
    t257: [height],
    t258: [8, 8, 8, 8],
    t259: [1],
    t262: [2],
    t273: [1000],
    t277: [4],
    t278: [height],
    t279: [width * height * 4],
    t274: [orientation],
    t338: [1],
  };
  const head = new Uint8Array(UTIF.encode([page as unknown as UTIF.IFD]));
  const file = new Uint8Array(1000 + width * height * 4);
  file.set(head.subarray(0, 1000));
  file.set(stored(), 1000);
  return file;
}

/** Which corner of the shown page is red, and whether it stands. */
async function shown(bytes: Uint8Array): Promise<string> {
  const doc = await openDocument(bytes, { ocr });
  const png = await doc.drawPage(0, { maxPixels: 1e6, turn: 0 });
  const image = await loadImage(Buffer.from(png ?? []));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const isRed = (x: number, y: number): boolean => (context.getImageData(x, y, 1, 1).data[1] ?? 255) < 128;
  const [right, bottom] = [image.width - 5, image.height - 5];
  const corners = [
    ['top left', 5, 5],
    ['top right', right, 5],
    ['bottom right', right, bottom],
    ['bottom left', 5, bottom],
  ] as const;
  const red = corners.filter(([, x, y]) => isRed(x, y)).map(([name]) => name);
  return `${red.join()}, ${image.width} × ${image.height}`;
}

const upright = [
  [1, 'top left, 60 × 40'],
  [2, 'top right, 60 × 40'],
  [3, 'bottom right, 60 × 40'],
  [4, 'bottom left, 60 × 40'],
  [5, 'top left, 40 × 60'],
  [6, 'top right, 40 × 60'],
  [7, 'bottom right, 40 × 60'],
  [8, 'bottom left, 40 × 60'],
] as const;

describe('a picture that says how it lies', () => {
  it.each(upright)('is shown upright from a PNG with orientation %i', async (orientation, expected) => {
    expect(await shown(await pngWith(orientation))).toBe(expected);
  });

  it.each(upright)('is shown upright from a TIFF with orientation %i', async (orientation, expected) => {
    expect(await shown(tiffWith(orientation))).toBe(expected);
  });

  it('is read upright from a HEIC photo that is stored lying', { timeout: 90_000 }, async () => {
    const bytes = readFileSync(join(import.meta.dirname, '../../fixtures/reading/photo-turned.heic'));
    const doc = await openDocument(new Uint8Array(bytes), { ocr });
    const page = await doc.readPage(0);
    expect(doc.format).toBe('heic');
    expect(page.turn).toBe(0);
    expect(page.width).toBeGreaterThan(page.height);
    expect(page.text).toBe(
      'Patient completed twelve visits of physical therapy.\nStrength is 4/5 in the left foot on 08/06/2026.',
    );
  });
});
