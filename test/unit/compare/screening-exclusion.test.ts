/** An exclusion of tests without symptoms against an order for a symptom. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const order = (code: string) =>
  `Lakeside Family Medicine\nRadiology order 08/18/2026\nLOWE, ADA DOB 05/29/1974\nCT ANGIOGRAPHY, CORONARY ARTERIES, WITH CONTRAST - CPT 75574. Dx ${code}\nT. Holt PA-C`;

const isMisapplied = (letter: string, plan: string, code = 'R07.89') =>
  analyze(
    caseOf(
      {
        'denial.pdf': `Fernhill Health Plan\n\nOctober 8, 2026\n\nDear Ada Lowe:\n\nMember ID: FH-4471-9920. Claim C-112233-44. CT of the heart (75574) on 09/09/2026 is not a covered benefit. ${letter}\n\nYou have 180 days to appeal.`,
        'plan.pdf': `Fernhill Health Plan - Policy for 2026 - page 41\nPart 5. Exclusions\n${plan}\nPart 8. Time limits\nAppeals: 180 days.`,
        'order.pdf': order(code),
      },
      { today: '2026-10-26', planType: 'aca-individual' },
    ),
    rules,
  ).findings.some(({ type, concept }) => type === 'policy-misapplied' && concept === 'clinical-situation');

const words = 'Tests of the heart in a person who has no symptoms.';

it.each([
  'Exclusion 27: "Tests of the heart in a person who has no symptoms."',
  'Screening of asymptomatic persons is excluded.',
  'Your policy leaves out scans done without signs or symptoms of disease.',
  'It is excluded as a wellness scan.',
  'The plan does not pay for tests in the absence of symptoms.',
  'Tests done to look for hidden disease are not covered.',
])('is applied to the wrong patient: %s', (letter) => {
  expect(isMisapplied(letter, words)).toBe(true);
});

it.each([
  [words, 'R07.89', 'This limit does not apply to persons without symptoms.'],
  [words, 'Z13.6', 'Exclusion 27: "Tests of the heart in a person who has no symptoms."'],
  [words, 'I10', 'Exclusion 27: "Tests of the heart in a person who has no symptoms."'],
  ['Hearing aids.', 'R07.89', 'Screening of asymptomatic persons is excluded.'],
  [words, 'R07.89', 'The provider is not in the network.'],
])('says nothing where the plan has "%s", the order %s and the letter "%s"', (plan, code, letter) => {
  expect(isMisapplied(letter, plan, code)).toBe(false);
});
