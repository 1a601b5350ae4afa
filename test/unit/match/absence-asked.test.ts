/** Criteria that ask for something not to be there. All papers are invented. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';
import { fact, outcomeOf } from './support.ts';

const safety = (words: string): string =>
  `Policy QX-1 Lumbar MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 ${words}\n1.2 Six weeks of physical therapy.\n`;

it.each([
  ['No implant that the magnet could harm.', 'Cannot walk on a treadmill, left bundle branch block', 'ask'],
  ['No contraindication to MRI.', 'Ibuprofen stopped because of an ulcer', 'ask'],
  ['No implant that the magnet could harm.', 'Pacemaker of 2011, not safe in the scanner', 'contradicted'],
])('%s against "%s": %s', (asked, words, state) => {
  expect(outcomeOf(safety(asked), [fact('contraindication', words)]).children[0]?.state).toBe(state);
});

it('is no gap, and the value asked for beside it is shown', () => {
  const all = analyze(
    caseOf({
      'letter.txt': `Larkspur Mutual\nMay 4, 2026\nMember: Odell Pruitt\nMember ID: LM-4471\nRe: MRI of the right shoulder (73222)\nDate requested: April 28, 2026\nDear Mr. Pruitt:\nWe denied this request. It is not medically necessary under Larkspur Policy SH-2.\nYou have not had physical therapy.\nYou may appeal within 180 days of receipt.`,
      'policy.txt': `Larkspur Mutual\nMedical Policy SH-2: MRI of the Shoulder\nEffective January 1, 2026\nMRI of the shoulder (73222) is medically necessary when all of the following are met:\n1. Shoulder pain for six weeks or more.\n2. Six weeks of physical therapy.\n3. No unsafe device, and an eGFR of 30 or more.`,
      'note.txt': `Harrow Cardiology\nOffice visit 04/24/2026\nPatient: Odell Pruitt   DOB 03/09/1968\nHPI: Right shoulder pain for four months. Cannot walk on a treadmill because of a left bundle branch block.\nLabs 04/20/2026: eGFR 81\nPlan: MRI right shoulder 73222.\nB. Neves, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);
  expect(all).not.toContain('criterion-unmet/contraindication');
  expect(all).toContain('criterion-met/lab-result');
});
