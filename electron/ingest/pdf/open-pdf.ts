/** Opens PDFs with pdf.js in a plain Node process: no worker thread, no font loading, no scripts, no network. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { maxImagePixels, maxPages } from '../limits.ts';
import { ReadFailure } from '../problems.ts';

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string): string => join(packageFolder, name) + sep;

/** An open PDF. `close` frees it; pages must not be used after that. */
export interface OpenPdf {
  readonly doc: PDFDocumentProxy;
  readonly pageCount: number;
  close(): Promise<void>;
}

/** Opens the file or fails with a `ReadFailure`. The bytes are copied: pdf.js takes them over. */
export async function openPdf(bytes: Uint8Array, password?: string): Promise<OpenPdf> {
  const task = pdfjs.getDocument({
    // A Buffer's own slice would share memory, and pdf.js refuses Buffers.
    data: new Uint8Array(bytes),
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
    return { doc, pageCount: doc.numPages, close: () => task.destroy() };
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
