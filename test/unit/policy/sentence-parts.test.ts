/** Sentences that ask for several things: where they come apart, and where they stay whole. All invented. */
import { describe, expect, it } from 'vitest';
import type { CriterionNode } from '../../../shared/domain/policy.ts';
import { ownSpan } from '../../../shared/engine/policy/criteria/own-words.ts';
import { conditionBehindRefusal } from '../../../shared/engine/policy/criteria/refusals.ts';
import { leavesOf } from '../../../shared/engine/policy/criteria/criteria-tree.ts';
import { policyOf, sketch } from './support.ts';

const treeOf = (body: string): CriterionNode | null | undefined =>
  policyOf(`QX-9 MRI of the knee\n\nPain without an injury\n${body}`).sections.find(
    ({ tree }) => tree !== null,
  )?.tree;

describe('a sentence that asks for several things', () => {
  it.each([
    [
      'MRI is covered when pain has lasted six weeks, when films have been taken, and when four weeks of physical therapy have failed.',
      'all(symptom-duration>=42d, prior-imaging, physical-therapy>=28d)',
    ],
    [
      'MRI is covered if pain has lasted six weeks and plain films have been taken; or if the knee is locked.',
      'any(all(symptom-duration>=42d, prior-imaging), mechanical-symptoms)',
    ],
    [
      'In a member below the age of 50, MRI is not approved until pain has been present for twelve weeks and plain films have been taken.',
      'all(age[years ..49], symptom-duration>=84d, prior-imaging)',
    ],
    [
      'MRI will be denied unless pain has lasted six weeks and four weeks of physical therapy have been completed.',
      'all(symptom-duration>=42d, physical-therapy>=28d)',
    ],
  ])('%s', (body, tree) => {
    expect(sketch(treeOf(body)).replaceAll('all(all(', 'all(').replace(/\)\)$/, ')')).toBe(
      tree.replace(/\)\)$/, ')'),
    );
  });

  it('quotes each part in its own words', () => {
    const tree = treeOf(
      'MRI is covered when pain has lasted six\nweeks and four weeks of physical therapy have been completed.',
    );
    const quotes = tree === null || tree === undefined ? [] : leavesOf(tree).map(({ span }) => span.quote);
    expect(quotes).toEqual([
      expect.stringContaining('pain has lasted six\nweeks'),
      'four weeks of physical therapy have been completed.',
    ]);
  });

  it.each([
    // What a treatment came to is no demand of its own.
    'MRI is covered when six weeks of physical therapy have been completed and there is no improvement.',
    // What is denied is denied of both.
    'MRI is covered when there is no fracture or dislocation on the film.',
  ])('stays whole: %s', (body) => {
    expect(treeOf(body)?.kind).toBe('leaf');
  });
});

describe('criteria told by what is refused', () => {
  it.each([
    ['MRI is not approved until films have been taken.', 'films have been taken.'],
    ['A request will be denied unless the pain has lasted six weeks.', 'the pain has lasted six weeks.'],
    ['No request goes forward without a visit note.', 'a visit note.'],
    [
      'MRI is not approved before a member has had six weeks of therapy.',
      'a member has had six weeks of therapy.',
    ],
    ['We do not cover MRI unless a surgeon asks for it.', 'a surgeon asks for it.'],
    ['MRI must wait until the films are read.', 'the films are read.'],
  ])('%s', (text, asked) => {
    const at = conditionBehindRefusal(text);
    expect(at === null ? null : text.slice(at).trim()).toBe(asked);
  });

  it.each([
    'MRI is not approved sooner than six months after the last one.',
    'A further study is not paid for within 90 days of the last unless new signs have appeared.',
    'MRI is not covered for headache.',
    'MRI is approved before surgery.',
  ])('asks for nothing that way: %s', (text) => {
    expect(conditionBehindRefusal(text)).toBeNull();
  });
});

it('finds a clause within the words it was taken from', () => {
  const span = {
    documentId: 'p',
    pageIndex: 0,
    start: 10,
    end: 46,
    quote: 'films were taken, and the knee\nlocks',
  };
  expect(ownSpan(span, 'the knee locks')).toEqual({ ...span, start: 32, end: 46, quote: 'the knee\nlocks' });
  expect(ownSpan(span, 'another knee')).toBe(span);
});
