/** What every kind of file looks like once it is open: pages to read and pages to draw. */
import type { PageTurn } from '../../shared/domain/page-text.ts';
import type { OcrEngine } from './ocr/engine.ts';
import type { PageContent } from './page-content.ts';
import type { FileFormat } from './sniff.ts';

/** How large and how turned a page picture is wanted. */
export interface PictureOptions {
  /** Upper bound of width × height. */
  readonly maxPixels: number;
  readonly turn: PageTurn;
}

/** An open file. Pages may be read in any order; each call may fail with a `ReadFailure` without spoiling the others. */
export interface OpenDocument {
  readonly format: FileFormat;
  readonly pageCount: number;
  readPage(pageIndex: number): Promise<PageContent>;
  /** PNG bytes, or null where the page has no picture (DOCX, text). */
  drawPage(pageIndex: number, options: PictureOptions): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly password?: string | undefined;
  readonly ocr: OcrEngine;
}
