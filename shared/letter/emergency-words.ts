/** In an emergency chart the titles prove little: the sentences are found that show how urgent the scan was. */
import type { Span } from '../domain/page-text.ts';
import { splitSentences } from '../text/blocks.ts';
import { matchesPattern } from '../text/pattern.ts';
import { spanOf } from '../text/spans.ts';
import type { LetterInput } from './input.ts';

const maxSentence = 260;

/**
 * Sentences of urgency on the pages that the spans stand on, in the order of the rules' patterns, then the spans
 * themselves. The spans alone where the pages are not at hand or hold none.
 */
export function emergencyRecord(spans: readonly Span[], input: LetterInput): readonly Span[] {
  const pages = new Map(spans.map((span) => [`${span.documentId} ${span.pageIndex}`, span]));
  const { shows, unless } = input.rules.texts.emergency;
  const sentences = [...pages.values()].flatMap((span) => {
    const page = input.page?.(span.documentId, span.pageIndex) ?? null;
    return page
      ? splitSentences(page.text)
          .filter((sentence) => sentence.end - sentence.start <= maxSentence)
          .map((sentence) => spanOf(page, sentence.start, sentence.end))
      : [];
  });
  const found: Span[] = [];
  for (const pattern of shows)
    for (const span of sentences)
      if (
        !found.includes(span) &&
        matchesPattern(pattern, span.quote) &&
        !unless.some((not) => matchesPattern(not, span.quote))
      )
        found.push(span);
  return [...found, ...spans];
}
