/** What a letter's statement says in its own words. */
import type { DenialAssertion } from '../../../domain/denial.ts';

/** The words that say what is missing, else the whole sentence. */
export function wordsOfClaim({ words, span }: Pick<DenialAssertion, 'words' | 'span'>): string {
  return words ?? span.quote;
}
