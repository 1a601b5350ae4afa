/** What a letter's own section and its tests have in common with the policy: no ground to call them wrong. All papers are invented. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (scan: string, policy: string, chart: string, rationale: string): string[] =>
  analyze(
    caseOf({
      'letter.pdf': `Alder Ridge Health\nMay 6, 2026\nMember: Tove Lindqvist\nMember ID: ARH 3310 882\nRe: ${scan}\nDear Ms. Lindqvist:\nWe denied this request. It is not medically necessary. ${rationale}\nYou may appeal within 180 days of receipt of this letter.`,
      'policy.pdf': `Alder Ridge Health\nMedical Policy AR-51: Imaging\nEffective January 1, 2026\n${policy}`,
      'chart.pdf': `Millpond Clinic\nOffice visit 04/22/2026\nPatient: Tove Lindqvist   DOB 03/04/1962\n${chart}\nJ. Abara, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

it('does not call a section wrong for a sign that its own title names', () => {
  const policy = `Article 2. Lung nodule without a tissue result.
PET/CT is paid for if:
2.1  a CT of the chest within 90 days shows a solid nodule of 8 mm or more; and
2.2  the lung function has been tested.

Article 3. Lung cancer, known.
3.1  First staging, when the tissue report is in hand.
3.2  After treatment: a new nodule, or growth of one, on CT.
`;
  const chart =
    'CT chest 04/10/2026: solid 12 mm nodule of the right upper lobe. No history of cancer. FEV1 90%. Plan: PET/CT.';
  expect(
    found('PET/CT skull base to mid-thigh (78815)', policy, chart, 'We went by Policy AR-51, article 2.'),
  ).not.toContain('policy-misapplied/clinical-situation');
});

it('holds blood tests in general against every blood test of the policy', () => {
  const policy = `C. Long-lasting pain
ALL are needed:
C1  A visit in the last 60 days
C2  CBC and lipase, resulted in the last 30 days

G. Other
Lab results of the last 60 days make review quicker.
`;
  const chart = 'Abdominal pain since January. CBC and lipase ordered. Plan: CT abdomen.';
  expect(
    found(
      'CT of the abdomen (74170)',
      policy,
      chart,
      'Policy AR-51, part C, says that blood tests from the last 30 days come first. None was sent.',
    ),
  ).not.toContain('denial-exceeds-policy/lab-result');
});

it('takes no bone density for a bone scan', () => {
  const policy = `4.0  SUSPECTED RELAPSE. All of:\n4.1  The cancer was proven by biopsy.\n4.2  A bone scan in the last 60 days, which was abnormal.\n`;
  const chart = 'Breast cancer 2022. DEXA 03/20/2026: T -1.9 hip. Plan: PET/CT.';
  expect(
    found('PET/CT (78815)', policy, chart, 'No bone scan has been done. Policy AR-51 asks for one.'),
  ).not.toContain('denial-contradicted-by-record/prior-imaging');
});
