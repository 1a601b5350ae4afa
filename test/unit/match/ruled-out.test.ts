/** Diseases that a laboratory test is to rule out, and values that share a line. All invented. */
import { describe, expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { isSameThing } from '../../../shared/engine/match/evidence/same-thing.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from '../engine-kit.ts';
import { claimsIn } from '../denial/claims-in.ts';
import { policyOf, sketch } from '../policy/support.ts';
import { fact, outcomeOf } from './support.ts';

const policy = (asked: string): string =>
  `Policy QX-1 Brain MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 ${asked}\n1.2 Six weeks of physical therapy.\n`;

it.each([
  ['Pregnancy has been ruled out by a blood test.', 'all(lab-result, physical-therapy>=42d)'],
  ['Infection was excluded with laboratory tests.', 'all(lab-result, physical-therapy>=42d)'],
])('the test is asked for, not the disease: %s', (asked, tree) => {
  expect(sketch(policyOf(policy(asked)).sections.find(({ tree: found }) => found !== null)?.tree)).toBe(tree);
});

describe('thyroid disease and anemia, ruled out by blood tests', () => {
  const asked = policy('Thyroid disease and anemia have been ruled out by blood tests.');
  const normal = (detail: string) =>
    fact('lab-result', `${detail} normal`, { detail, status: 'not-done', context: { negation: 'negated' } });
  const raised = fact('lab-result', 'TSH 9.1 H', {
    detail: 'tsh',
    measure: { quantity: { unit: 'tsh', value: 9.1, upperLimit: 4.5 } },
  });
  const state = (...facts: Parameters<typeof outcomeOf>[1]) => outcomeOf(asked, facts).children[0]?.state;

  it('are met by the usual value of each', () => {
    expect(state(normal('tsh'), normal('hemoglobin'))).toBe('met');
  });
  it('are a question where one is raised or was not read', () => {
    expect(state(normal('tsh'))).toBe('ask');
    expect(state(raised, normal('hemoglobin'))).toBe('ask');
  });
});

it('a value is of its own name, whatever else its line holds', () => {
  const line = 'Labs 03/02: trop 6, Na 139, eGFR 88.';
  expect(isSameThing(fact('lab-result', line, { detail: 'egfr' }), 'the troponin was normal', null)).toBe(
    false,
  );
  expect(isSameThing(fact('lab-result', line, { detail: 'troponin' }), 'the troponin was normal', null)).toBe(
    true,
  );
});

it('the day that opens the next sentence is no value', () => {
  const { facts } = readRecords(
    [
      {
        documentId: 'd',
        pages: pagesOf('d', 'Visit 05/11/2026\n\nTSH, prolactin today.   05/14 addendum: called.'),
      },
    ],
    loadRecordRules(),
    null,
  );
  expect(facts.some(({ concept, measure }) => concept === 'lab-result' && measure?.quantity != null)).toBe(
    false,
  );
});

it.each([
  'The thyroid question might be settled with laboratory tests in a year.',
  'This can instead be followed up with blood work after twelve months.',
])('what would do instead is asked of nobody: %s', (words) => {
  expect(claimsIn(words).filter(({ claim }) => claim === 'required')).toEqual([]);
});
