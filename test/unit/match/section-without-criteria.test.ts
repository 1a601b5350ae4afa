/** A letter that cites a part of the policy which only refuses a scan, for a patient of another part. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const policy = (refusal: string) =>
  `BR-33\nPET of the Brain\nEffective 03/01/2026\n\nPart 1. Memory and thinking\n\n1.1 Amyloid PET is looked at under BR-40. ${refusal}\n\nPart 2. Epilepsy\n\nFDG PET of the brain is approved for a person with focal epilepsy when all of these are met:\n2.1 Two or more antiseizure medicines were tried.\n2.2 MRI of the brain was done in the past twelve months.\n`;

const chart =
  'TRUCKEE NEUROLOGY\nOffice visit 07/08/2026\nTobias Lowe DOB 04/06/1997\nHPI: Focal seizures, four a month, on lamotrigine since 10/2018 and lacosamide since 02/2024, seizures persist. Levetiracetam 2017 to 2018 failed.\nMRI brain 05/19/2026: no lesion.\nAssessment: Drug-resistant focal epilepsy, G40.219.\nPlan: FDG PET brain 78608.\nS. Ivanchuk, MD';

const isMisapplied = (cites: string, refusal: string) =>
  analyze(
    caseOf(
      {
        'denial.pdf': `Fernhill Health Plan\n\nAugust 11, 2026\n\nDear Tobias Lowe:\n\nMember ID: FH-4471-9920. Case C-112233-44. We cannot cover a PET scan of your brain (78608), because it is investigational. Our policy BR-33, PET of the Brain, ${cites}, says so.\n\nYou have 180 days to appeal.`,
        'policy.pdf': policy(refusal),
        'chart.pdf': chart,
      },
      { today: '2026-08-20', planType: 'unknown' },
    ),
    rules,
  ).findings.some(({ type }) => type === 'policy-misapplied');

it.each([
  '1.2 In all other memory loss FDG PET is regarded as investigational.',
  '1.2 For mild cognitive impairment a PET scan is not covered.',
  '1.2 In suspected dementia FDG PET is not medically necessary.',
  '1.2 FDG PET is considered experimental in memory loss.',
  '1.2 Imaging by PET is unproven for memory complaints.',
  '1.2 PET may be approved only after a full work-up of memory loss.',
])('knows a part that decides in a sentence: %s', (refusal) => {
  expect(isMisapplied('part 1.2', refusal)).toBe(true);
});

it.each([
  ['part 2.1', '1.2 In all other memory loss FDG PET is regarded as investigational.'],
  ['part 1.2', '1.2 Terms are explained in the glossary.'],
  ['as revised', '1.2 In all other memory loss FDG PET is regarded as investigational.'],
])('says nothing where the letter cites "%s" and the part has "%s"', (cites, refusal) => {
  expect(isMisapplied(cites, refusal)).toBe(false);
});
