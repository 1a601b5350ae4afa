/** A drug that the letter itself calls the only one tried answers no letter that misses a second one. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

function isContradicted(claim: string, taken: string): boolean {
  const { findings } = analyze(
    caseOf({
      'letter.txt': `Larch Health Plan\nMay 21, 2026\nMember: Nora Quist\nMember ID: LH2201\nService requested: MRI of the brain (70551)\nDear Nora Quist:\nWe have denied the MRI of the brain. It is not medically necessary under Medical Policy HA-3. ${claim}\nYou may appeal within 180 days of receipt.\n`,
      'policy.txt':
        'Larch Health Plan\nMedical Policy HA-3: Brain MRI for Headache\nEffective January 1, 2026\n\nMRI of the brain (70551) is medically necessary when ALL of the following are met:\n1. Chronic headache.\n2. Failure of two preventive medications, each taken for at least eight weeks.\n',
      'note.txt': `Fern Street Clinic\nOffice Visit\nDate of service: 05/12/2026\nPatient: Nora Quist    DOB: 04/01/1972\n\nHPI:\nMigraine since 2023.\n${taken}\n\nPlan: MRI brain 70551.\nM. Oduya, MD\n`,
    }),
    rules,
  );
  return findings.some(
    ({ type, concept }) => type === 'denial-contradicted-by-record' && concept === 'medication-trial',
  );
}

const one = 'Propranolol 80 mg daily Sept-Dec 2025: no benefit.';
const two = `${one} Topiramate 100 mg daily Jan-Apr 2026: no benefit.`;

it.each(['Only propranolol was tried.', 'There was no trial of medication other than propranolol.'])(
  'is not contradicted by the drug that it names: %s',
  (claim) => {
    expect(isContradicted(claim, one)).toBe(false);
  },
);

it('is contradicted by two where it misses all', () => {
  expect(isContradicted('There is no record of a trial of preventive medication.', two)).toBe(true);
});
