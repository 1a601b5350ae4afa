/** What a viewer lights up: spans of one finding in one colour. */
import type { Span } from '../../shared/domain/page-text.ts';

export interface Highlight {
  id: string;
  /** 1 to 8, a colour of tokens.css. */
  hue: number;
  spans: readonly Span[];
  /** Drawn lighter: other findings on the same page. */
  faint?: boolean;
}

export interface GoTo {
  pageIndex: number;
  start: number;
  end: number;
}

export const hueCount = 8;
