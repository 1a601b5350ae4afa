/** How many different drugs a criterion asks for. */
import { expect, it } from 'vitest';
import { drugsAsked } from '../../../shared/engine/policy/criteria/several-drugs.ts';
import { policyOf, sketch } from './support.ts';

it.each([
  ['two different anti-inflammatory drugs by mouth', 2],
  ['failure of at least two preventive medications, each for eight weeks', 2],
  ['two (2) or more different classes of preventive drugs', 2],
  ['two NSAIDs for four weeks', 2],
  ['three prescription pain medicines', 3],
  ['2 oral medications', 2],
  ['failure of two trials of NSAIDs', 2],
] as const)('%s', (text, count) => {
  expect(drugsAsked(text)).toBe(count);
});

it.each([
  'two weeks of an anti-inflammatory drug',
  'a second drug',
  'one of two drugs named in the label',
  'any of three medicines',
  'two months of daily medication',
  'two doses of a drug',
  'two or more of: therapy, medication',
  '3.3.2 an anti-inflammatory drug by mouth for three weeks',
])('%s: asks for no number of drugs', (text) => {
  expect(drugsAsked(text)).toBeUndefined();
});

it('takes length, window and number from the words in which the term is explained', () => {
  const policy = policyOf(`Clinical Rule 88
Sacroiliac MRI
Part D. Suspected axial spondyloarthritis. All of:
D1. Back pain for three months or longer.
D2. ADEQUATE NSAID TRIAL.
Part F. Words explained
ADEQUATE NSAID TRIAL: two different anti-inflammatory drugs by mouth, one after the other, each taken for at least 14 days in a row at full dose, both in the six months before the request.`);
  expect(policy.sections.at(-1)?.role).toBe('definitions');
  expect(sketch(policy.sections[0]?.tree)).toBe('all(symptom-duration>=90d, medication-trial>=14d<180d)');
  const tree = policy.sections[0]?.tree;
  const trial = tree?.kind === 'all' ? tree.children[1] : undefined;
  expect(trial?.kind === 'leaf' ? trial.threshold?.minDrugs : null).toBe(2);
});
