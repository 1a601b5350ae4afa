/** What came back from a word processor, set against the letter that left. */
import type { EditedLetter } from '../../shared/api/contract.ts';
import type { LetterBlock, LetterModel } from '../../shared/domain/letter.ts';
import type { PageText } from '../../shared/domain/page-text.ts';
import { runText } from '../../shared/letter/plain-text.ts';
import { checkQuotes } from '../../shared/letter/check-quotes.ts';
import { readEditedLetter } from '../docx/read-edited.ts';
import { plain } from './plain.ts';

/** Throws where the bytes are no Word file of this letter. */
export function editedView(
  model: LetterModel,
  bytes: Uint8Array,
  getPage: (documentId: string, pageIndex: number) => PageText | null,
): EditedLetter {
  const edited = readEditedLetter(bytes, model, getPage);
  const words = (from: LetterModel, id: string) => {
    const block = from.blocks.find((each) => each.id === id);
    return block ? blockWords(block, from) : '';
  };
  const quotes = checkQuotes(edited.model, getPage);
  const told = new Set(edited.problems.map((problem) => problem.blockId));
  return {
    model: plain(edited.model),
    changed: edited.edited.map((blockId) => ({
      blockId,
      before: words(model, blockId),
      after: words(edited.model, blockId),
    })),
    removed: edited.removed.map((blockId) => ({ blockId, before: words(model, blockId) })),
    added: [...edited.added],
    problems: [
      ...edited.problems,
      ...quotes
        .filter((problem) => problem.blockId === null || !told.has(problem.blockId))
        .map(({ blockId, message }) => ({ blockId, message })),
    ],
  };
}

function blockWords(block: LetterBlock, model: LetterModel): string {
  return block.runs.map((run) => runText(run, model)).join('');
}
