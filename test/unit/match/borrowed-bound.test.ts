/** A letter that demands the value of another section, and a section that says itself what it does not ask for. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const policy = (first: string, second: string) =>
  `Clinical Guideline CG-7\nPSMA PET in Prostate Cancer\nIn force from 01/01/2026\n\n1 Suspected recurrence after radical prostatectomy\n\nPSMA PET is medically necessary where all of these are met:\n1.1 adenocarcinoma of the prostate was proven histologically;\n1.2 ${first};\nA bone scan is not a precondition under this section.\n\n2 Suspected recurrence after radiation therapy with the prostate in place\n\nPSMA PET is medically necessary where all of these are met:\n2.1 ${second}.\n2.2 The member is a candidate for local salvage treatment.\n`;

const chart =
  'Elkhart Urology\nProgress note 04/28/2026\nLOWE, ABEL DOB 09/02/1958\nRadical prostatectomy 11/14/2023, prostatic adenocarcinoma, Gleason 4+3=7 on pathology.\nPSA 0.31 (02/23/26), 0.44 (04/20/26).\nAssessment: Biochemical recurrence after prostatectomy (C61).\nPlan: PSMA PET/CT 78815.\nA. Farr MD';

const findings = (letter: string, guideline: string, record = chart) =>
  analyze(
    caseOf(
      {
        'denial.pdf': `Fernhill Health Plan\n\nMay 12, 2026\n\nDear Abel Lowe:\n\nMember ID: FH-4471-9920. Case C-112233-44. Service: 78815, PSMA PET. Diagnosis C61.\nWe used Clinical Guideline CG-7, PSMA PET in Prostate Cancer. ${letter} The scan is not medically necessary.\n\nYou have 180 days to appeal.`,
        'policy.pdf': guideline,
        'chart.pdf': record,
      },
      { today: '2026-06-01', planType: 'church' },
    ),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

const low = 'PSA after the operation is 0.2 ng/mL or higher';
const high = 'PSA has risen 2.0 ng/mL or more above the nadir';
const misapplied = 'policy-misapplied/clinical-situation';

it.each([
  'Under that guideline the PSA must first have risen by 2.0 ng/mL or more.',
  'A PSA of at least 2.0 ng/mL is required.',
  'The guideline asks for a PSA of 2.0 ng/mL or higher.',
  'The PSA must be at least 2.0 ng/mL above the nadir.',
  'A rise of the PSA of 2.0 ng/mL or more has not been shown.',
  'The PSA has not reached the required level of 2.0 ng/mL or more.',
])('knows whose value it is: %s', (letter) => {
  expect(findings(letter, policy(low, high))).toContain(misapplied);
});

it.each([
  ['The PSA must be at least 2.0 ng/mL.', policy(high, high)],
  ['The PSA must be at least 0.2 ng/mL.', policy(low, high)],
  ['The PSA must be at least 5.0 ng/mL.', policy(low, high)],
  ['No biopsy was sent.', policy(low, high)],
])('says nothing for "%s"', (letter, guideline) => {
  expect(findings(letter, guideline)).not.toContain(misapplied);
});

it('counts no exception where a section only says what it does not ask for', () => {
  const found = findings('A bone scan has not been done. It is needed first.', policy(low, high));
  expect(found).toContain('denial-exceeds-policy/prior-imaging');
  expect(found.filter((each) => each.startsWith('exception-ignored'))).toEqual([]);
});

it.each([
  'Only one PSA result was supplied, and no repeat test is on record.',
  'No second PSA value was found.',
  'Just one PSA level was sent; a confirming test is missing.',
  'There is no repeat PSA.',
  'The file has only a single PSA value.',
  'A second PSA result was not provided.',
])('answers "%s" by a second value, whatever level is asked for', (letter) => {
  const words = `The PSA must have risen by 2.0 ng/mL or more. ${letter}`;
  expect(findings(words, policy(low, high))).toContain('denial-contradicted-by-record/lab-result');
  const once = chart.replace(', 0.44 (04/20/26)', '');
  expect(findings(words, policy(low, high), once)).not.toContain('denial-contradicted-by-record/lab-result');
});
