/** Any patient's file, opened by its content and read page by page. Runs inside the reading process, never beside a key. */
import { fetchWhole, sentWholeBytes, sourceOf, type FileSource } from './file-source.ts';
import { openImage } from './image/picture-document.ts';
import { maxFileBytes, maxTextBytes } from './limits.ts';
import { decodeText } from './office/decode-text.ts';
import { htmlToText } from './office/html-text.ts';
import { readRtf } from './office/rtf.ts';
import type { OpenDocument, OpenOptions } from './open-document.ts';
import { plainPage } from './page-content.ts';
import { openPdfDocument } from './pdf/pdf-document.ts';
import { ReadFailure } from './problems.ts';
import { sniffFormat, type FileFormat } from './sniff.ts';

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

/** The mail's own page, then the pages of what is attached to it and can be opened. */
async function openMail(bytes: Uint8Array, options: OpenOptions, depth: number): Promise<OpenDocument> {
  const { readMail } = await import('./office/eml.ts');
  const mail = await readMail(bytes);
  const parts: OpenDocument[] = [openText('eml', mail.text)];
  for (const attachment of mail.attachments) {
    // What cannot be opened (calendar files, signatures, locked files) is left out; it can be added by itself.
    const part = await openAny(attachment, options, depth + 1).catch(() => null);
    if (part !== null) parts.push(part);
  }
  const places = parts.flatMap((part) =>
    Array.from({ length: part.pageCount }, (_, index) => ({ part, index })),
  );
  const at = (pageIndex: number): { part: OpenDocument; index: number } => {
    const place = places[pageIndex];
    if (place === undefined) throw new ReadFailure('unreadable');
    return place;
  };
  return {
    format: 'eml',
    pageCount: places.length,
    async readPage(pageIndex) {
      const { part, index } = at(pageIndex);
      return part.readPage(index);
    },
    async drawPage(pageIndex, picture) {
      const { part, index } = at(pageIndex);
      return part.drawPage(index, picture);
    },
    async close() {
      for (const part of parts) await part.close();
    },
  };
}

/** Mails in mails in mails: deeper ones are left out. */
const deepestMail = 3;

/** Opens the file by its content or fails with a `ReadFailure` that says what to do. */
export function openDocument(bytes: Uint8Array, options: OpenOptions): Promise<OpenDocument> {
  return openSource(sourceOf(bytes), options);
}

/** Where a file says what it is: its first bytes. */
const headBytes = 4096;

/** As `openDocument`, but a long PDF is fetched by parts, as its pages are read. */
export async function openSource(source: FileSource, options: OpenOptions): Promise<OpenDocument> {
  if (source.byteLength > maxFileBytes) throw new ReadFailure('too-large');
  if (source.byteLength > sentWholeBytes && sniffFormat(await source.read(0, headBytes)) === 'pdf') {
    return openPdfDocument(source, options);
  }
  return openAny(await fetchWhole(source), options, 0);
}

/** Formats that are seldom met bring large libraries: they are loaded when the first such file comes. */
async function openAny(bytes: Uint8Array, options: OpenOptions, depth: number): Promise<OpenDocument> {
  const format = sniffFormat(bytes);
  switch (format) {
    case 'empty':
      throw new ReadFailure('empty');
    case 'pdf':
      return openPdfDocument(sourceOf(bytes), options);
    case 'jpeg':
    case 'png':
    case 'webp':
    case 'gif':
    case 'bmp':
    case 'avif':
      return openImage(format, bytes, options);
    case 'docx':
      return openText(format, await (await import('./office/docx.ts')).readDocx(bytes));
    case 'html':
    case 'text': {
      if (bytes.length > maxTextBytes) throw new ReadFailure('too-large');
      const text = decodeText(bytes);
      return openText(format, format === 'html' ? htmlToText(text) : text);
    }
    case 'tiff':
      return (await import('./image/tiff.ts')).openTiff(bytes, options);
    case 'rtf':
      if (bytes.length > maxTextBytes) throw new ReadFailure('too-large');
      return openText(format, readRtf(bytes));
    case 'eml':
      if (depth >= deepestMail) throw new ReadFailure('unsupported');
      return openMail(bytes, options, depth);
    case 'heic':
      return (await import('./image/heic.ts')).openHeic(bytes, options);
    default:
      throw new ReadFailure('unsupported');
  }
}
