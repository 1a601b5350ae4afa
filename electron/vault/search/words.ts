/** What counts as a word or a code in search, and when two words look alike to an OCR engine or a typist. */

/**
 * Codes as single words, without their dot: ICD-10 (M54.16), CPT (72148, 0042T), HCPCS (A9585). Letters that
 * OCR confuses with digits are read as digits after the first place (M54.I6).
 */
const code = /\b(?:[A-Z][0-9OIl]{2}(?:\.[0-9A-ZOIl]{1,4})?|[0-9]{5}|[A-Z][0-9]{4}|[0-9]{4}[A-Z])\b/g;

export function normalizeCode(text: string): string {
  return text
    .replace('.', '')
    .replace(/(?!^)O/g, '0')
    .replace(/(?!^)[Il]/g, '1')
    .toLowerCase();
}

/** Each code of a text with where it stands. */
export function findCodes(text: string): { code: string; start: number; end: number }[] {
  return Array.from(text.matchAll(code), (match) => ({
    code: normalizeCode(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The distinct codes of a text, for the index. */
export function codesIn(text: string): string {
  return [...new Set(findCodes(text).map((found) => found.code))].join(' ');
}

/** The distinct words of a text with a letter in them, 3 to 30 characters, lower case, without accents. */
export function termsIn(text: string): Set<string> {
  const plain = plainWord(text);
  return new Set(
    Array.from(plain.matchAll(/[\p{L}\p{N}]{3,30}/gu), ([term]) => term).filter((term) =>
      /\p{L}/u.test(term),
    ),
  );
}

export function plainWord(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const lookAlikes: Record<string, string> = { '0': 'o', '1': 'l', i: 'l', '5': 's', '8': 'b' };

/** Words that OCR takes for each other fold to the same: "pa1n" and "pain", "rnyelopathy" and "myelopathy". */
export function fold(term: string): string {
  return term
    .replace(/[01i58]/g, (mark) => lookAlikes[mark] ?? mark)
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd');
}

/** How many slips a word may have: none under 5 letters, one under 8, then two. Look-alikes are free. */
export function slipsAllowed(word: string): number {
  if (word.length < 5) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * Slips between two words (a letter wrong, missing, added, or two neighbours swapped), or `limit + 1` when
 * there are more.
 */
export function countSlips(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(at(last, b.length), limit + 1);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
