/** The sentence of the latest letter that a span stands in, to be quoted whole. */
import type { Span } from '../../domain/page-text.ts';
import type { CaseContext } from '../folder.ts';
import { sentenceAround } from '../folder.ts';

/** The sentence around a span of the letter; the span itself where its page is not of the letter. */
export function lineOf({ latest }: CaseContext, span: Span): Span {
  const page = latest.letter.pages.find(
    ({ documentId, pageIndex }) => documentId === span.documentId && pageIndex === span.pageIndex,
  );
  return page === undefined ? span : sentenceAround(page, span.start, span.end);
}
