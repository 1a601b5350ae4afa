/** Any patient's file, opened by its content and read page by page. Runs inside the reading process, never beside a key. */
import { decodeImage, decodeToCanvas } from './image/decode.ts';
import { maxFileBytes, maxTextBytes } from './limits.ts';
import { readPicture } from './ocr/ocr-page.ts';
import { decodeText } from './office/decode-text.ts';
import { readDocx } from './office/docx.ts';
import { htmlToText } from './office/html-text.ts';
import type { OpenDocument, OpenOptions } from './open-document.ts';
import { plainPage } from './page-content.ts';
import { openPdfDocument } from './pdf/pdf-document.ts';
import { ReadFailure } from './problems.ts';
import { sniffFormat, type FileFormat } from './sniff.ts';

/** A phone photo claims 72 dpi; a letter page that fills the picture tells more. */
function likelyDpi(width: number, height: number, claimed: number): number {
  if (claimed >= 100 && claimed <= 1200) return claimed;
  return Math.max(width, height) / 11;
}

function openText(format: FileFormat, text: string): OpenDocument {
  if (text.trim() === '')
    throw new ReadFailure('empty', 'This file holds no text. Check that it is the right one.');
  return {
    format,
    pageCount: 1,
    readPage: () => Promise.resolve(plainPage(text)),
    drawPage: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
}

function openImage(format: FileFormat, bytes: Uint8Array, options: OpenOptions): OpenDocument {
  return {
    format,
    pageCount: 1,
    async readPage() {
      const { gray, dpi } = await decodeImage(bytes);
      return readPicture(options.ocr, gray, likelyDpi(gray.width, gray.height, dpi));
    },
    async drawPage(_pageIndex, { maxPixels }) {
      const { canvas } = await decodeToCanvas(bytes, maxPixels);
      return canvas.encode('png');
    },
    close: () => Promise.resolve(),
  };
}

/** Opens the file by its content or fails with a `ReadFailure` that says what to do. */
export async function openDocument(bytes: Uint8Array, options: OpenOptions): Promise<OpenDocument> {
  if (bytes.length > maxFileBytes) throw new ReadFailure('too-large');
  const format = sniffFormat(bytes);
  switch (format) {
    case 'empty':
      throw new ReadFailure('empty');
    case 'pdf':
      return openPdfDocument(bytes, options);
    case 'jpeg':
    case 'png':
    case 'webp':
    case 'gif':
    case 'bmp':
      return openImage(format, bytes, options);
    case 'docx':
      return openText(format, await readDocx(bytes));
    case 'html':
    case 'text': {
      if (bytes.length > maxTextBytes) throw new ReadFailure('too-large');
      const text = decodeText(bytes);
      return openText(format, format === 'html' ? htmlToText(text) : text);
    }
    case 'heic':
      throw new ReadFailure(
        'unsupported',
        'This photo is in HEIC format, which cannot be read here. Share or save it as JPEG and add that instead.',
      );
    default:
      throw new ReadFailure('unsupported');
  }
}
