/**
 * The recovery code a person prints: 130 random bits as 26 letters and digits, then 2 check characters, in
 * seven groups of four. Crockford's base 32 has no I, L, O or U, and reads 0 for O and 1 for I and L.
 * The check is the number modulo 1021, a prime under 32², so every single wrong character and every swap of
 * two neighbours is caught before any key is tried.
 */
import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/api/errors.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secretLength = 26;
const checkLength = 2;
const modulus = 1021;

export interface RecoveryCode {
  /** For printing: XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX. */
  readonly code: string;
  /** What the key is derived from; the caller wipes it. */
  readonly secret: Uint8Array;
}

export function newRecoveryCode(): RecoveryCode {
  const random = randomBytes(secretLength);
  const digits = [...random].map((byte) => byte & 31); // 256 is a multiple of 32: no bias
  random.fill(0);
  return { code: format([...digits, ...checkDigits(digits)]), secret: Uint8Array.from(digits) };
}

/** The secret of a typed code; spaces, dashes and case do not matter. Throws BAD_INPUT on a typing error. */
export function parseRecoveryCode(typed: string): Uint8Array {
  const letters = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const digits = Array.from(letters, (letter) => alphabet.indexOf(letter));
  const wrongAt = digits.indexOf(-1);
  if (wrongAt >= 0)
    throw new AppError(
      'BAD_INPUT',
      `The recovery code has a character it cannot have, in group ${Math.floor(wrongAt / 4) + 1}.`,
    );
  if (digits.length !== secretLength + checkLength)
    throw new AppError(
      'BAD_INPUT',
      `The recovery code has ${secretLength + checkLength} characters; ${digits.length} were typed.`,
    );
  const secret = digits.slice(0, secretLength);
  const check = digits.slice(secretLength);
  if (checkDigits(secret).some((digit, index) => digit !== check[index]))
    throw new AppError(
      'BAD_INPUT',
      'The recovery code has a typing error. Compare it with the printed one, group by group.',
    );
  return Uint8Array.from(secret);
}

function checkDigits(digits: readonly number[]): number[] {
  const rest = digits.reduce((sum, digit) => (sum * 32 + digit) % modulus, 0);
  return [rest >> 5, rest & 31];
}

function format(digits: readonly number[]): string {
  const letters = digits.map((digit) => alphabet.charAt(digit)).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}
