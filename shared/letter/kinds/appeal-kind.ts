/** The letters that are appeals to the plan. */
import type { LetterKind } from '../../domain/letter.ts';

export type AppealKind = Extract<
  LetterKind,
  'first-level-appeal' | 'second-level-appeal' | 'expedited-appeal'
>;
