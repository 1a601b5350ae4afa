/** A PDF as a readable document: each page by its text layer where that can be trusted, else by OCR. */
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { FileSource } from '../file-source.ts';
import { takeGray, type Gray } from '../image/raster.ts';
import { readPicture } from '../ocr/ocr-page.ts';
import type { OpenDocument, OpenOptions } from '../open-document.ts';
import type { PageContent } from '../page-content.ts';
import { ReadFailure } from '../problems.ts';
import { confirmWords } from './confirm-words.ts';
import { watchLostPictures } from './lost-pictures.ts';
import { openPdf } from './open-pdf.ts';
import { renderPdfPage } from './render.ts';
import { readTextLayer } from './text-layer.ts';
import { textLayerPage } from './text-page.ts';
import { needsOcr, preferOcr, saysMore } from './trust.ts';

/** Letters of 8 points then have x-heights above 20 pixels, where Tesseract reads best. */
const ocrDpi = 250;
/** A scan of less is drawn as it is, down to this: more pixels would not say more. */
const lowestOcrDpi = 200;

/**
 * A long file is opened anew when more than this was fetched of it beyond what finding a page takes (pdf.js keeps all
 * that it was given). Finding one may take a part of the file for each page before it, so opening too often costs more
 * than it saves: with a third of this, a scan of 1,000 pages was fetched whole for every page.
 */
const keptBytes = 24 * 1024 * 1024;

/**
 * Longest side of paper that people scan, in points (tabloid, 17 inches). A longer page is nearly always a letter that a
 * scanner or program saved with a false resolution; it is read as if it had this size.
 */
const longestPaper = 17 * 72;

/**
 * How a page of `width` × `height` points whose picture claims `scanDpi` (0: none) is drawn for OCR: pixels per point, and how
 * many times larger the page says it is than the paper it was.
 */
export function ocrScale(
  width: number,
  height: number,
  scanDpi: number,
): { scale: number; enlarged: number } {
  const enlarged = Math.max(1, Math.max(width, height) / longestPaper);
  const wanted = scanDpi === 0 ? ocrDpi : Math.min(ocrDpi, Math.max(lowestOcrDpi, scanDpi * enlarged));
  return { scale: wanted / enlarged / 72, enlarged };
}

/** The page in grey, with its resolution on paper. */
async function drawGray(page: PDFPageProxy, scanDpi: number): Promise<{ gray: Gray; dpi: number }> {
  const { width, height } = page.getViewport({ scale: 1 });
  const wanted = ocrScale(width, height, scanDpi);
  const { canvas, scale } = await renderPdfPage(page, wanted.scale);
  return { gray: takeGray(canvas), dpi: scale * wanted.enlarged * 72 };
}

/** Opens the PDF; fails with a `ReadFailure` for locked, broken and oversized files. */
export async function openPdfDocument(source: FileSource, options: OpenOptions): Promise<OpenDocument> {
  let pdf = await openPdf(source, options.password);
  /** What was fetched before the first page was found, or null before that. */
  let toFind: number | null = null;

  /** The page, of a document that does not hold more of a long file than it needs. */
  async function pageAt(pageIndex: number): Promise<PDFPageProxy> {
    if (toFind !== null && pdf.fetchedBytes > toFind + keptBytes) {
      await pdf.close();
      pdf = await openPdf(source, options.password);
      toFind = null;
    }
    const page = await pdf.doc.getPage(pageIndex + 1);
    toFind ??= pdf.fetchedBytes;
    return page;
  }

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
    const page = await pageAt(pageIndex);
    try {
      const layer = await readTextLayer(pdf.doc, page);
      const fromLayer = textLayerPage(layer);
      if (!needsOcr(layer, fromLayer.text)) return fromLayer;
      const { gray, dpi } = await drawGray(page, layer.scanDpi);
      page.cleanup();
      const fromPicture = await readPicture(options.ocr, gray, dpi);
      if (preferOcr(layer, fromLayer, fromPicture)) return fromPicture;
      const confirmed = textLayerPage(confirmWords(layer, fromPicture, gray));
      return saysMore(fromPicture, confirmed) ? fromPicture : confirmed;
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
      const page = await pageAt(pageIndex);
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
