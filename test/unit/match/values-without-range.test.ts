/** Laboratory values that notes tell without range or flag, through the whole engine; all invented. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

interface Asked {
  readonly scan: string;
  readonly criterion: string;
  readonly missed: string;
}

const found = ({ scan, criterion, missed }: Asked, record: string): string[] =>
  analyze(
    caseOf({
      'letter.txt': `Fenwick Health\nMay 4, 2026\nMember: Ivo Tarn\nMember ID: FH20881\nRe: ${scan}\nDear Ivo Tarn:\nWe denied this request. It is not medically necessary under Fenwick Policy Q-3.\n${missed}\nYou may appeal within 180 days of receipt.`,
      'policy.txt': `Fenwick Health\nMedical Policy Q-3\nEffective January 1, 2026\n${scan} is medically necessary when all of the following are met:\n1. A complaint of six weeks or more.\n2. ${criterion}\n`,
      'note.txt': `Brook Clinic\nOffice visit 04/20/2026\nPatient: Ivo Tarn   DOB 02/03/1975\nHPI: Seen for the above.\n${record}\nPlan: ${scan}.\nL. Ames, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

const pituitary: Asked = {
  scan: 'MRI of the pituitary (70553)',
  criterion: 'A raised prolactin on a blood test.',
  missed: 'A raised prolactin has not been shown.',
};
const ducts: Asked = {
  scan: 'MRCP (74181)',
  criterion: 'Bilirubin, alkaline phosphatase, AST or ALT above the upper limit of normal.',
  missed: 'Your liver tests were normal.',
};
const kidneys: Asked = {
  scan: 'CT angiography of the coronary arteries (75574)',
  criterion: 'Serum creatinine or eGFR within the past 90 days, with eGFR of 30 or more.',
  missed: 'The notes do not show how long the complaint has lasted.',
};

describe('a value without range or flag', () => {
  it.each([
    [pituitary, 'Her prolactin came back high, 71.'],
    [ducts, 'LFTs up on 4/9: AST 92, ALT 133.'],
    [ducts, 'Liver panel abnormal on 04/09/2026.'],
    [ducts, 'Transaminases about four times normal on 04/09/2026.'],
  ])('called high or abnormal speaks against the letter: $1', (asked, record) => {
    expect(found(asked, record)).toContain('denial-contradicted-by-record/lab-result');
  });
  it.each([
    [pituitary, 'Labs 04/09/2026: prolactin 14, TSH 1.7.'],
    [pituitary, 'A high prolactin can come from medicines.'],
    [ducts, 'LFTs on 4/9: AST 22, ALT 31.'],
    [ducts, 'Recheck for elevated LFTs in a month.'],
    [ducts, 'LFTs not elevated.'],
    // No range, no flag, no word: whether that is high is the laboratory's to say.
    [pituitary, 'PRL 64 on 4/9.'],
    [ducts, 'alt 122 ast 95 on 4/9'],
  ])('normal, bare, or only spoken of, does not: $1', (asked, record) => {
    expect(found(asked, record)).not.toContain('denial-contradicted-by-record/lab-result');
  });
  it.each([
    'Creatinine 1.0, GFR estimated 68 on 04/09/2026.',
    'Glomerular filtration rate of 72 on 04/09/2026.',
  ])('is read in other orders of words: %s', (record) => {
    expect(found(kidneys, record)).toContain('criterion-met/lab-result');
  });
});
