/** How hard a text is to read (Flesch-Kincaid grade), good to about one grade. */

/** School grade needed to read the text; null for fewer than 30 words. */
export function readingGrade(text: string): number | null {
  const sentences = text.split(/[.!?]+(?:\s|$)|\n{2,}/).filter((part) => /[a-z]/i.test(part)).length;
  const words = text.match(/[A-Za-z][A-Za-z'’-]*/g) ?? [];
  if (words.length < 30 || sentences === 0) return null;
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

/** Vowel groups, without a silent final e; at least one. */
function countSyllables(word: string): number {
  const groups = word
    .toLowerCase()
    .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '')
    .match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
}
