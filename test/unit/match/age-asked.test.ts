/** A letter that asks for another age than the policy does. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (said: string, asked: string) =>
  analyze(
    caseOf(
      {
        'letter.pdf': `Tern Health Plan\nMay 22, 2026\nMember: Iris Fenton\nRequest received: May 18, 2026\nService: 71271 low-dose CT of the chest\n\nThe scan is not medically necessary under policy LS-4. ${said}\n\nYou may appeal within 180 days.`,
        'policy.pdf': `Tern Health Plan Clinical Policy\nLS-4 Lung Cancer Screening\nEffective date: January 1, 2026\nLow-dose CT (71271) is medically necessary when all of the following are met:\n1. ${asked}\n2. A smoking history of 20 pack-years or more\n3. Smokes now or stopped within the past 15 years\n`,
        'notes.pdf': `Bay Clinic\nOffice visit 05/11/2026\nPatient: Iris Fenton DOB 11/03/1973\nAge 52. Smokes one pack a day for 24 years, 24 pack-years.\nPlan: LDCT 71271.\nA. Ruiz, MD`,
      },
      { today: '2026-06-01' },
    ),
    rules,
  )
    .findings.filter(({ type }) => type === 'denial-exceeds-policy')
    .map(({ concept }) => concept);

it.each([
  ['Lung screening begins at age 55. You are 52.', 'The member is between 50 and 80 years old'],
  ['It is for persons from 55 years of age with a smoking history of 20 pack-years.', 'Age 50 to 80'],
  ['You must be 55 years or older.', 'Aged 50 or older'],
])('%s / %s', (said, asked) => {
  expect(found(said, asked)).toEqual(['age']);
});

it.each([
  ['Lung screening begins at age 50. You are 49.', 'The member is between 50 and 80 years old'],
  ['You are 52 years old and without symptoms.', 'Age 50 to 80'],
])('not: %s / %s', (said, asked) => {
  expect(found(said, asked)).toEqual([]);
});
