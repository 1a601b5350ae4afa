/** Lists of orders and referrals whose own status says that nothing has been done yet. All invented. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const done = (sheet: string, concept: string): boolean =>
  analyze(
    caseOf({
      'letter.txt': `Harbor Health Plan
Date: June 10, 2026
Member: Dan Kerr   Member ID: HH123456
We have denied the scan of the heart (CPT 78452), requested on June 2, 2026. It is not medically necessary.
You may appeal within 180 days of receiving this letter.`,
      'orders.txt': `LAKE INTERNAL MEDICINE     Orders and referrals
Patient: Dan Kerr  DOB 05/05/1961
${sheet}`,
    }),
    rules,
  ).facts.some((fact) => fact.concept === concept && fact.status === 'done');

it.each([
  [
    '05/04/2026  REFERRAL CARDIOLOGY - P. Ro MD   Dx R07.9\nStatus: SCHEDULED 06/18/2026',
    'specialist-evaluation',
  ],
  ['05/04/2026  CARDIOVASCULAR STRESS TEST, TREADMILL (93015)  Dx R07.9\nStatus: OPEN', 'stress-test'],
  ['05/04/2026  EXERCISE STRESS TEST (93015)  Dx R07.9   Status: auth pending', 'stress-test'],
  ['Phone 05/19/2026: pt asks if he must do the treadmill.', 'stress-test'],
])('is no visit and no test: %s', (sheet, concept) => {
  expect(done(sheet, concept)).toBe(false);
});

it('is done where the status says so', () => {
  expect(
    done(
      '05/04/2026  EXERCISE STRESS TEST (93015)  Dx R07.9   Status: completed 05/20/2026, abnormal',
      'stress-test',
    ),
  ).toBe(true);
});
