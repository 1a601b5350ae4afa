/** Numbers as people write them in charts and letters: digits, fractions, words, "six (6)". */

const words: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  once: 1,
  twice: 2,
  couple: 2,
  dozen: 12,
  half: 0.5,
};
const fractions: Readonly<Record<string, number>> = {
  '½': 0.5,
  '¼': 0.25,
  '¾': 0.75,
  '⅓': 1 / 3,
  '⅔': 2 / 3,
  '1/2': 0.5,
  '1/4': 0.25,
  '3/4': 0.75,
};

const tens = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const ones = 'one|two|three|four|five|six|seven|eight|nine';
const small = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';

/** Source of a pattern (no capturing groups) for a number in words up to ninety-nine. */
export const numberWordSource = `(?:(?:${tens})(?:[- ](?:${ones}))?|${small}|${ones})`;
const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

/** Source of a pattern (no capturing groups) for a place in a row: "third", "10th". */
export const ordinalWordSource = `(?:${ordinals.join('|')}|\\d{1,2}(?:st|nd|rd|th))`;

/** 3 for "third" and "3rd"; null for what is no such word. */
export function readOrdinal(text: string): number | null {
  const digits = /^\d{1,2}/.exec(text)?.[0];
  if (digits !== undefined) return Number(digits);
  const place = ordinals.indexOf(text.toLowerCase());
  return place < 0 ? null : place + 1;
}

/** Source of a pattern (no capturing groups) for a number in digits, with decimals or a fraction. */
export const digitsSource =
  '(?:\\d{1,4} ?[½¼¾⅓⅔]|\\d{1,3}[ -](?:1\\/2|1\\/4|3\\/4)|[½¼¾⅓⅔]|\\d{1,5}(?:,\\d{3})*(?:\\.\\d{1,3})?)';
/** Either, optionally repeated in brackets: "six (6)", "6 (six)". */
export const numberSource = `(?:(?:${numberWordSource}|${digitsSource})(?: ?\\((?:${digitsSource}|${numberWordSource})\\))?)`;

/** The value of a number written in any of those ways, or null. Bracketed repetition: the digits win. */
export function readNumber(text: string): number | null {
  const raw = text.trim().toLowerCase();
  const bracket = /^(.*?)\s*\(([^)]*)\)$/.exec(raw);
  if (bracket) {
    const inner = readNumber(bracket[2] ?? '');
    const outer = readNumber(bracket[1] ?? '');
    return /\d/.test(bracket[2] ?? '') ? (inner ?? outer) : (outer ?? inner);
  }
  if (/^\d[\d,]*(?:\.\d+)?$/.test(raw)) return Number(raw.replaceAll(',', ''));
  const mixed = /^(\d+)[ -]?(½|¼|¾|⅓|⅔|1\/2|1\/4|3\/4)$/.exec(raw);
  if (mixed) return Number(mixed[1]) + (fractions[mixed[2] ?? ''] ?? 0);
  const fraction = fractions[raw];
  if (fraction !== undefined) return fraction;
  const [first, second, more] = raw.split(/[- ]/);
  const a = words[first ?? ''];
  if (a === undefined || more !== undefined) return null;
  if (second === undefined) return a;
  const b = words[second];
  return b !== undefined && a >= 20 && b < 10 ? a + b : null;
}
