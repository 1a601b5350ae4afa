/** Spans and flat views of page text: the one place that turns offsets into quotes. */
import type { PageText, Span } from '../domain/page-text.ts';

/** The span `[start, end)` of a page, clamped to the page and trimmed of white space at both ends. */
export function spanOf(page: PageText, start: number, end: number): Span {
  let from = Math.max(0, Math.min(start, page.text.length));
  let to = Math.max(from, Math.min(end, page.text.length));
  while (from < to && isSpace(page.text.charCodeAt(from))) from++;
  while (to > from && isSpace(page.text.charCodeAt(to - 1))) to--;
  return {
    documentId: page.documentId,
    pageIndex: page.pageIndex,
    start: from,
    end: to,
    quote: page.text.slice(from, to),
  };
}

/** One space for every run of white space, trimmed. Offsets are lost; for display and comparison. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Two spans overlap on the same page. */
export function overlaps(a: Span, b: Span): boolean {
  return a.documentId === b.documentId && a.pageIndex === b.pageIndex && a.start < b.end && b.start < a.end;
}

/** The one span lies in the other, on the same page. */
export function within(inner: Span, outer: Span): boolean {
  return (
    inner.documentId === outer.documentId &&
    inner.pageIndex === outer.pageIndex &&
    inner.start >= outer.start &&
    inner.end <= outer.end
  );
}

/** True for the white space that page text may hold, by UTF-16 code. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x2007 || code === 0x202f;
}
