/** Titles in capitals whose end is not ("WHEN IT IS APPROVED - other"), and a list of all its items. The policy is invented. */
import { expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

it('parts sections at titles in capitals with a plain end, and takes them for criteria', () => {
  const policy = policyOf(`GANNET POINT HEALTH GUIDELINE C-3
Coronary CT Angiography (75574)
Applies from 1 May 2026

WHEN IT IS APPROVED - stable chest pain
All three of these:
1. Chest pain for two weeks or longer.
2. Pretest probability of 15% or more by a named score.
3. Creatinine within the past 90 days.

WHEN IT IS APPROVED - other
* Equivocal stress test.
* Before a valve operation.

WHEN IT IS NOT APPROVED
- Calcium score above 1000.`);
  expect(policy.sections.map(({ heading, role }) => `${heading} ${role}`)).toEqual([
    'WHEN IT IS APPROVED - stable chest pain covered',
    'WHEN IT IS APPROVED - other covered',
    'WHEN IT IS NOT APPROVED not-covered',
  ]);
  expect(sketch(policy.sections[0]?.tree)).toBe(
    'all(symptom-duration>=14d, risk-score[percent 15..], lab-result<90d)',
  );
});
