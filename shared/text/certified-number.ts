/** Form of a certified-mail number as the Postal Service prints it: length, service, and check digit. */

export type CertifiedCheck =
  /** Right in every respect. */
  | 'ok'
  /** Right length, but the last digit does not fit the others: look for a mistyped digit. */
  | 'check-digit'
  /** Not a number of the form of certified or registered mail. */
  | 'form';

/** Digits and letters without spaces and hyphens. */
export function bareMailNumber(text: string): string {
  return text.replace(/[\s-]+/g, '').toUpperCase();
}

/**
 * 20 digits from the green label (70…, 71…), 22 digits of a printed label (9407…, 9414… and other 92 to 95), or 13
 * characters of registered and foreign mail (RE123456785US). A wrong check digit is a warning, never a refusal.
 */
export function checkCertifiedNumber(text: string): CertifiedCheck {
  const number = bareMailNumber(text);
  if (/^7\d{19}$/.test(number) || /^9[1-5]\d{20}$/.test(number))
    return fitsModTen(number) ? 'ok' : 'check-digit';
  const foreign = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(number);
  if (foreign?.[1] !== undefined) return fitsModEleven(foreign[1], Number(foreign[2])) ? 'ok' : 'check-digit';
  return 'form';
}

/** In groups of four for reading: "9414 7118 9956 2447 5315 14". Anything else comes back as it was. */
export function spacedMailNumber(text: string): string {
  const number = bareMailNumber(text);
  return /^\d{20,22}$/.test(number) ? number.replace(/(\d{4})(?=\d)/g, '$1 ') : number;
}

/** From the right, without the check digit, every other digit counts three times; all together end in 0. */
function fitsModTen(number: string): boolean {
  const digits = Array.from(number, Number).toReversed();
  const [check = 0, ...others] = digits;
  const sum = others.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return (sum + check) % 10 === 0;
}

const foreignWeights = [8, 6, 4, 2, 3, 5, 9, 7];

/** The check digit of the Universal Postal Union's S10 numbers. */
function fitsModEleven(digits: string, check: number): boolean {
  const sum = Array.from(digits).reduce(
    (total, digit, index) => total + Number(digit) * (foreignWeights[index] ?? 0),
    0,
  );
  const expected = 11 - (sum % 11);
  return check === (expected === 10 ? 0 : expected === 11 ? 5 : expected);
}
