/** What the app asks of the reading process: pages of a file one by one, and pictures of pages. */
import type { PageText } from '../../shared/domain/page-text.ts';

export type PageRead = Omit<PageText, 'documentId' | 'pageIndex'>;

export interface ReadOptions {
  readonly password?: string;
  /** Pages not to read again. */
  readonly skipPages?: ReadonlySet<number>;
  readonly signal?: AbortSignal;
  readonly onOpen?: (pageCount: number, mediaType: string) => void;
  readonly onPage: (pageIndex: number, page: PageRead) => void;
  readonly onPageProblem?: (pageIndex: number, message: string) => void;
}

export interface ReadResult {
  readonly pageCount: number;
  /** Null when every page was read. The message is one clear sentence with the next step. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** Runs apart from the process that holds the key; a crash of it fails the file, not the app. */
export interface DocumentReader {
  read(bytes: Uint8Array, options: ReadOptions): Promise<ReadResult>;
  /** PNG of a page, upright; null for flowing documents. */
  drawPage(
    bytes: Uint8Array,
    pageIndex: number,
    options: { readonly width: number; readonly turn: number; readonly password?: string },
  ): Promise<Uint8Array | null>;
  close(): Promise<void>;
}
