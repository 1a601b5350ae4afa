/** Turns whatever a call throws into a code of ours, and the code into words for the person. */
import { ORPCError } from '@orpc/client';
import { errorCodes, type ErrorCode } from '../../shared/api/errors.ts';
import { t } from '../text/index.ts';

function isKnown(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

/** A code of the contract, or OFFLINE when the host did not answer at all. */
export function codeOf(error: unknown): ErrorCode | 'OFFLINE' {
  if (error instanceof ORPCError) return isKnown(error.code) ? error.code : 'INTERNAL';
  if (error instanceof TypeError) return 'OFFLINE';
  return 'INTERNAL';
}

/** Codes whose cause only the host knows: what is wrong with an entry, how much space is missing, what stands in the way. */
const hostSaysMore = new Set<string>(['BAD_INPUT', 'DISK_FULL', 'CONFLICT']);

/** One sentence with a next step. */
export function wordsFor(error: unknown): string {
  const code = codeOf(error);
  // It says so in a sentence without private words.
  if (hostSaysMore.has(code) && error instanceof ORPCError && /^[A-Z].*\.$/.test(error.message))
    return error.message;
  return t.errors[code];
}
