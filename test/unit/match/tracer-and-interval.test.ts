/** A section misread on a scan, a paragraph that sends others elsewhere, and which study an interval is counted from. */
import { expect, it } from 'vitest';
import { isOfOtherKind } from '../../../shared/engine/match/evidence/study-kinds.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';
import { policyOf, sketch } from '../policy/support.ts';
import { fact, outcomeOf } from './support.ts';

const policy = `Larkfield Health
LK-36: Tumor Imaging with PET
Effective 01/01/2026

III. FDG (A9552)
Medically necessary when A and B are met:
A. Biopsy-proven solid tumor.
B. CT within the past 90 days.

V. Somatostatin receptor tracers (A9587, A9592)
Medically necessary when all are present:
1. Histologically proven neuroendocrine tumor.
2. CT or MRI of the region within the past 90 days.
3. No somatostatin receptor PET within the past 6 months.

Poorly differentiated carcinoma: use section III.A.

VIII. Rationale, section V
In pooled series of neuroendocrine tumors the PET had a sensitivity near 91 percent and led to a change of plan in cancer.
`;

it('reads an item without the paragraph that sends others elsewhere', () => {
  const { sections } = policyOf(policy);
  expect(sketch(sections.find(({ label }) => label === 'V')?.tree)).toBe(
    'all(tissue-diagnosis, prior-imaging<90d, interval>=180d)',
  );
});

it.each([['Rationale, section 1'], ['Basis'], ['Background to section 1']])(
  'reads no criteria below %s',
  (title) => {
    const { sections } = policyOf(
      `Larkfield Health\nLK-37: PET\nEffective 01/01/2026\n\n1. Tumors\nPET (78815) is covered when A and B are met:\nA. Biopsy-proven tumor.\nB. CT within the past 90 days.\n\n2. ${title}\nSociety guidelines for follow-up after surgery for cancer were reviewed. Most recurrences are found in years 1 to 3.\n`,
    );
    expect(sections.find(({ label }) => label === '2')?.role).toBe('other');
  },
);

it.each([['Section IIL.D'], ['Section lll.A'], ['Section II1.B'], ['Section III.A']])(
  'takes %s for the section III of the policy',
  (cited) => {
    const { findings } = analyze(
      caseOf({
        'letter.txt': `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve PET with CT (78815) with copper Cu-64 dotatate (A9592). It is investigational. Our policy LK-36 was used. ${cited} of the policy speaks of such a tumor.\nYou may appeal within 180 days.`,
        'policy.txt': policy,
        'chart.txt':
          'NORTH SHORE ONCOLOGY\nPatient: Jorun Thackeray DOB 02/03/1960\nDate: 04/20/2026\nAssessment: neuroendocrine tumor of the ileum.\n',
      }),
      rules,
    );
    expect(findings.map(({ type, concept }) => `${type}/${concept}`)).toContain('policy-misapplied/modality');
  },
);

it.each([
  ['No PET within the past 6 months', 'mri', true],
  ['No PET within the past 6 months', 'pet', false],
  ['At least 11 months since the last CT or MRI', 'mri', false],
  ['No MRI in the past year', 'ct', true],
  ['No stress MRI in the past year', 'ct', false],
  ['No scan in the past year', 'ct', false],
])('tells kinds of studies apart: %s beside %s', (asked, detail, other) => {
  expect(isOfOtherKind(asked, detail)).toBe(other);
});

it('counts the interval from the last study of the kind, and not from one whose report advises it', () => {
  const study = (quote: string, detail: string, date: string) =>
    fact('prior-imaging', quote, { detail, date, noteDate: date, section: 'report' });
  const only = `Policy QX-15 PET\n\n1. Criteria\nPET is covered when all of these are documented:\n1.1 No PET within the past 6 months.\n1.2 MRI within the past 90 days.\n`;
  const [interval] = outcomeOf(
    only,
    [
      study('MRI abdomen 05/20/2026: new lesions. PET would be of help.', 'mri', '2026-05-20'),
      study('PET/CT 04/09/2025: no avid disease.', 'pet', '2025-04-09'),
    ],
    { region: 'whole-body' },
  ).children;
  expect(interval?.state).toBe('met');
});
