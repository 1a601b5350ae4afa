/** The steps a person takes on a letter, each giving a new model. Pure. */
import type { LetterBlock, LetterModel, Run } from '../../../shared/domain/letter.ts';

export function changeBlock(model: LetterModel, id: string, change: Partial<LetterBlock>): LetterModel {
  return {
    ...model,
    blocks: model.blocks.map((block) => (block.id === id ? { ...block, ...change } : block)),
  };
}

export function editBlock(model: LetterModel, id: string, runs: readonly Run[]): LetterModel {
  return changeBlock(model, id, { runs, edited: true });
}

/** Moves a block one place up (-1) or down (1); at the ends nothing changes. */
export function moveBlock(model: LetterModel, id: string, by: -1 | 1): LetterModel {
  const from = model.blocks.findIndex((block) => block.id === id);
  const to = from + by;
  const block = model.blocks[from];
  if (!block || to < 0 || to >= model.blocks.length) return model;
  const blocks = model.blocks.filter((each) => each.id !== id);
  blocks.splice(to, 0, block);
  return { ...model, blocks };
}

/** An empty paragraph of the person's own after `id`. */
export function addParagraph(model: LetterModel, id: string, newId: string): LetterModel {
  const at = model.blocks.findIndex((block) => block.id === id);
  const block: LetterBlock = {
    id: newId,
    type: 'paragraph',
    runs: [],
    findingIds: [],
    authorities: [],
    included: true,
    edited: true,
  };
  return { ...model, blocks: [...model.blocks.slice(0, at + 1), block, ...model.blocks.slice(at + 1)] };
}

export function removeBlock(model: LetterModel, id: string): LetterModel {
  return { ...model, blocks: model.blocks.filter((block) => block.id !== id) };
}

/** Own paragraphs can be deleted; built ones are only left out, so that they can come back. */
export const isOwn = (block: LetterBlock) => block.id.startsWith('own-');

/** Numbers of numbered items, counted anew after every other kind of block; null for the others. */
export function itemNumbers(blocks: readonly LetterBlock[]): (number | null)[] {
  let count = 0;
  return blocks.map((block) => {
    if (block.type !== 'numbered-item') {
      count = 0;
      return null;
    }
    if (!block.included) return null;
    count += 1;
    return count;
  });
}
