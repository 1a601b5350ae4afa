/**
 * The features by which a learned reader knows a sentence: stems of its words, pairs of neighbours, and parts of words, so that
 * a word it has not met ("radiculitis", "physiotherapist") is known by its kin, and one that a scanner broke by what is left.
 * Numbers are all alike: nobody's own numbers are learned.
 */

/** Features with how often they stand in the sentence. The letters before the colon are their family. */
export type Features = ReadonlyMap<string, number>;

const ending = /(?:ations?|ingly|edly|ments?|ings?|ness|ities|ity|ies|ied|ive|ed|es|ly|s|e|al|ic)$/;
const numberWords: ReadonlySet<string> = new Set(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty forty fifty sixty ninety'.split(
    ' ',
  ),
);
/** The longest sentence that is read whole; what is longer is a page without full stops. */
const mostLetters = 1500;

/** Words in lower case; numbers as "#", grades and fractions as "#/#". Marks are left out. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const [word] of text
    .slice(0, mostLetters)
    .toLowerCase()
    .replaceAll('\u2019', "'")
    .matchAll(/[a-z]+(?:'[a-z]+)?|\d+(?:[./]\d+)*/g))
    words.push(/^\d/.test(word) ? (word.includes('/') ? '#/#' : '#') : numberWords.has(word) ? '#' : word);
  return words;
}

export function stemOf(word: string): string {
  if (word.length <= 4) return word.length > 3 ? word.replace(/s+$/, '') : word;
  const stem = word.replace(ending, '');
  return stem.length >= 3 ? stem : word;
}

/** Families: u stems, b pairs of stems, c parts of words of three to five letters. */
export function sentenceFeatures(text: string): Features {
  const words = wordsOf(text);
  const stems = words.map(stemOf);
  const features = new Map<string, number>();
  const add = (feature: string): void => void features.set(feature, (features.get(feature) ?? 0) + 1);
  let before = '^';
  for (const stem of stems) {
    add(`u:${stem}`);
    add(`u:${before} ${stem}`);
    before = stem;
  }
  add(`u:${before} $`);
  for (const word of words) {
    if (word.length < 2) continue;
    const edged = `<${word}>`;
    for (let size = 3; size <= 5; size += 1)
      for (let at = 0; at + size <= edged.length; at += 1) add(`c:${edged.slice(at, at + size)}`);
  }
  return features;
}
