/** Keeps a citation of law on one line: "29 CFR 2560.503-1(h)(3)" must not end one line with "(h)" and begin the next with "(3)". */

/** Unseen, and in every font of a word processor; a break is not allowed on either side of it (Unicode UAX 14, LB8a). */
export const joiner = '\u200d';
const space = '\u00a0';

/** For our own words only: quoted words stay as they are. */
export function citationsHeld(words: string): string {
  return words
    .replaceAll(')(', `)${joiner}(`)
    .replace(/\b(\d+) (CFR|U\.S\.C\.|CCR|TAC|NYCRR|FR) (?=[\d§])/g, `$1${space}$2${space}`)
    .replace(/(§+) (?=\d)/g, `$1${space}`);
}
