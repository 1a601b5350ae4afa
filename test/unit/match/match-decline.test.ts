/** A decline of strength is more than weakness. */
import { describe, expect, it } from 'vitest';
import { asksForDecline } from '../../../shared/engine/match/outcomes/decline.ts';
import type { CriterionLeaf, CriterionNode } from '../../../shared/domain/policy.ts';
import { policyOf, sketch } from '../policy/support.ts';

function leavesOf(node: CriterionNode | null | undefined): CriterionLeaf[] {
  if (node === null || node === undefined) return [];
  return node.kind === 'leaf' ? [node] : node.children.flatMap(leavesOf);
}

const treeOf = (sign: string): CriterionNode | null | undefined =>
  policyOf(`Spine MRI S-1
Effective 01/01/2026

1. MRI is covered when one of these is met:
(a) ${sign}
(b) a fever`).sections[0]?.tree;

describe('strength of a grade, or a decline', () => {
  it.each([
    [
      'strength of 3/5 or worse in any muscle, or a drop of one grade or more between two examinations',
      [false, true],
    ],
    ['motor strength of 3/5 or less, or weakness that has advanced since the last visit', [false, true]],
  ])('are two alternatives: %s', (sign, declines) => {
    const tree = treeOf(sign);
    expect(sketch(tree)).toBe('any(any(motor-deficit[strength-grade ..3], motor-deficit), infection)');
    expect(leavesOf(tree).slice(0, 2).map(asksForDecline)).toEqual(declines);
  });

  it('new weakness alone asks for no decline', () => {
    expect(leavesOf(treeOf('new or progressive weakness of a leg')).some(asksForDecline)).toBe(false);
  });
});
