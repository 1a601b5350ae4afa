/** Days of beginnings, injuries and last studies in the letter, against the chart. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (service: string, said: string, chart: string): string[] =>
  analyze(
    caseOf(
      {
        'letter.txt': `Fernhill Health Plan\nMay 18, 2026\nMember: Ada Lowe\nMember ID: FHP 4471 9920\nRequest: A26-881204\nRequest received: May 10, 2026\nService: ${service}\n\nDear Ms. Lowe:\n\nThis is not medically necessary. ${said}\n\nYou may appeal within 180 days.`,
        'visit.txt': `Tern Valley Clinic\nVisit 05/09/2026\nPatient: Ada Lowe DOB 02/03/1971\n${chart}\nA. Ruiz, MD`,
      },
      { planType: 'aca-individual', today: '2026-06-01' },
    ),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);
const told = 'fact-mismatch/dates';

it.each([
  [
    'The spray was started on May 9, the day of the visit.',
    'HPI: PCP began fluticasone nasal spray on 4/2; takes it daily.',
    true,
  ],
  [
    'The spray was begun on May 9, 2026.',
    'HPI: Fluticasone nasal spray started 04/02/2026, used every day.',
    true,
  ],
  [
    'The spray was started on April 2.',
    'HPI: PCP began fluticasone nasal spray on 4/2; takes it daily.',
    false,
  ],
  [
    'The spray was not used until May 9.',
    'HPI: PCP began fluticasone nasal spray on 4/2; takes it daily.',
    false,
  ],
  ['Naproxen was started on May 9.', 'HPI: Naproxen 500 bid started 04/02/2026, taken daily since.', true],
  ['Your symptoms began on May 9.', 'HPI: Facial pain since 04/02/2026.', true],
  ['Your symptoms began on April 2.', 'HPI: Facial pain since 04/02/2026.', false],
  ['The injury was on April 2, 2026.', 'HPI: She fell on 03/02/2026 on ice and hurt her face.', true],
  ['The fall of March 2, 2026 was minor.', 'HPI: She fell on 03/02/2026 on ice and hurt her face.', false],
  ['The injury was on April 2, 2026.', 'HPI: She fell on 03/02/2026, and fell again on 04/02/2026.', false],
])('holds "%s" against "%s"', (said, chart, slip) => {
  expect(found('CT sinus without contrast, 70486', said, chart).includes(told)).toBe(slip);
});

it.each([
  ['Our files show that your last study was on June 10, 2025.', true],
  ['The most recent test was on June 10, 2025.', true],
  ['Your previous scan took place on June 10, 2025.', true],
  ['Your last study was on November 12, 2024.', false],
])('takes the day of another test for no last study: %s', (said, slip) => {
  expect(
    found(
      '77080 DXA, axial skeleton',
      said,
      'Last DXA here: 11/12/2024.\nOutside: 06/10/2025 screening mammogram, BI-RADS 1.\nPlan: DXA 77080.',
    ).includes(told),
  ).toBe(slip);
});
