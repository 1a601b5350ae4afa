/** What an exhibit packet is made from and what the builder reports while it works. */
import type { LetterModel } from '../../shared/domain/letter.ts';
import type { Box, PageText } from '../../shared/domain/page-text.ts';

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Parts of a page to black out: boxes as fractions of the upright page, or ranges of its text where it has no picture. */
export interface Redaction {
  readonly documentId: string;
  /** From 1. */
  readonly pageNumber: number;
  readonly boxes: readonly Box[];
  /** Offsets into the page's text, half open. */
  readonly hidden?: readonly TextRange[];
}

export interface Original {
  readonly bytes: Uint8Array;
  /** 'pdf' is copied page by page; 'image' is placed; 'text' (DOCX, TXT, mail …) is laid out from its page text. */
  readonly form: 'pdf' | 'image' | 'text';
  readonly password?: string;
}

export interface PacketLimits {
  /** Most pages in one file, cover sheets and index included (fax). */
  readonly maxPages?: number;
  /** Most bytes in one file (portal upload). */
  readonly maxBytes?: number;
}

export interface PacketRequest {
  /** Its exhibits, their page choice and the quotes to highlight. */
  readonly model: LetterModel;
  /** The stored original; called once for each exhibit and file, when its turn comes. Never changed. */
  readonly getOriginal: (documentId: string) => Promise<Original>;
  readonly getPage: (documentId: string, pageIndex: number) => Promise<PageText | null> | PageText | null;
  /**
   * The upright page as PNG of at most `maxPixels`. Needed for redacted pages, sideways or unusual pictures, and PDFs
   * that cannot be copied; null where the page cannot be drawn.
   */
  readonly drawPage: (documentId: string, pageIndex: number, maxPixels: number) => Promise<Uint8Array | null>;
  readonly redactions?: readonly Redaction[];
  readonly limits?: PacketLimits;
  readonly signal?: AbortSignal;
}

export type PacketEvent =
  | { readonly type: 'progress'; readonly donePages: number; readonly totalPages: number }
  /** Something the person should know: a page shown as a picture, a file above the limit, a quote blacked out. */
  | {
      readonly type: 'notice';
      readonly message: string;
      readonly exhibit: string;
      readonly pageNumber: number | null;
    }
  | { readonly type: 'file'; readonly file: PacketFile };

export interface PacketFile {
  /** "exhibits.pdf", or "exhibits-part-2.pdf" where the packet is split. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly pageCount: number;
  /** Where each stamped page lies in this file: "EX-B 0007" → page from 1. */
  readonly stamps: ReadonlyMap<string, number>;
  /** How many pages of this file a stamped page takes: long text runs over several. */
  readonly sheets: ReadonlyMap<string, number>;
}

/** "EX-B 0007": letter and page number within the exhibit's document. */
export function stampText(letter: string, pageNumber: number): string {
  return `EX-${letter} ${String(pageNumber).padStart(4, '0')}`;
}
