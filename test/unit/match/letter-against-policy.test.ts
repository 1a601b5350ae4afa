/** What the letter asks for or applies beside what the policy says: a test that it does not want, another section, a release. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { policyOf } from '../policy/support.ts';
import { caseOf, rules } from '../engine-kit.ts';

it('reads that neither of two tests is asked for, whatever stands behind the semicolon', () => {
  const policy = policyOf(
    `Larkfield Health\nLK-31: MRI of the Brain\nEffective 01/01/2026\n\nSection 1. First seizure\nMRI of the brain (70553) is medically necessary after a first seizure that a clinician describes. Neither an EEG nor a CT of the head is required beforehand; if they were done, please enclose them.\n`,
  );
  expect(
    policy.sections.flatMap(({ notRequired }) => notRequired).flatMap(({ concepts }) => concepts),
  ).toContain('prior-imaging');
});

it('does not add the sentence before to one that names its own tests', () => {
  const policy = policyOf(
    `Larkfield Health\nLK-32: MRI of the Cervical Spine\nEffective 01/01/2026\n\nSection 1. Arm pain\nMRI (72141) is medically necessary after six weeks of physical therapy and a visit afterward. The visit after treatment is asked for because many are better by then. Neither radiographs nor nerve tests are prerequisites.\n`,
  );
  const concepts = policy.sections.flatMap(({ notRequired }) => notRequired).flatMap((own) => own.concepts);
  expect(concepts).not.toContain('re-evaluation');
  expect(concepts).not.toContain('physical-therapy');
});

const letter = (words: string): string =>
  `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve a PET scan of the heart (78431). It is not medically necessary. ${words}\nYou may appeal within 180 days.`;
const report = (impression: string): string =>
  `NORTH SHORE NUCLEAR CARDIOLOGY\nPatient: Jorun Thackeray DOB 02/03/1960\nEXAM: SPECT MYOCARDIAL PERFUSION, REGADENOSON\nDATE: 03/11/2026\nFINDINGS: Anterior defect, breast attenuation.\nIMPRESSION: ${impression}`;

it.each([
  ['Equivocal study; ischemia cannot be excluded.', true],
  ['Normal perfusion.', false],
])('holds the report of the month against a test called normal: %s', (impression, contradicted) => {
  const { findings } = analyze(
    caseOf({
      'letter.pdf': letter('Your SPECT heart scan of March 2026 was read as normal.'),
      'report.pdf': report(impression),
    }),
    rules,
  );
  expect(
    findings.some(
      ({ type, concept }) => type === 'denial-contradicted-by-record' && concept === 'stress-test',
    ),
  ).toBe(contradicted);
});

it('compares a length with the item for this situation, not with a longer one of its neighbour', () => {
  const policy = `Larkfield Health\nPolicy LK-33: MRI of the Cervical Spine\nEffective 01/01/2026\n\n1. Neck pain\n1a. Cervical radiculopathy: physical therapy for six weeks, and radiographs.\n1b. Neck pain alone: physical therapy for twelve weeks, radiographs, and the advice of a spine specialist.\n`;
  const denial = `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve MRI of the cervical spine (72141) for cervical radiculopathy (M54.12). It is not medically necessary under our policy LK-33. You need to have completed twelve weeks of physical therapy.\nYou may appeal within 180 days.`;
  const chart = `NORTH SHORE SPINE\nPatient: Jorun Thackeray DOB 02/03/1960\nDate: 04/20/2026\nAssessment: cervical radiculopathy, M54.12. Physical therapy from 02/20/2026 to 04/10/2026, twelve visits.\n`;
  const { findings } = analyze(
    caseOf({ 'letter.txt': denial, 'policy.txt': policy, 'chart.txt': chart }),
    rules,
  );
  expect(findings.map(({ type, concept }) => `${type}/${concept}`)).toContain(
    'denial-exceeds-policy/physical-therapy',
  );
});

it('names what a film shows, not the film, as what releases', () => {
  const policy = `Larkfield Health\nPolicy LK-34: MRI of the Thoracic Spine\nEffective 01/01/2026\n\nPart A. Imaging without a period of treatment when any of these is documented\nA-1 Injury, or radiograph with loss of vertebral height\nA-2 History of cancer\n\nPart B. Pain\nMRI (72146) is medically necessary after six weeks of physical therapy and radiographs.\n`;
  const denial = `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve MRI of the thoracic spine (72146). It is not medically necessary under our policy LK-34. Six weeks of physical therapy have not been completed.\nYou may appeal within 180 days.`;
  const chart = `NORTH SHORE SPINE\nPatient: Jorun Thackeray DOB 02/03/1960\nDate: 04/20/2026\nThoracic pain for three weeks. X-ray of the thoracic spine 04/18/2026: normal.\nPlan: MRI thoracic spine.\n`;
  const { findings } = analyze(
    caseOf({ 'letter.txt': denial, 'policy.txt': policy, 'chart.txt': chart }),
    rules,
  );
  expect(findings.filter(({ type }) => type === 'exception-ignored')).toEqual([]);
});
