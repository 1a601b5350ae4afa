/** Find in page: the typed words in order, whatever white space or line break stands between them, in any case. */
import type { PageText, Span } from '../../shared/domain/page-text.ts';

export function findOnPage(page: PageText, typed: string): Span[] {
  const words = typed
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (words.length === 0) return [];
  const pattern = new RegExp(words.join('\\s+'), 'giu');
  return [...page.text.matchAll(pattern)].map((match) => ({
    documentId: page.documentId,
    pageIndex: page.pageIndex,
    start: match.index,
    end: match.index + match[0].length,
    quote: match[0],
  }));
}
