/** "Smokes now, or stopped within the past 15 years" is held against the years since smoking was given up. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (criterion: string, history: string): string[] =>
  analyze(
    caseOf({
      'letter.txt':
        'Harbor Health\nMay 4, 2026\nPatient: Mary Doe\nLow-dose CT screening of the chest (71271) is denied as not medically necessary under policy LS-2. The smoking history does not meet the policy.\nYou may appeal within 180 days.',
      'policy.txt': `Clinical Policy LS-2: Lung Cancer Screening\nEffective January 1, 2026\nLow-dose CT (71271) is medically necessary when all of the following are met:\n1. Age 50 to 80\n2. 20 or more pack-years\n3. ${criterion}`,
      'note.txt': `OFFICE VISIT 04/20/2026\nPatient: Mary Doe   DOB 02/01/1960\nSocial history: ${history}\nPlan: low-dose CT 71271.\nAnn Roe, MD`,
    }),
    rules,
  )
    .findings.filter(({ concept }) => concept === 'smoking-history')
    .map(({ type }) => type);

const criteria = [
  'smokes now or stopped less than 15 years ago',
  'currently smokes or has quit within the past 15 years',
  'current smoker or ex-smoker who gave it up 15 or fewer years ago',
  'active smoker, or no longer than fifteen years since quitting',
  'still smoking, or gave up smoking within 15 (fifteen) years',
  'a former smoker who stopped within 15 years, or a current smoker',
];

it.each(criteria)('falls short after too many years: %s', (criterion) => {
  const types = found(criterion, '30 pack-years, quit in 2006.');
  expect(types).not.toContain('criterion-met');
  expect(types).not.toContain('denial-contradicted-by-record');
});

it.each(criteria)('holds within the years, or while smoking goes on: %s', (criterion) => {
  expect(found(criterion, '30 pack-years, quit in 2019.')).not.toContain('criterion-unmet');
  expect(found(criterion, '30 pack-years, current smoker, 1 ppd.')).not.toContain('criterion-unmet');
});

it('does not decide where smoking was taken up again, or the year may lie on either side', () => {
  const [criterion = ''] = criteria;
  expect(found(criterion, '30 pack-years, quit in 2006, restarted, current smoker 1 ppd.')).not.toContain(
    'criterion-unmet',
  );
  expect(found(criterion, '30 pack-years, quit in 2011.')).not.toContain('criterion-unmet');
});
