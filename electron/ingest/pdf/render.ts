/** Draws a PDF page: for OCR and for the viewer. Nothing is written to disk. */
import { createCanvas } from '@napi-rs/canvas';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageTurn } from '../../../shared/domain/page-text.ts';
import { maxWorkPixels } from '../limits.ts';

/** A page drawn over white at `scale` pixels per point, turned clockwise by `turn`; smaller if it would be too large. */
export async function renderPdfPage(
  page: PDFPageProxy,
  scale: number,
  turn: PageTurn = 0,
  maxPixels = maxWorkPixels,
) {
  const rotation = (page.rotate + turn) % 360;
  const natural = page.getViewport({ scale: 1, rotation });
  const fit = Math.sqrt(maxPixels / (natural.width * natural.height));
  const viewport = page.getViewport({ scale: Math.min(scale, fit), rotation });
  const width = Math.max(1, Math.round(viewport.width));
  const height = Math.max(1, Math.round(viewport.height));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  // pdf.js types its canvas as the browser's; @napi-rs/canvas has the same methods.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const canvasContext = context as unknown as CanvasRenderingContext2D;
  await page.render({ canvas: null, canvasContext, viewport }).promise;
  return { canvas, scale: viewport.scale };
}
