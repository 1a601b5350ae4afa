/** A PDF as a readable document: each page by its text layer where that can be trusted, else by OCR. */
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { toGray, type Gray } from '../image/raster.ts';
import { readPicture } from '../ocr/ocr-page.ts';
import type { OpenDocument, OpenOptions } from '../open-document.ts';
import type { PageContent } from '../page-content.ts';
import { ReadFailure } from '../problems.ts';
import { watchLostPictures } from './lost-pictures.ts';
import { openPdf } from './open-pdf.ts';
import { renderPdfPage } from './render.ts';
import { readTextLayer } from './text-layer.ts';
import { textLayerPage } from './text-page.ts';
import { needsOcr, preferOcr } from './trust.ts';

/** Letters of 8 points then have x-heights above 20 pixels, where Tesseract reads best. */
const ocrDpi = 250;

/** The page in grey. The coloured canvas is free as soon as this returns, long before OCR is done. */
async function drawGray(page: PDFPageProxy): Promise<{ gray: Gray; dpi: number }> {
  const { canvas, scale } = await renderPdfPage(page, ocrDpi / 72);
  const { width, height } = canvas;
  const gray = toGray(canvas.getContext('2d').getImageData(0, 0, width, height).data, width, height);
  return { gray, dpi: scale * 72 };
}

/** Opens the PDF; fails with a `ReadFailure` for locked, broken and oversized files. */
export async function openPdfDocument(bytes: Uint8Array, options: OpenOptions): Promise<OpenDocument> {
  const pdf = await openPdf(bytes, options.password);

  async function readPage(pageIndex: number): Promise<PageContent> {
    const { value, lost } = await watchLostPictures(() => readAnyPage(pageIndex));
    if (value.text === '' && lost === 'too-large') {
      throw new ReadFailure(
        'too-large',
        'The picture on this page is too large to read safely. Scan it again at 300 dpi.',
      );
    }
    if (value.text === '' && lost === 'broken') {
      throw new ReadFailure(
        'unreadable',
        'The picture on this page is damaged. Ask the sender for a new copy.',
      );
    }
    return value;
  }

  async function readAnyPage(pageIndex: number): Promise<PageContent> {
    const page = await pdf.doc.getPage(pageIndex + 1);
    try {
      const layer = await readTextLayer(pdf.doc, page);
      const fromLayer = textLayerPage(layer);
      if (!needsOcr(layer, fromLayer.text)) return fromLayer;
      const { gray, dpi } = await drawGray(page);
      page.cleanup();
      const fromPicture = await readPicture(options.ocr, gray, dpi);
      return preferOcr(layer, fromLayer, fromPicture) ? fromPicture : fromLayer;
    } catch (error) {
      if (error instanceof ReadFailure) throw error;
      throw new ReadFailure('unreadable', 'This page is damaged and could not be read.', { cause: error });
    } finally {
      page.cleanup();
    }
  }

  return {
    format: 'pdf',
    pageCount: pdf.pageCount,
    readPage,
    async drawPage(pageIndex, { maxPixels, turn }) {
      const page = await pdf.doc.getPage(pageIndex + 1);
      try {
        const { width, height } = page.getViewport({ scale: 1 });
        const { canvas } = await renderPdfPage(
          page,
          Math.sqrt(maxPixels / (width * height)),
          turn,
          maxPixels,
        );
        return await canvas.encode('png');
      } finally {
        page.cleanup();
      }
    },
    close: () => pdf.close(),
  };
}
