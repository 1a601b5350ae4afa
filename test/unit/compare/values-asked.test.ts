/** A letter that misses a value is contradicted by a value that reaches it, and by no other. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (why: string, note: string) =>
  analyze(
    caseOf({
      'letter.pdf': `Osprey Health Plan\nApril 20, 2026\nMember: Ruth Calder\nMember ID: OHP55120\nDear Ms. Calder:\nWe denied MRI of both breasts (77049). Diagnosis Z12.39. It is not medically necessary.\n${why}\nYou may appeal within 180 days.`,
      'note.pdf': `Eastlake Breast Clinic\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1971\n${note}\nA. Ruiz, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

describe('a score below what the letter asks for', () => {
  const why = 'A lifetime risk of 25 percent or more by a family-history model is not documented.';
  it.each([
    ['Assessment: Tyrer-Cuzick lifetime risk 18.2%.', false],
    ['Assessment: Gail lifetime risk 27.5%.', false],
    ['Assessment: Tyrer-Cuzick lifetime risk 31%.', true],
  ])('%s', (note, contradicts) => {
    const all = found(why, note);
    expect(all.includes('denial-contradicted-by-record/risk-score')).toBe(contradicts);
  });
});

describe('what stands alone', () => {
  it('is not said to be missing', () => {
    const all = found(
      'A mammogram of dense tissue alone does not qualify.',
      'MAMMOGRAM 03/03/2026: dense tissue, BI-RADS 1.',
    );
    expect(all).not.toContain('denial-contradicted-by-record/prior-imaging');
  });
});

describe('smoking of years ago', () => {
  it('answers a letter that does not see it', () => {
    const all = found(
      'A smoking history of 20 pack-years or more is not documented.',
      'She smoked a pack a day until she quit in 2017: 34 pack-years. Exam normal.',
    );
    expect(all).toContain('denial-contradicted-by-record/smoking-history');
  });
});

describe('laboratory tests', () => {
  it.each([
    ['Blood tests have not been done.', 'Labs 03/28/2026: ESR 6 (0-20), CRP 0.2 (0-0.5).', true],
    ['The CRP is normal.', 'Labs 03/28/2026: CRP 4.8 mg/dL (0-0.5).', true],
    ['The CRP is normal.', 'Labs 03/28/2026: CRP 0.3 mg/dL (0-0.5).', false],
    ['No abnormal laboratory result was found.', 'Labs 03/28/2026: LDH 151 (120-246).', false],
    [
      'Your LDH is normal.',
      '\t11/2025\t03/28/2026\tRange\nLDH U/L\t171\t388 H\t120-246\nSodium\t139\t140\t135-145',
      true,
    ],
  ])('%s against %s', (why, note, contradicts) => {
    expect(found(why, note).includes('denial-contradicted-by-record/lab-result')).toBe(contradicts);
  });
});

describe('questions that the letter answers itself', () => {
  it('speaks of what was asked', () => {
    const all = found(
      '1. Are the liver tests out of range? - No such result was sent.\n2. Are kidney tests abnormal? - No abnormal result was sent.',
      'Labs 03/28/2026: ALT 188 (0-40), creatinine 2.3 (0.5-1.1).',
    );
    expect(all).toContain('denial-contradicted-by-record/lab-result');
  });
});

describe('the paper of an imaging place', () => {
  it('is a report, though no label says so', () => {
    const all = found(
      'No mammogram was found.',
      'Exam: no mass.\nA. Ruiz, MD\fBayview Imaging\n\nCALDER, RUTH 01/02/1971\nMAMMOGRAM, BOTH BREASTS 03/12/2026\n\nBefore treatment of a cyst. No distortion. Impression: benign.\n\nT. Okafor, MD',
    );
    expect(all).toContain('denial-contradicted-by-record/prior-imaging');
  });
});

describe('tests that the policy wants to have found something', () => {
  const screening = (chart: string) =>
    analyze(
      caseOf({
        'letter.pdf':
          'Osprey Health Plan\nApril 20, 2026\nMember: Ruth Calder\nMember ID: OHP55120\nDear Ms. Calder:\nWe denied MRI of both breasts (77049). Diagnosis Z12.39. It is not medically necessary by our policy BR-7, Breast MRI.\nA lifetime risk of 20 percent or more is not documented.\nYou may appeal within 180 days.',
        'policy.pdf':
          'Osprey Health Plan\nMedical Policy BR-7 Breast MRI\nEffective January 1, 2026\n\n1. Screening\nMRI of the breast is medically necessary for screening when one of the following is documented:\n(a) a lifetime risk of 20 percent or more by Tyrer-Cuzick or Claus;\n(b) a pathogenic variant of BRCA1 or BRCA2;\n(c) a biopsy with atypical hyperplasia.\n',
        'note.pdf': `Eastlake Breast Clinic\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1971\nScreening of the breasts is due.\n${chart}\nA. Ruiz, MD`,
      }),
      rules,
    ).findings.map(({ type, concept }) => `${type}/${concept}`);

  it('are no proof where they found nothing', () => {
    const all = screening(
      'Tyrer-Cuzick lifetime risk 14.5%. Core biopsy of 2022: fibrocystic change. BRCA1/2 test 2024: negative.',
    );
    expect(all).toContain('criterion-unmet/risk-score');
    expect(all.filter((each) => each.startsWith('criterion-met'))).toEqual([]);
  });
});

describe('nodes that the letter does not see', () => {
  it('are shown by an examination that felt them', () => {
    const why = 'No enlarged lymph nodes were found on examination.';
    expect(found(why, 'Exam: firm 3 cm mass of the left axilla, new since January.')).toContain(
      'denial-contradicted-by-record/mass',
    );
    expect(found(why, 'Exam: no mass, no nodes.')).not.toContain('denial-contradicted-by-record/mass');
  });
});

describe('a second test', () => {
  it.each([
    ['Labs 03/28/2026: CRP 4.8 mg/dL (0-0.5).', false],
    ['Labs 02/02/2026: CRP 3.9 mg/dL (0-0.5).\nLabs 03/28/2026: CRP 4.8 mg/dL (0-0.5).', true],
  ])('is not the first one: %s', (note, contradicts) => {
    const all = found('Your CRP was raised once, and the records do not contain a second value.', note);
    expect(all.includes('denial-contradicted-by-record/lab-result')).toBe(contradicts);
  });
});

it('takes a calculated chance of cancer, or a test for it, for no claim about cancer', () => {
  const all = found(
    'We did not receive a calculated probability that the lump is cancer or a blood test for breast cancer.',
    'Assessment: history of breast cancer on the left in 2025, treated.',
  );
  expect(all).not.toContain('denial-contradicted-by-record/malignancy');
});

describe('a value that the letter itself gives', () => {
  const note = 'LABORATORY 03/28/2026\nProlactin 41.0 ng/mL (H) reference 4.8-23.3';
  it('does not contradict it', () => {
    const key = 'denial-contradicted-by-record/lab-result';
    expect(found('No raised prolactin is documented.', note)).toContain(key);
    expect(
      found('No raised prolactin on two samples is documented: it was measured once, at 41 ng/mL.', note),
    ).not.toContain(key);
  });
});

describe('a rise that the letter misses', () => {
  const table = (...values: readonly number[]) =>
    `Date\tPSA, ng/mL\tDrawn at\n${values.map((value, index) => `0${index + 1}/05/2026\t${value}\tEastlake`).join('\n')}`;
  it.each([
    ['No rise of the PSA is documented.', table(0.3, 1.1, 2.6), true],
    ['No rise of the PSA is documented.', table(2.6), false],
    ['No rise of the PSA is documented.', table(2.6, 1.1, 0.3), false],
    ['A rising PSA has not been shown.', `${table(0.3, 1.1, 2.6)}\nLDH 300 H on 02/09/2026.`, true],
    ['The file shows only one PSA value.', table(1.1, 2.6), true],
    ['The file shows only one PSA value.', table(2.6), false],
  ])('%s against %j', (why, note, contradicts) => {
    expect(found(why, note).includes('denial-contradicted-by-record/lab-result')).toBe(contradicts);
  });

  it('is answered by the test that the letter names', () => {
    const all = found('No rise of thyroglobulin is documented.', table(0.3, 1.1, 2.6));
    expect(all).not.toContain('denial-contradicted-by-record/lab-result');
  });
});

describe('conservative care', () => {
  const notes =
    'Physical therapy from 01/12/2026 to 03/20/2026, 14 visits, no relief.\nAssessment: breast pain.';
  it.each([
    ['Six weeks of conservative management are not documented.', 'conservative-therapy'],
    ['Six weeks of treatment are not documented.', 'physical-therapy'],
    ['Six weeks of conservative care, including physical therapy, are not documented.', 'physical-therapy'],
  ])('is named in "%s" as the letter names it', (why, concept) => {
    const all = found(why, notes).filter((each) => each.startsWith('denial-contradicted-by-record'));
    expect(all).toContain(`denial-contradicted-by-record/${concept}`);
  });
});

describe('an order with boxes', () => {
  const report = 'MAMMOGRAM, BILATERAL\nFindings: dense tissue. BI-RADS 1.';
  it('says nothing of what was done where a box is empty', () => {
    const all = found(
      'No mammogram was sent.',
      `${report}\nORDER 04/02/2026: [X] MRI  [ ] Mammogram  [ ] Ultrasound`,
    );
    expect(all).toContain('denial-contradicted-by-record/prior-imaging');
  });
});
