/** The letter of a kind as it stands: the person's own version if there is one, else the draft built from the case. */
import { letterModelSchema } from '../../shared/api/schemas.ts';
import type { LetterKind, LetterModel } from '../../shared/domain/letter.ts';
import { buildLetter } from '../../shared/letter/build-letter.ts';
import type { LetterInput } from '../../shared/letter/input.ts';
import { listLetters, type LetterRecord } from '../vault/stores/letters.ts';
import { letterInput } from './case-letter.ts';
import type { AppContext } from './context.ts';
import { exhibitChoices, withExhibitChoices } from './exhibit-choices.ts';
import { aboutEntry } from './track/follow-up-letter.ts';

export function savedLetter(context: AppContext, caseId: string, kind: LetterKind): LetterRecord | null {
  return listLetters(context.session.db(), caseId).find((letter) => letter.kind === kind) ?? null;
}

/** The edited letter if there is one, else the draft as the case stands now. */
export function currentLetter(
  context: AppContext,
  caseId: string,
  kind: LetterKind,
  input: () => LetterInput = () => letterInput(context, caseId),
): { model: LetterModel; hasEdits: boolean } {
  const saved = savedLetter(context, caseId, kind);
  const parsed = saved ? letterModelSchema.safeParse(saved.model) : null;
  const choices = exhibitChoices(context, caseId);
  if (parsed?.success) return { model: withExhibitChoices(parsed.data, choices), hasEdits: true };
  const built = buildLetter(kind, aboutEntry(context, caseId, kind, input()));
  return { model: withExhibitChoices(built, choices), hasEdits: false };
}
