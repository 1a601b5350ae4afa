/** A policy that asks for what a study showed is not met by a study that was only done; sizes and pack-years in many words. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (scan: string, criterion: string, record: string): string[] =>
  analyze(
    caseOf({
      'letter.txt': `Fenwick Health\nMay 4, 2026\nMember: Ivo Tarn\nMember ID: FH20881\nRe: ${scan}\nDear Ivo Tarn:\nWe denied this request. It is not medically necessary under Fenwick Policy Q-3.\nThe notes do not show how long the complaint has lasted.\nYou may appeal within 180 days of receipt.`,
      'policy.txt': `Fenwick Health\nMedical Policy Q-3\nEffective January 1, 2026\n${scan} is medically necessary when all of the following are met:\n1. A complaint of six weeks or more.\n2. ${criterion}\n`,
      'note.txt': `Brook Clinic\nOffice visit 04/20/2026\nPatient: Ivo Tarn   DOB 02/03/1965\nHPI: Cough since January.\n${record}\nPlan: ${scan}.\nL. Ames, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

describe('what a study is to have shown', () => {
  const shoulder = 'MRI of the left shoulder (73221)';
  it('is met by a study that is told to have shown it', () => {
    expect(
      found(
        shoulder,
        'An ultrasound of the shoulder that was inconclusive.',
        'Ultrasound of the left shoulder 04/01/2026 was equivocal.',
      ),
    ).toContain('criterion-met/prior-imaging');
  });
  it('is not met by one that was only done', () => {
    expect(
      found(
        shoulder,
        'An ultrasound of the shoulder that was inconclusive.',
        'Ultrasound of the left shoulder 04/01/2026 was normal.',
      ),
    ).not.toContain('criterion-met/prior-imaging');
  });
});

it.each([
  'A first ultrasound of poor quality.',
  'An ultrasound that leaves some doubt.',
  'An ultrasound whose result was unclear.',
  'A technically unsatisfactory ultrasound.',
])('a study that did not answer is not shown by a plain one: %s', (criterion) => {
  const shoulder = 'MRI of the left shoulder (73221)';
  expect(
    found(shoulder, criterion, 'Ultrasound of the left shoulder 04/01/2026: cuff intact.'),
  ).not.toContain('criterion-met/prior-imaging');
  expect(found(shoulder, criterion, 'Ultrasound of the left shoulder 04/01/2026 was equivocal.')).toContain(
    'criterion-met/prior-imaging',
  );
});

describe('the size of a nodule on a scan', () => {
  const chest = 'CT of the chest (71250)';
  const criterion = 'A nodule of 6 mm or more on a CT of the chest.';
  const met = (record: string): boolean =>
    found(chest, criterion, record).some((finding) =>
      /^criterion-met\/(?:mass|prior-imaging)$/.test(finding),
    );
  it.each([
    'CT chest 01/12/2026: solid nodule of 8 mm in the right upper lobe.',
    'CT chest 01/12/2026: right upper lobe nodule 1.1 x 0.9 cm (was 0.5 cm).',
  ])('is large enough: %s', (record) => {
    expect(met(record)).toBe(true);
  });
  it('is not what it was before', () => {
    expect(met('CT chest 01/12/2026: right upper lobe nodule, previously 8 mm, now 4 mm.')).toBe(false);
  });
});

describe('pack-years', () => {
  const screening = 'Low-dose CT of the chest for screening (71271)';
  it.each([
    ['Pack-yrs: 24', true],
    ['Smoked a pack a day for 22 years.', true],
    ['Former smoker, about twenty-five pack years.', true],
    ['Half a pack a day for 20 years.', false],
    ['Pack-years: 12', false],
  ])('%s', (record, enough) => {
    expect(
      found(screening, 'A smoking history of 20 pack-years or more.', record).includes(
        'criterion-met/smoking-history',
      ),
    ).toBe(enough);
  });
});
