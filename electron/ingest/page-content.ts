/** A page as the reading process knows it: what `PageText` holds, but without the ids that the caller gives. */
import type { PageText, PageTurn, Word } from '../../shared/domain/page-text.ts';

export interface PageContent extends Omit<
  PageText,
  'documentId' | 'pageIndex' | 'turn' | 'source' | 'words'
> {
  readonly words: Word[];
  readonly source: 'text-layer' | 'ocr' | 'plain';
  readonly turn: PageTurn;
}

/** A page of flowing text without a picture. */
export function plainPage(text: string): PageContent {
  return { text, words: [], width: 0, height: 0, source: 'plain', confidence: 1, turn: 0 };
}
