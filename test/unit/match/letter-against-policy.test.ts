/** What the letter asks for or applies beside what the policy says: a test that it does not want, another section, a release. */
import { describe, expect, it } from 'vitest';
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

const spine = (annex: string): string =>
  `Larkfield Health\nPolicy LK-34: MRI of the Thoracic Spine\nEffective 01/01/2026\n\nParagraph A \u2014 Scope\nAdults. CPT 72146.\n\nParagraph B \u2014 Pain in the middle back\nMRI is medically necessary when all of these are documented:\nB1. Physical therapy for six weeks.\nB2. An anti-inflammatory medicine, taken daily for three weeks.\nB3. Radiographs of the thoracic spine within the past 12 months.\n\nParagraph C \u2014 Not supported\nScreening.\n\n${annex}`;
const asked = `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve MRI of the thoracic spine (72146). It is not medically necessary under our policy LK-34. We require physical therapy lasting six weeks, an anti-inflammatory medicine taken every day for three weeks, and plain films of the thoracic spine.\nYou may appeal within 180 days.`;
const thoracicChart = `NORTH SHORE SPINE\nPatient: Jorun Thackeray DOB 02/03/1960\nDate: 04/20/2026\nAssessment: pain of the middle back, M54.6.\n`;

it.each([
  'Annex 1 \u2014 Superseded text\nMRI may be approved after two weeks of medication. Films are not required.',
  'Appendix A. Earlier wording\nMRI may be approved after two weeks of medication. Radiographs are not required.',
  'Former criteria\nMRI was approved after two weeks of medication. Radiographs are not required.',
  'Annex 1: Criteria in force before January 1, 2026\nMRI may be approved after two weeks of medication. X-rays are not required.',
  'Prior versions\n2023: Radiographs are not required.',
])('does not hold the letter against a text that is no longer in force: %s', (annex) => {
  const { findings } = analyze(
    caseOf({ 'letter.txt': asked, 'policy.txt': spine(annex), 'chart.txt': thoracicChart }),
    rules,
  );
  expect(findings.filter(({ type }) => type === 'denial-exceeds-policy')).toEqual([]);
});

it('measures each thing that a sentence demands by its own length', () => {
  const twelve = asked.replace(
    'medicine taken every day for three weeks',
    'medicine taken every day for nine weeks',
  );
  const { findings } = analyze(
    caseOf({ 'letter.txt': twelve, 'policy.txt': spine(''), 'chart.txt': thoracicChart }),
    rules,
  );
  expect(
    findings.filter(({ type }) => type === 'denial-exceeds-policy').map(({ concept }) => concept),
  ).toEqual(['medication-trial']);
});

it('leaves the section for what is left over when another section is met', () => {
  const policy = `Larkfield Health\nPolicy LK-35: Imaging of the Head Veins\nEffective 01/01/2026\n\nChapter 1. Veins\nA venogram (70546) is covered when at least one of these is documented:\na. papilledema;\nb. a new headache during pregnancy;\nc. a seizure.\n\nChapter 2. Headache, none of the above\nA venogram is covered when the headache has lasted for four weeks, and when one preventive medicine was taken for six weeks.\n`;
  const denial = `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve MR venography of the head (70546). It is not medically necessary under our policy LK-35. You have not tried a preventive medicine for your headache.\nYou may appeal within 180 days.`;
  const chart = `NORTH SHORE NEUROLOGY\nPatient: Jorun Thackeray DOB 02/03/1990\nDate: 04/20/2026\nHPI: Headache daily since 02/01/2026. No preventive medicine so far.\nExam: Bilateral papilledema.\nAssessment: headache with papilledema.\n`;
  const { findings } = analyze(
    caseOf({ 'letter.txt': denial, 'policy.txt': policy, 'chart.txt': chart }),
    rules,
  );
  expect(findings.map(({ type, concept }) => `${type}/${concept}`)).not.toContain(
    'criterion-unmet/medication-trial',
  );
});

describe('what a letter says of another thing than the criterion asks for', () => {
  const met = (words: string): string[] =>
    analyze(
      caseOf({
        'letter.txt': `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve MRI of the lumbar spine (72148). It is not medically necessary under our policy LK-34. ${words}\nYou may appeal within 180 days.`,
        'policy.txt':
          'Larkfield Health\nPolicy LK-34: MRI of the Lumbar Spine (72148)\nEffective 01/01/2026\n\n1. Leg pain\nMRI is medically necessary when all are documented:\n1.1 physical therapy for six weeks;\n1.2 on examination a reduced reflex, or weakness;\n1.3 an ESR or CRP of the past 90 days.\n',
        'chart.txt':
          'NORTH SHORE SPINE\nPatient: Jorun Thackeray DOB 02/03/1960\nVisit date: 04/20/2026\nLeg pain since January.\nExam: ankle reflex absent on the left.\nLabs 04/18/2026: ESR 8 mm/h, CRP 2 mg/L.\nAssessment: sciatica.\nA. Moberg, MD\n',
      }),
      rules,
    )
      .findings.filter(({ type }) => type === 'criterion-met')
      .map(({ concept }) => concept);

  it('leaves a sign open that is missed only as a way round the steps', () => {
    expect(
      met('No physical therapy was sent, nor weakness reported, which would let us skip that step.'),
    ).toContain('reflex-change');
    expect(met('No physical therapy was sent. No weakness and no loss of a reflex was found.')).not.toContain(
      'reflex-change',
    );
  });

  it('tells one laboratory test from another', () => {
    expect(met('A PSA value was not sent.')).toContain('lab-result');
    expect(met('An ESR was not sent.')).not.toContain('lab-result');
  });
});

describe('what the record documents and the letter passes over', () => {
  const met = (section: string, exam: string): string[] =>
    analyze(
      caseOf({
        'letter.txt':
          'Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve MRI of the cervical spine (72141). It is not medically necessary under our policy LK-35. No physical therapy was sent.\nYou may appeal within 180 days.',
        'policy.txt': `Larkfield Health\nPolicy LK-35: MRI of the Cervical Spine (72141)\nEffective 01/01/2026\n\n${section}\n`,
        'chart.txt': `NORTH SHORE SPINE\nPatient: Jorun Thackeray DOB 02/03/1960\nVisit date: 04/20/2026\nArm pain since January.\nExam: ${exam}\nAssessment: left C6 radiculopathy.\nA. Moberg, MD\n`,
      }),
      rules,
    )
      .findings.filter(({ type }) => type === 'criterion-met')
      .map(({ concept }) => concept);
  const items =
    'MRI is medically necessary when all are documented:\n1.1 physical therapy for six weeks;\n1.2 one of: a positive Spurling test; a reduced reflex.';

  it('may stand in the title of the section, where the title does not leave it out', () => {
    expect(met(`1. Neck pain with radiculopathy\n${items}`, 'Spurling positive.')).toContain('radiculopathy');
    expect(met(`1. Neck pain without radiculopathy\n${items}`, 'Spurling positive.')).not.toContain(
      'radiculopathy',
    );
  });

  it('is, of several things of which one will do, the first that is as sure as the others', () => {
    const exam =
      'Spurling positive on the left. Biceps reflex absent on the left. Brachioradialis reflex 1+.';
    expect(met(`1. Arm pain\n${items}`, exam)).toContain('provocative-test');
    expect(met(`1. Arm pain\n${items}`, 'Spurling negative. Biceps reflex absent on the left.')).toContain(
      'reflex-change',
    );
  });
});
