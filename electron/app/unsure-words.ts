/** Words of a scan that the reading was not sure of, for a person to look at. Pure. */
import type { PageText } from '../../shared/domain/page-text.ts';

/**
 * On the sample's scans every misread word lies below 0.83 and hardly a right one below 0.85: about every second word
 * shown is wrong, and none that is wrong is missed. Signs without a letter or digit change no fact.
 */
const SURE_FROM = 0.85;

export interface UnsureWord {
  pageIndex: number;
  wordIndex: number;
  start: number;
  end: number;
  text: string;
}

export function unsureWords(page: PageText): UnsureWord[] {
  return page.words.flatMap(({ start, end, confidence }, wordIndex) => {
    const text = page.text.slice(start, end);
    if (confidence >= SURE_FROM || !/[\p{L}\p{N}]/u.test(text)) return [];
    return [{ pageIndex: page.pageIndex, wordIndex, start, end, text }];
  });
}
