/** A letter as one text over its pages, with every place traceable to its page. */
import type { PageText, Span } from '../../domain/page-text.ts';
import { spanOf } from '../../text/spans.ts';

export interface LetterText {
  readonly pages: readonly PageText[];
  /** The pages' texts one behind the other, parted by a form feed between blank lines. */
  readonly text: string;
  /** Offset in `text` at which each page starts. */
  readonly starts: readonly number[];
}

const pageBreak = '\n\n\f\n\n';

/** Joins pages, in the order given. */
export function joinPages(pages: readonly PageText[]): LetterText {
  const starts: number[] = [];
  let text = '';
  for (const page of pages) {
    if (text !== '') text += pageBreak;
    starts.push(text.length);
    text += page.text;
  }
  return { pages, text, starts };
}

/** Which page (index into `pages`) an offset lies on. */
export function pageAt(letter: LetterText, offset: number): number {
  let index = 0;
  for (let i = 0; i < letter.starts.length; i++) if ((letter.starts[i] ?? 0) <= offset) index = i;
  return index;
}

/** The span of `[start, end)` on the page where it starts; cut at that page's end. Null only for an empty letter. */
export function letterSpan(letter: LetterText, start: number, end: number): Span | null {
  const index = pageAt(letter, start);
  const page = letter.pages[index];
  if (page === undefined) return null;
  const base = letter.starts[index] ?? 0;
  return spanOf(page, start - base, Math.min(end - base, page.text.length));
}
