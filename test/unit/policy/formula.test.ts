/** Lists whose items are joined by name in the words above them. */
import { describe, expect, it } from 'vitest';
import { formulaIn, namedTogether, type Formula } from '../../../shared/engine/policy/lists/formula.ts';

function sketch(formula: Formula | null): string {
  if (formula === null) return 'none';
  return formula.kind === 'label' ? formula.label : `${formula.kind}(${formula.parts.map(sketch).join(' ')})`;
}

describe('a list joined by the names of its items', () => {
  it.each([
    ['approved if A, and (B or C), and D are documented:', 'A B C D', 'all(a any(b c) d)'],
    ['when A and either B or C are met', 'A. B. C.', 'all(a any(b c))'],
    ['criteria 1, 2, and 3 or 4', '1 2 3 4', 'all(1 2 any(3 4))'],
    ['(a) and (b), or (c) alone', '(a) (b) (c)', 'any(all(a b) c)'],
    ['items 1 through 3 plus 4 or 5', '1 2 3 4 5', 'none'],
    ['items 1 through 3, and 4 or 5', '1 2 3 4 5', 'all(all(1 2 3) any(4 5))'],
    ['either A, or both B and C', 'A B C', 'any(a all(b c))'],
    ['2.1 and one of 2.2 or 2.3', '2.1 2.2 2.3', 'all(2.1 any(2.2 2.3))'],
    ['2.1 and either 2.2 or 2.3', '2.1 2.2 2.3', 'all(2.1 any(2.2 2.3))'],
    ['when A, B and C are met', 'A B C', 'none'],
    ['A or B and C', 'A B C', 'none'],
    ['A and (B or C)', 'A B C D', 'none'],
    ['when 4.1 and 4.2 are both met', '4.1 4.2 4.3', 'all(4.1 4.2)'],
    ['see 4.1 and 4.2', '4.1 4.2 4.3', 'none'],
  ])('%s', (words, labels, expected) => {
    expect(sketch(formulaIn(words, labels.split(' ')))).toBe(expected);
  });
});

describe('items named together above a list that has more', () => {
  it.each([
    ['A breath test is covered when 4.1 and 4.2 are both met:', '4.1 4.2 4.3', ['4.1', '4.2']],
    ['Approved when all of 4.1 to 4.3 are documented.', '4.1 4.2 4.3 4.4', ['4.1', '4.2', '4.3']],
    ['covered when 4.1, 4.2 and 4.3 are all met:', '4.1 4.2 4.3', null],
    ['see 4.1 and 4.2', '4.1 4.2 4.3', null],
    ['covered when 4.1 or 4.2 is met:', '4.1 4.2 4.3', null],
  ])('%s', (words, labels, expected) => {
    expect(namedTogether(words, labels.split(' '))).toEqual(expected);
  });
});
