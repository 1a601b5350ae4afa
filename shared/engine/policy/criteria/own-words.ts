/** The place of a clause within the words that it was taken from, so that a quote is no longer than what it says. */
import type { Span } from '../../../domain/page-text.ts';
import { escaped } from '../../../text/pattern.ts';

/** Words below this length name nothing that could be quoted alone. */
const shortest = 4;

/** Where the words stand within the span, whatever line breaks the page has in them; the span itself where they do not, or not once. */
export function ownSpan(span: Span, words: string): Span {
  const plain = words
    .trim()
    .replace(/^[,;:.)\s]+|[,;:(\s]+$/g, '')
    .trim();
  if (plain.length < shortest || plain.length >= span.quote.length) return span;
  const pattern = plain
    .split(/\s+/)
    .map((word) => escaped(word).replaceAll('-', String.raw`-\s*`))
    .join(String.raw`\s+`);
  const found = [...span.quote.matchAll(new RegExp(pattern, 'g'))];
  const [only] = found;
  if (only === undefined || found.length > 1) return span;
  const start = span.start + only.index;
  return { ...span, start, end: start + only[0].length, quote: only[0] };
}
