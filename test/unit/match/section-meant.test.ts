/** Which section the letter applied, where it cites none by a label behind the policy's number. All papers are invented. */
import { expect, it } from 'vitest';
import { readDenial } from '../../../shared/engine/denial/read-denial.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { isLabel } from '../../../shared/engine/match/sections/sections-for.ts';
import { labelParts } from '../../../shared/engine/policy/outline/label-paths.ts';
import { policyOf } from '../policy/support.ts';
import { caseOf, pagesOf, rules } from '../engine-kit.ts';

const policy = `Larkfield Health Plan
Imaging Standard LK-61   MRI of the Heart
Starts: January 1, 2026.   Next review: January 2027.

Section 1. Stress MRI for coronary disease (75559)
Exercise echocardiography is to be performed before magnetic resonance imaging of the heart is considered.

Section 2. Suspected acute myocarditis (75561)
All of the following:
2.1 a troponin above the upper limit within 30 days of the request;
2.2 an echocardiogram in the same 30 days.
No stress test is asked for in this section.

Section 3. What to send
The note of the cardiologist.
`;
const chart = `Lakeside Cardiology
Patient: Jorun Thackeray DOB 02/03/1980
Visit 04/28/2026
Chest pain after a cold. Troponin I 2.10 ng/mL (H) on 04/24/2026, reference under 0.04.
Echocardiogram 04/25/2026: EF 55 percent.
Assessment: Suspected acute myocarditis (I40.9).
Plan: cardiac MRI 75561.
L. Osei, MD`;
const findings = (rationale: string): string[] =>
  analyze(
    caseOf({
      'letter.pdf': `Larkfield Health Plan\nMay 12, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nMRI of the heart (75561) is not medically necessary. ${rationale}\nYou may appeal within 180 days.`,
      'policy.pdf': policy,
      'chart.pdf': chart,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);
const misapplied = 'policy-misapplied/clinical-situation';

it.each([
  'We follow our Imaging Standard LK-61: "Exercise echocardiography is to be performed before magnetic resonance imaging of the heart is considered." It has not been done.',
  'Section 1 of our Imaging Standard LK-61 was applied. The test that it asks for has not been done.',
  'Under our Imaging Standard LK-61, in its coronary disease section, another test comes first.',
])('knows the section by the words of the letter: %s', (rationale) => {
  expect(findings(rationale)).toContain(misapplied);
});

it.each([
  'We follow our Imaging Standard LK-61: "a troponin above the upper limit within 30 days of the request" was not sent.',
  'Section 2 of our Imaging Standard LK-61 was applied. No troponin was sent.',
  'Under our Imaging Standard LK-61 no troponin was sent. See also the Evidence of Coverage, section 1.',
])('leaves the right one alone: %s', (rationale) => {
  expect(findings(rationale)).not.toContain(misapplied);
});

const cited = (rationale: string, folder: readonly string[]) =>
  readDenial(
    {
      documentId: 'letter',
      documentIds: ['letter'],
      pages: pagesOf(
        'letter',
        `Larkfield Health Plan\nMay 12, 2026\nMember: Jorun Thackeray\nDear Ms. Thackeray:\nThe PET scan (78815) is not medically necessary. ${rationale}\nYou may appeal within 180 days.`,
      ),
    },
    rules,
    folder,
  ).denial.citedPolicies.map(({ id, section }) => [id, section]);

it.each([
  [
    'The reviewer relied on Larkfield Medical Position Paper 31 ("PET in Cancer").',
    ['31'],
    'Medical Position Paper 31',
    null,
  ],
  ['The reviewer used Larkfield Coverage Circular no. 7.', ['7'], 'Coverage Circular no. 7', null],
  ['Section 5 of our Medical Policy ONC-PET-3 leaves it out.', ['ONC-PET-3'], 'ONC-PET-3', '5'],
  [
    'Medical Policy ONC-PET-3 leaves it out. See the Evidence of Coverage, section 3.1.',
    ['ONC-PET-3'],
    'ONC-PET-3',
    null,
  ],
  [
    'Medical Policy ONC-PET-3 says in a section that nobody named that it is not needed.',
    ['ONC-PET-3'],
    'ONC-PET-3',
    null,
  ],
] as const)('reads the citation in "%s"', (rationale, folder, id, section) => {
  expect(cited(rationale, folder)).toEqual([[id, section]]);
});

it('reads what a policy starts on, and not when it is reviewed next', () => {
  expect(policyOf(policy).effectiveDate).toBe('2026-01-01');
});

it('takes TP-118 for a number, and TP53 for a gene', () => {
  const id = (head: string) =>
    policyOf(`${head}\nEffective 04/01/2026\n\n1. Screening\nMRI is covered with a variant of TP53.\n`).id;
  expect(id('Larkfield Technology Positions\nTP-118    BREAST MRI (77049)')).toBe('TP-118');
  expect(id('Breast MRI with TP53 variants')).toBeNull();
});

it.each([
  'Investigational in every lymphoma once remission is complete.',
  'Unproven as a screening test, including in those with diabetes.',
  'Not established for early disease.',
])('takes a section for refused that opens with "%s"', (words) => {
  const { sections } = policyOf(
    `LK-90: PET. Effective 01/01/2026.\n\n1. New disease\nCovered after a biopsy.\n\n2. Later on\n${words}\n`,
  );
  expect(sections.map(({ role }) => role)).toEqual(['covered', 'not-covered']);
});

it.each([
  'twenty-three months or more have gone by since the last study',
  'Ten weeks or more have passed since that CT.',
  'a year has elapsed since the previous scan',
  'twelve weeks must have passed from the baseline MRI',
])('reads time since a study in "%s"', (words) => {
  const { sections } = policyOf(
    `LK-91: Repeat scans. Effective 01/01/2026.\n\n1. Repeat study\nCovered when all of these are met:\n1.1 ${words}\n1.2 a visit to the clinician.\n`,
  );
  expect(JSON.stringify(sections[0]?.tree)).toContain('"concept":"interval"');
});

it('knows a chapter numbered with a zero by its plain number', () => {
  expect(isLabel('4.0', 'section 4')).toBe(true);
  expect(isLabel('4.0', '4.0')).toBe(true);
  expect(isLabel('4.0', '40')).toBe(false);
  expect(isLabel('10.0', '1')).toBe(false);
  expect(labelParts('4.0')).toEqual(labelParts('section 4'));
  expect(labelParts('4.0.1')).not.toEqual(labelParts('4.1'));
});
