/** One decision on several papers: what the letter leaves out, the statement of benefits of the same claim may say. */
import type { Denial } from '../../domain/denial.ts';
import { marksOf } from '../classify/marks.ts';
import type { ReadLetter } from './read-denial.ts';

/** Fields that are the same on every paper of a claim. */
const shared = ['insurer', 'memberName', 'memberId', 'serviceDate', 'requestDate', 'scan'] as const;

/**
 * The letter with the fields it leaves empty taken from the other papers on the same claim, the newest first. Papers
 * belong together where they share a number ("Claim T26-070688-1"). What the letter says itself stays.
 */
export function completeLetter(letter: ReadLetter, others: readonly ReadLetter[]): ReadLetter {
  const marks = marksOf(letter.letter.text);
  const same = others.filter((other) => [...marksOf(other.letter.text)].some((mark) => marks.has(mark)));
  return same.reduceRight(
    (whole, other) => ({ ...whole, denial: filled(whole.denial, other.denial) }),
    letter,
  );
}

function filled(denial: Denial, from: Denial): Denial {
  const missing = Object.fromEntries(
    shared.filter((field) => denial[field] === null).map((field) => [field, from[field]]),
  );
  return {
    ...denial,
    ...missing,
    procedureCodes: denial.procedureCodes.length > 0 ? denial.procedureCodes : from.procedureCodes,
    diagnosisCodes: denial.diagnosisCodes.length > 0 ? denial.diagnosisCodes : from.diagnosisCodes,
  };
}
