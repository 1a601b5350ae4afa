/** How densely a query's words stand on a page: the ranking where counting the whole index would be too slow. */
import type { QueryTerm } from './query.ts';
import { plainWord } from './words.ts';

/** As in BM25: the tenth mention of a word adds little. */
const saturation = 1.2;
/** Characters; a page of this length is neither rewarded nor punished. */
const usualLength = 2000;

/** Returns a score for a text, 0 when no word of the query is on it; only for comparing pages. */
export function makeDensity(terms: readonly QueryTerm[]): (text: string) => number {
  const words = [...new Set(terms.flatMap((term) => term.words))].map(beginning);
  return (text) => {
    const ascii = isAscii(text);
    const plain = ascii ? text.toLowerCase() : plainWord(text);
    const isInWord = ascii ? isAsciiLetter : isLetter;
    const norm = saturation * (0.25 + 0.75 * (plain.length / usualLength));
    return words.reduce((sum, word) => {
      const count = countWords(plain, word, isInWord);
      return sum + count / (count + norm);
    }, 0);
  };
}

/** "therapies" also counts "therapy": without its ending, at least three letters. */
function beginning(word: string): string {
  return word.slice(0, Math.max(3, word.length - 3));
}

type InWord = (text: string, at: number) => boolean;

/** How often a word begins with `start`. */
function countWords(text: string, start: string, isInWord: InWord): number {
  let count = 0;
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + start.length))
    if (at === 0 || !isInWord(text, at - 1)) count += 1;
  return count;
}

const isLetter: InWord = (text, at) => /[\p{L}\p{N}]/u.test(text.charAt(at));

/** In lower case; several times as fast as the expression above, and asked a thousand times a search. */
const isAsciiLetter: InWord = (text, at) => {
  const code = text.charCodeAt(at);
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
};

/** Most pages are, and taking accents off is the slowest step. */
function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the whole range is meant
  return /^[\x00-\x7f]*$/.test(text);
}
