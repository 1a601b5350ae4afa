/** Undo for the letter: earlier models, newest last. View state only; the host keeps the letter itself. */
import { create } from 'zustand';
import type { LetterModel } from '../../../shared/domain/letter.ts';

const steps = 100;

export const useLetterPast = create<{ past: readonly LetterModel[] }>(() => ({ past: [] }));

export function remember(model: LetterModel): void {
  useLetterPast.setState((old) => ({ past: [...old.past.slice(1 - steps), model] }));
}

/** The model before the last change, taken off the list; null when there is none. */
export function stepBack(): LetterModel | null {
  const { past } = useLetterPast.getState();
  useLetterPast.setState({ past: past.slice(0, -1) });
  return past.at(-1) ?? null;
}
