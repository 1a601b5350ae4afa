/** Pages from texts indented as they are printed: the blanks before a line tell where it begins, as the boxes of a PDF's words do. */
import type { DocumentText, PageText, Word } from '../../shared/domain/page-text.ts';

/** Where an unindented line begins, and how wide a blank is, as shares of the page's width. */
const margin = 0.11;
const blank = 0.009;

export function documentOf(documentId: string, pages: readonly string[]): DocumentText {
  return {
    documentId,
    fileName: `${documentId}.txt`,
    pages: pages.map((text, index) => pageOf(documentId, text, index)),
  };
}

function pageOf(documentId: string, printed: string, pageIndex: number): PageText {
  const words: Word[] = [];
  let text = '';
  for (const line of printed.split('\n')) {
    const plain = line.trim();
    const left = margin + blank * (line.length - line.trimStart().length);
    if (plain !== '')
      words.push({
        start: text.length,
        end: text.length + plain.length,
        box: [left, 0, 1, 0],
        confidence: 1,
      });
    text += `${plain}\n`;
  }
  return { documentId, pageIndex, text, words, width: 612, height: 792, source: 'text-layer', confidence: 1 };
}
