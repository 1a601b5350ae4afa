/** A person's correction of one misread word: text and the offsets of all later words move with it. */
import type { PageText } from '../../shared/domain/page-text.ts';

/** Null when the page has no such word. */
export function replaceWord(
  page: PageText,
  wordIndex: number,
  text: string,
): Pick<PageText, 'text' | 'words'> | null {
  const word = page.words[wordIndex];
  if (!word) return null;
  const shift = text.length - (word.end - word.start);
  return {
    text: page.text.slice(0, word.start) + text + page.text.slice(word.end),
    words: page.words.map((each, index) => {
      if (index === wordIndex) return { ...each, end: word.start + text.length, confidence: 1 };
      return each.start >= word.end ? { ...each, start: each.start + shift, end: each.end + shift } : each;
    }),
  };
}
