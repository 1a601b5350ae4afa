/** Pictures of text for OCR tests, drawn with a font that pdf.js brings, so that every machine draws the same. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts, type Canvas } from '@napi-rs/canvas';

const fonts = join(
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'standard_fonts',
);
GlobalFonts.registerFromPath(join(fonts, 'LiberationSans-Regular.ttf'), 'Test Sans');

/** A letter page at the given resolution with 11 point lines from the top left margin. */
export function drawPage(lines: readonly string[], dpi = 150): Canvas {
  const canvas = createCanvas(Math.round(8.5 * dpi), Math.round(11 * dpi));
  const context = canvas.getContext('2d');
  const point = dpi / 72;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  context.font = `${11 * point}px "Test Sans"`;
  lines.forEach((line, i) => context.fillText(line, 72 * point, (90 + i * 16) * point));
  return canvas;
}
