/** The pure steps behind the screens: dividing packets, changing letters, ordering findings and cases. */
import { describe, expect, it } from 'vitest';
import { groupOf } from '../../../renderer/features/desk/groups.ts';
import {
  addParagraph,
  changeBlock,
  itemNumbers,
  moveBlock,
  removeBlock,
} from '../../../renderer/features/letter/model.ts';
import { coverAll, joinWithPrevious, splitBefore } from '../../../renderer/features/papers/parts.ts';
import type { LetterBlock, LetterModel } from '../../../shared/domain/letter.ts';

describe('parts of a packet', () => {
  const whole = coverAll([], 10);
  it('cover every page once, whatever was read', () => {
    expect(whole).toEqual([{ firstPage: 0, lastPage: 9, kind: 'other' }]);
    const holes = coverAll(
      [
        { firstPage: 5, lastPage: 20, kind: 'claim-file' },
        { firstPage: 1, lastPage: 2, kind: 'denial-letter' },
      ],
      10,
    );
    expect(holes).toEqual([
      { firstPage: 0, lastPage: 2, kind: 'denial-letter' },
      { firstPage: 3, lastPage: 9, kind: 'claim-file' },
    ]);
  });
  it('are cut and joined again', () => {
    const cut = splitBefore(whole, 4);
    expect(cut.map((part) => [part.firstPage, part.lastPage])).toEqual([
      [0, 3],
      [4, 9],
    ]);
    expect(splitBefore(cut, 4)).toEqual(cut);
    expect(joinWithPrevious(cut, 1)).toEqual(whole);
  });
});

const block = (id: string, type: LetterBlock['type'] = 'paragraph'): LetterBlock => ({
  id,
  type,
  runs: [],
  findingIds: [],
  authorities: [],
  included: true,
});
const letter: LetterModel = {
  kind: 'first-level-appeal',
  date: '2026-09-28',
  title: 'Appeal',
  sender: [],
  recipient: [],
  delivery: [],
  identification: [],
  salutation: '',
  blocks: [block('a'), block('b', 'numbered-item'), block('c', 'numbered-item')],
  closing: '',
  signature: [],
  exhibits: [],
  copies: [],
};
const ids = (model: LetterModel) => model.blocks.map((each) => each.id).join('');

describe('a letter', () => {
  it('lets paragraphs move, come and go, and stays as it is at its ends', () => {
    expect(ids(moveBlock(letter, 'a', 1))).toBe('bac');
    expect(moveBlock(letter, 'a', -1)).toBe(letter);
    expect(ids(addParagraph(letter, 'a', 'x'))).toBe('axbc');
    expect(ids(removeBlock(letter, 'b'))).toBe('ac');
  });
  it('numbers only what is in it', () => {
    expect(itemNumbers(letter.blocks)).toEqual([null, 1, 2]);
    expect(itemNumbers(changeBlock(letter, 'b', { included: false }).blocks)).toEqual([null, null, 1]);
  });
});

describe('findings on the desk', () => {
  const finding = {
    id: 'f',
    type: 'criterion-unmet' as const,
    concept: 'prior-imaging' as const,
    summary: '',
    citations: [],
    why: { ruleIds: [], criterion: null, factIds: [], steps: [] },
    strength: 'strong' as const,
    decision: 'open' as const,
    note: '',
    own: false,
  };
  it('say plainly what speaks for the insurer, and keep what was set aside apart', () => {
    expect(groupOf(finding)).toBe('insurer');
    expect(groupOf({ ...finding, type: 'criterion-met' })).toBe('strong');
    expect(groupOf({ ...finding, decision: 'rejected' })).toBe('aside');
  });
});
