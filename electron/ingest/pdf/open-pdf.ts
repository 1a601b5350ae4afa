/** Opens PDFs with pdf.js in a plain Node process: no worker thread, no font loading, no scripts, no network. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { mostFetchedBytes, sentWholeBytes, sourceOf, type FileSource } from '../file-source.ts';
import { maxImagePixels, maxPages } from '../limits.ts';
import { ReadFailure } from '../problems.ts';

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string): string => join(packageFolder, name) + sep;

/** An open PDF. `close` frees it; pages must not be used after that. */
export interface OpenPdf {
  readonly doc: PDFDocumentProxy;
  readonly pageCount: number;
  /** Bytes of a long file that were fetched so far and are kept until it is closed. */
  readonly fetchedBytes: number;
  close(): Promise<void>;
}

/** Parts of this size are fetched. Finding page n of a scan takes a part for each page before it: small ones cost less. */
const partBytes = 64 * 1024;

/** Gives pdf.js the parts of a file as it asks for them. */
class Parts extends pdfjs.PDFDataRangeTransport {
  private readonly source: FileSource;
  fetchedBytes = 0;

  constructor(source: FileSource) {
    super(source.byteLength, null);
    this.source = source;
  }

  override requestDataRange(begin: number, end: number): void {
    void this.fetch(begin, end);
  }

  private async fetch(begin: number, end: number): Promise<void> {
    for (let start = begin; start < end; start += mostFetchedBytes) {
      // pdf.js keeps what it is given; a Buffer's own slice would share memory with other files.
      const part = new Uint8Array(await this.source.read(start, Math.min(end, start + mostFetchedBytes)));
      this.fetchedBytes += part.length;
      this.onDataRange(start, part);
    }
  }
}

/** Opens the file or fails with a `ReadFailure`. A small one is copied whole: pdf.js takes the bytes over. */
export async function openPdf(file: Uint8Array | FileSource, password?: string): Promise<OpenPdf> {
  const source = sourceOf(file);
  const parts = source.byteLength > sentWholeBytes ? new Parts(source) : null;
  const task = pdfjs.getDocument({
    ...(parts === null
      ? { data: new Uint8Array(await source.read(0, source.byteLength)) }
      : { range: parts, rangeChunkSize: partBytes, disableAutoFetch: true, disableStream: true }),
    ...(password === undefined ? {} : { password }),
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: maxImagePixels,
    verbosity: pdfjs.VerbosityLevel.WARNINGS,
  });
  try {
    const doc = await task.promise;
    if (doc.numPages === 0)
      throw new ReadFailure('empty', 'This PDF has no pages. Ask the sender for a new copy.');
    if (doc.numPages > maxPages) {
      throw new ReadFailure(
        'too-large',
        `This PDF has more than ${maxPages} pages. Split it and add the parts you need.`,
      );
    }
    return {
      doc,
      pageCount: doc.numPages,
      get fetchedBytes() {
        return parts?.fetchedBytes ?? 0;
      },
      close: () => task.destroy(),
    };
  } catch (error) {
    await task.destroy().catch(() => undefined);
    if (error instanceof ReadFailure) throw error;
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new ReadFailure(password === undefined ? 'password-needed' : 'wrong-password', undefined, {
        cause: error,
      });
    }
    throw new ReadFailure('unreadable', undefined, { cause: error });
  }
}
