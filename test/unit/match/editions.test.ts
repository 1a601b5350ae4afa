/** The edition that the letter names beside the policy against the date in the policy's head, in its many forms. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

it.each([
  [
    'Edition in force: January 1, 2026. It supersedes the edition of January 1, 2024.',
    'edition of January 1, 2024',
    true,
  ],
  ['In force: January 1, 2026', 'version of January 1, 2024', true],
  ['Edition of January 1, 2026. Replaces edition of July 1, 2022.', 'effective July 1, 2022', true],
  ['Version 4, current since January 1, 2026', 'dated 01/01/2024', true],
  ['Current edition: January 1, 2026; previous edition March 1, 2024', 'rev. 03/01/2024', true],
  ['This edition applies from January 1, 2026.', '2024 edition', true],
  ['Effective for dates of service on or after 01/01/2026', 'in force from January 1, 2024', true],
  ['Date of this edition: January 1, 2026. Supersedes March 1, 2024.', 'issued March 1, 2024', true],
  ['Start date 01/01/2026', 'edition of January 2024', true],
  ['In force: January 1, 2026', 'edition of January 1, 2026', false],
  ['In force through December 31, 2027', 'edition of January 1, 2024', false],
] as const)('%s (letter: %s)', (head, cited, old) => {
  const { findings } = analyze(
    caseOf(
      {
        'letter.pdf': `Tidewater Health\nMarch 6, 2026\nMember: Iris Fenton\nService: 72197 MRI pelvis\n\nThe request was denied as not medically necessary under TCG-GU-07, Prostate Magnetic Resonance Imaging (${cited}). No earlier biopsy is shown.\n\nYou may appeal within 60 days.`,
        'notes.pdf':
          'Bay Urology\nVisit 02/24/2026\nPatient: Iris Fenton DOB 11/03/1954\nPSA 6.8 on 02/20/2026.\nPlan: MRI prostate 72197.\nA. Ruiz, MD',
        'policy.pdf': `Tidewater Coverage Guideline TCG-GU-07\nProstate Magnetic Resonance Imaging\n${head}\n\nI. Before a first biopsy\nMRI 72197 is covered when the PSA is 3.0 ng/mL or more.\n\nII. After a negative biopsy\nMRI is covered when the PSA is 4.0 ng/mL or more.\n`,
      },
      { planType: 'medicare-advantage', today: '2026-04-01' },
    ),
    rules,
  );
  expect(findings.some(({ concept }) => concept === 'policy-version')).toBe(old);
});
