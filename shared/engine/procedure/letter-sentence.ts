/** The sentence of the latest letter that a span stands in, to be quoted whole. */
import type { Span } from '../../domain/page-text.ts';
import type { CaseContext } from '../folder.ts';
import { pageOf, sentenceAround } from '../folder.ts';

/** The sentence around a span of the letter; the span itself where its page is not of the letter. */
export function letterSentence({ latest }: CaseContext, span: Span): Span {
  const page = pageOf(latest.letter.pages, span);
  return page === undefined ? span : sentenceAround(page, span.start, span.end);
}
