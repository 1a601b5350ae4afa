/** Keeps a citation of law on one line: "29 CFR 2560.503-1(h)(3)" must not end one line with "(h)" and begin the next with "(3)". */

/**
 * U+FEFF inside a text: unseen, no break on either side (Unicode UAX 14, class WJ). LibreOffice breaks behind a zero width
 * joiner, and Times New Roman has no U+2060, for which Word would take a taller font.
 */
export const joiner = '\ufeff';
const space = '\u00a0';

/** For our own words only: quoted words stay as they are. */
export function citationsHeld(words: string): string {
  return words
    .replaceAll(')(', `)${joiner}(`)
    .replace(/\b(\d+) (CFR|USC|U\.S\.C\.|CCR|TAC|NYCRR|FR) (?=[\d§])/g, `$1${space}$2${space}`)
    .replace(/CFR\u00a0[\d.]+-(?=\d)/g, (start) => start + joiner)
    .replace(/(§+) (?=\d)/g, `$1${space}`)
    .replace(/\b(CPT|HCPCS) (?=[A-Z]?\d)/g, `$1${space}`);
}
