/** `node scripts/make-icons.ts`: draws the app's icon from renderer/public/icon.svg in the forms each system wants. The same bytes each time. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'packaging', 'icons');
const app = readFileSync(join(root, 'renderer', 'public', 'icon.svg'), 'utf8');
/** A sheet with the app's mark on it: a backup file. */
const backup = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M6 2h14l6 6v22H6z" fill="#faf8f4" stroke="#1d4b4f"/><path d="M20 2v6h6" fill="#9fc4bf" stroke="#1d4b4f"/><svg x="9.5" y="12" width="13" height="13" viewBox="0 0 32 32">${app.replace(/<\/?svg[^>]*>/g, '')}</svg></svg>`;

async function png(svg: string, size: number): Promise<Buffer> {
  const canvas = createCanvas(size, size);
  // A picture of lines is drawn at the size it says it has.
  const sized = svg.replace('<svg ', `<svg width="${size}" height="${size}" `);
  canvas.getContext('2d').drawImage(await loadImage(Buffer.from(sized)), 0, 0, size, size);
  return canvas.encode('png');
}

/** Windows: a directory of PNG pictures. */
async function ico(svg: string): Promise<Buffer> {
  const sizes = [16, 24, 32, 48, 64, 128, 256];
  const pictures = await Promise.all(sizes.map((size) => png(svg, size)));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  for (const [index, size] of sizes.entries()) {
    const at = 6 + 16 * index;
    const length = pictures[index]?.length ?? 0;
    // 256 is written as 0.
    head[at] = size % 256;
    head[at + 1] = size % 256;
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  }
  return Buffer.concat([head, ...pictures]);
}

/** Mac: named PNG pictures, one after the other. */
async function icns(svg: string): Promise<Buffer> {
  const kinds = {
    icp4: 16,
    icp5: 32,
    ic11: 32,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  };
  const parts: Buffer[] = [];
  for (const [kind, size] of Object.entries(kinds)) {
    const picture = await png(svg, size);
    const head = Buffer.alloc(8);
    head.write(kind, 'latin1');
    head.writeUInt32BE(picture.length + 8, 4);
    parts.push(head, picture);
  }
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0), 4);
  return Buffer.concat([head, ...parts]);
}

mkdirSync(join(folder, 'png'), { recursive: true });
for (const [name, svg] of [
  ['icon', app],
  ['backup', backup],
] as const) {
  writeFileSync(join(folder, `${name}.ico`), await ico(svg));
  writeFileSync(join(folder, `${name}.icns`), await icns(svg));
  writeFileSync(join(folder, `${name}.png`), await png(svg, 512));
}
for (const size of [16, 32, 48, 64, 128, 256, 512])
  writeFileSync(join(folder, 'png', `${size}x${size}.png`), await png(app, size));
