/** The one door to the letters: a kind and a case in, a letter as data out. Pure; the same input gives the same letter. */
import type { LetterKind, LetterModel } from '../domain/letter.ts';
import type { LetterInput } from './input.ts';
import { buildAppeal } from './kinds/appeal.ts';

/**
 * Builds a letter. Every statement of fact in it is a quote run with its place; gaps and findings that help the
 * insurer never enter; what nobody has told stays a placeholder. It does not refuse kinds that do not fit the plan:
 * ask `letterAvailability` first.
 */
export function buildLetter(kind: LetterKind, input: LetterInput): LetterModel {
  switch (kind) {
    case 'first-level-appeal':
    case 'second-level-appeal':
    case 'expedited-appeal':
      return buildAppeal(kind, input);
    default:
      throw new Error(`no builder for ${kind}`);
  }
}
