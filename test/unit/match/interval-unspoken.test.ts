/** A letter that misses a test says nothing of the time since the last one. All papers are invented. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (reason: string) =>
  analyze(
    caseOf({
      'letter.txt': `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve myocardial perfusion imaging by SPECT (78452) because it is not medically necessary. Our policy LK-40 was used. ${reason}\nYou may appeal within 180 days.`,
      'policy.txt': `Larkfield Health
LK-40: Cardiac imaging
Effective 01/01/2026

3. Perfusion imaging by SPECT (78451, 78452)
Medically necessary when all of these are on record:
3.1 Chest pain on exertion.
3.2 Examination by a cardiologist in the 60 days before the request.
3.3 No stress imaging of any kind in the past 24 months.
`,
      'chart.txt':
        'NORTH SHORE CARDIOLOGY\nPatient: Jorun Thackeray DOB 02/03/1960\nDate: 04/20/2026\nHPI: chest pain on exertion for two months. Stress echo 03/11/2021 was normal; none since.\nExam: regular rhythm.\nAssessment: angina. Plan: SPECT.\nA. Moe, MD, FACC\n',
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

it('is met beside a test that the letter misses', () => {
  expect(found('(1) You have not had a treadmill test, which comes first.')).toContain(
    'criterion-met/interval',
  );
});

it('is spoken of where the letter tells how long ago the last one was', () => {
  expect(
    found('The last stress imaging was done less than 24 months ago, so it is too soon for another.'),
  ).not.toContain('criterion-met/interval');
});
