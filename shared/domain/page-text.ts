/** What reading a document yields, whatever it was (PDF text layer, scan, photo, DOCX, TXT). */

/** Left, top, right, bottom as fractions (0..1) of the page as a person sees it (turned upright). */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** A word of a page: `[start, end)` are UTF-16 offsets into `PageText.text`. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly box: Box;
  /** 0..1; 1 for text layers. */
  readonly confidence: number;
}

export type TextSource = 'text-layer' | 'ocr' | 'plain' | 'corrected';

/**
 * One page in reading order. In `text` a line ends with "\n", a vertical gap (new paragraph or block)
 * is "\n\n", and a wide gap inside a line (table cell, "label   value") is "\t". Words never span lines.
 * `words` is empty for flowing documents (DOCX, TXT), which have no page picture and are shown as text.
 */
export interface PageText {
  readonly documentId: string;
  /** From 0. */
  readonly pageIndex: number;
  readonly text: string;
  readonly words: readonly Word[];
  /** In points (1/72 inch), upright; 0 where the document has no fixed pages. */
  readonly width: number;
  readonly height: number;
  readonly source: TextSource;
  /** Mean word confidence, 0..1. */
  readonly confidence: number;
  /**
   * Quarter turns, clockwise in degrees, that set the file's own page upright (a sideways scan). Boxes,
   * width and height are those of the upright page; whoever draws the page turns it by this. Absent: 0.
   */
  readonly turn?: PageTurn;
}

/** Degrees clockwise. */
export type PageTurn = 0 | 90 | 180 | 270;

/** A document as the engine takes it. Pages are complete and in order. */
export interface DocumentText {
  readonly documentId: string;
  readonly fileName: string;
  readonly pages: readonly PageText[];
}

/**
 * A place in stored page text: UTF-16, half-open, `quote === page.text.slice(start, end)`.
 * Anything that claims a fact carries at least one.
 */
export interface Span {
  readonly documentId: string;
  readonly pageIndex: number;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}
