/** A span written into the address ("documentId:page:start:end"), so that any screen can send to a place on a page. */
import type { Span } from '../../shared/domain/page-text.ts';

export function placeOf(span: Span): string {
  return [span.documentId, span.pageIndex, span.start, span.end].join(':');
}

/** Null for anything else that an address may hold. The quote is not carried: pages know their own words. */
export function parsePlace(text: string | null): Span | null {
  const [documentId, ...rest] = (text ?? '').split(':');
  const [pageIndex, start, end] = rest.map(Number);
  if (!documentId || pageIndex === undefined || start === undefined || end === undefined) return null;
  if (![pageIndex, start, end].every((each) => Number.isInteger(each) && each >= 0)) return null;
  return { documentId, pageIndex, start, end, quote: '' };
}
