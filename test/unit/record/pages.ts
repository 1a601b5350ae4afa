/** Pages of a document from plain texts. */
import type { PageText } from '../../../shared/domain/page-text.ts';

export function pagesOf(...texts: string[]): PageText[] {
  return texts.map((text, pageIndex) => ({
    documentId: 'doc',
    pageIndex,
    text,
    words: [],
    width: 0,
    height: 0,
    source: 'plain',
    confidence: 1,
  }));
}
