/** Slips of letters: the lung, the hip that was not ordered, the tracer; days left for papers; words that only sound like a part of the notice. */
import { expect, it } from 'vitest';
import type { PlanType } from '../../../shared/domain/kinds.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const letter = (service: string, why: string, rights = '') =>
  `Marsh Hollow Health Plan\nMay 20, 2026\nMember: Iris Fenton\nMember ID: MHH 4471 220\nClaim number: MHC-2605-7731\nRequest received: May 18, 2026\nService: ${service}\n\nDear Ms. Fenton:\n\nThe scan is not medically necessary. ${why}\n\nYou may appeal within 180 days after you receive this letter. ${rights}`;

function found(files: Readonly<Record<string, string>>, planType: PlanType = 'erisa-insured'): string[] {
  return analyze(caseOf(files, { planType, today: '2026-06-01' }), rules).findings.map(
    ({ type, concept }) => `${type}/${concept}`,
  );
}

it.each([
  ['left lower lobe', true],
  ['right lower lobe', false],
])('holds the lobe of the letter (%s) against the chart', (lobe, slip) => {
  const keys = found({
    'letter.pdf': letter('CT of the chest without contrast, 71250', `A nodule of 6 mm lies in the ${lobe}.`),
    'notes.pdf':
      'Tern Valley Clinic\nVisit 05/12/2026\nPatient: Iris Fenton DOB 02/03/1961\nHPI: Nodule of the right lower lobe, found by chance.\nAssessment: solitary nodule RLL, R91.1.\nPlan: CT chest without contrast 71250.\nA. Ruiz, MD',
  });
  expect(keys.includes('fact-mismatch/laterality')).toBe(slip);
});

it('takes the side from the plan of a visit, where the code stands beside it', () => {
  const keys = found({
    'letter.pdf': letter('MR arthrogram of the RIGHT hip, 73722', 'The records do not show therapy.'),
    'notes.pdf':
      'Tern Valley Orthopedics\nVisit 05/12/2026\nPatient: Iris Fenton DOB 02/03/1999\nHPI: Left groin pain.\nPMH: right hip labral repair 2020 (MR arthrogram before it).\nExam: left hip FADIR positive.\nPlan: MR arthrogram left hip 73722.\nA. Ruiz, MD',
  });
  expect(keys).toContain('fact-mismatch/laterality');
});

it('finds a tracer in the letter that is not the one ordered', () => {
  const keys = found({
    'letter.pdf': letter('PET/CT 78815 with A9552 (FDG)', 'Diagnosis C7A.012.'),
    'order.pdf':
      'Tern Valley Cancer Institute\nOrder 05/12/2026\nPatient: Iris Fenton DOB 02/03/1961\nStudy: PET/CT with Ga-68 dotatate\nCodes: 78815, A9587\nDx C7A.012\nA. Ruiz, MD',
  });
  expect(keys).toContain('code-mismatch/procedure-code');
});

it.each([
  ['within 10 days of the date of this letter', true],
  ['within 45 days of the date of this letter', false],
])('measures the time that a letter for more papers leaves: %s', (time, short) => {
  const keys = found({
    'letter.pdf': letter('MRI lumbar spine 72148', 'Requested information was not received.'),
    'asked.pdf': `Marsh Hollow Health Plan\nMay 1, 2026\nTern Valley Clinic\nClaim MHC-2605-7731\nWe need more information to process this claim: the office notes. Please fax them so that we have them ${time}. If we do not, the claim will be denied.`,
  });
  expect(keys.includes('deadline-defect/decision-clock')).toBe(short);
});

it('does not read "no dye allergy" as a scan without dye', () => {
  const keys = found({
    'letter.pdf': letter('CT of the abdomen and pelvis with contrast, 74177', 'No blood tests were done.'),
    'notes.pdf':
      'Tern Valley Clinic\nVisit 05/12/2026\nPatient: Iris Fenton DOB 02/03/1961\nPlan: CT abdomen and pelvis with IV contrast (74177). eGFR 80, no dye allergy.\nA. Ruiz, MD',
  });
  expect(keys).not.toContain('fact-mismatch/contrast');
});

it.each([
  ['You may then apply to the state for an external appeal by an independent agent.', true],
  ["The plan's review organization went by its own guideline.", false],
])('knows the right to an outside review: %s', (rights, there) => {
  const keys = found({ 'letter.pdf': letter('MRI lumbar spine 72148', 'Policy LS-9 applies.', rights) });
  expect(keys.includes('notice-defect/external-review-right')).toBe(!there);
});

it('names a national coverage determination by its letters', () => {
  const { denial } = analyze(
    caseOf({
      'letter.pdf': letter(
        'PET 78815',
        'We looked at National Coverage Determination 220.6.9 and at SVH Medical Standard 4.2.7.',
      ),
    }),
    rules,
  );
  expect(denial?.citedPolicies.map(({ id }) => id)).toEqual(['NCD 220.6.9', '4.2.7']);
});

it('takes no picture for a warning sign because it was taken', () => {
  const keys = found({
    'letter.pdf': letter(
      'MRI thoracic spine without contrast, 72146',
      'Policy SP-9, part C asks for six weeks of therapy; therapy has not begun.',
    ),
    'policy.pdf':
      'Marsh Hollow Health Plan\nMedical Policy SP-9: MRI of the thoracic spine (72146)\nEffective January 1, 2026\n\nPart B. Warning signs: therapy is not required when any one of these is documented:\n1. Injury, or radiograph with loss of vertebral height.\n2. Fever.\n\nPart C. Pain\n1. Six weeks of physical therapy.\n2. Radiographs of the region.\n',
    'films.pdf':
      'Tern Valley Imaging\nFENTON, IRIS DOB 02/03/1961\nTHORACIC SPINE, 3 VIEWS Exam date 05/02/2026\nVertebral heights are maintained. No fracture.\nIMPRESSION: Normal.\nC. Vane, MD',
  });
  expect(keys).not.toContain('exception-ignored/prior-imaging');
});

const scans = (ownDay: string, othersDay: string) => ({
  'notes.pdf':
    'Tern Valley Clinic\nVisit 05/12/2026\nPatient: Iris Fenton DOB 02/03/1961\nHPI: nodule.\nPlan: CT chest 71250.\nA. Ruiz, MD',
  'scans.pdf': `IRIS FENTON DOB 02/03/1961\nCT CHEST WITHOUT CONTRAST ${ownDay}\nFindings: nodule 6 mm.\nImpression: nodule.\fIRWIN FENTNER DOB 12/13/1950\nCT CHEST WITHOUT CONTRAST ${othersDay}\nFindings: none.\nImpression: normal.`,
});

it.each([
  ['Your last CT of the chest was on February 10, 2026.', true],
  ['The most recent CT chest, dated 2/10/2026, shows no change.', true],
  ['Your previous CT of the chest (02/10/26) was normal.', true],
  ['Your last CT of the chest was on November 10, 2025.', false],
  ['Your last CT of the chest was on March 4, 2024.', false],
])('holds the day of an earlier scan against the chart: %s', (said, slip) => {
  const keys = found({
    'letter.pdf': letter('CT of the chest without contrast, 71250', said),
    ...scans('11/10/2025', '02/10/2026'),
  });
  expect(keys.includes('fact-mismatch/dates')).toBe(slip);
});

it.each([
  ['The CT of the chest of November 23, 2025 shows no change.', false],
  ['The CT of the chest of November 18, 2025 shows no change.', true],
  ['The CT of the chest of October 10, 2025 shows no change.', true],
  ['The CT of the chest of November 10, 2024 shows no change.', true],
  ['The CT of the chest of June 23, 2025 shows no change.', false],
])('takes a slip of one digit for one: %s', (said, slip) => {
  const keys = found({
    'letter.pdf': letter('CT of the chest without contrast, 71250', said),
    ...scans('11/10/2025', '02/10/2026'),
  });
  expect(keys.includes('fact-mismatch/dates')).toBe(slip);
});

it.each([
  ['You have pain in the neck that goes into the right arm.', true],
  ['The notes tell of numbness of the right hand.', true],
  ['Right-sided cervical radiculopathy is described.', true],
  ['You have right arm pain.', true],
  ['You have pain in the neck that goes into the left arm.', false],
  ['You have pain in both arms.', false],
])('holds the side of the complaint against the chart: %s', (said, slip) => {
  const keys = found({
    'letter.pdf': letter('72141 MRI cervical spine, no contrast', said),
    'notes.pdf':
      'Tern Valley Clinic\nVisit 05/12/2026\nPatient: Iris Fenton DOB 02/03/1961\nS: Neck pain down the left arm. Tingling in L middle finger.\nA: Cervical radiculopathy M54.12, left C7.\nP: MRI cervical spine 72141.\nA. Ruiz, MD\n\nPhone 05/26/2026: Pt read denial to me, it says right arm. It has been the left all along.',
  });
  expect(keys.includes('fact-mismatch/laterality')).toBe(slip);
});

it.each([
  ['78815, PET with CT, skull base to mid-thigh\nDiagnosis C10.9, malignant neoplasm', ['78815'], ['C10.9']],
  ['72197 MRI pelvis\nDx R97.20 and C61', ['72197'], ['R97.20', 'C61']],
  ['72197 MRI pelvis\nDiagnoses: R07.89; I10', ['72197'], ['R07.89', 'I10']],
  ['75563 MRI heart\nDiagnosis codes R07.89,| 144.7', ['75563'], ['R07.89', 'I44.7']],
  ['72148 MRI lumbar spine\nDx M54.16, and T12 is tender', ['72148'], ['M54.16']],
])('reads the codes of lines without labels: %s', (lines, procedures, diagnoses) => {
  const { denial } = analyze(
    caseOf({
      'letter.pdf': `Marsh Hollow Health Plan\nMay 20, 2026\nMember: Iris Fenton\nOrdering: Marisela Cantu, MD\n${lines}\n\nThe scan is not medically necessary.`,
    }),
    rules,
  );
  expect(denial?.procedureCodes.map(({ value }) => value)).toEqual(procedures);
  expect(denial?.diagnosisCodes.map(({ value }) => value)).toEqual(diagnoses);
});

it.each([
  ['right-sided weakness', 'left arm weakness', true],
  ['weakness of the right arm', 'L arm wk and L facial droop', false],
  ['numbness of your right side of the face', 'left face numbness', false],
  ['right arm numbness', 'Lt arm numbness', true],
  ['right facial droop', 'left facial droop', true],
  ['left-sided weakness', 'left arm weakness', false],
])('holds the side of a spell (%s) against the chart (%s)', (said, charted, slip) => {
  const keys = found({
    'letter.pdf': letter('MRI brain without contrast, 70551', `The request tells of an episode of ${said}.`),
    'notes.pdf': `Tern Valley Neurology\nVisit 05/12/2026\nPatient: Iris Fenton DOB 02/03/1961\nCC: spell of ${charted}, 05/08/2026.\nHPI: sudden ${charted}, ten minutes.\nImpression: right hemispheric TIA.\nPlan: MRI brain 70551.\nA. Ruiz, MD`,
  });
  if (slip) expect(keys).toContain('fact-mismatch/laterality');
  else if (said.includes('left')) expect(keys).not.toContain('fact-mismatch/laterality');
});

it.each([
  ['left breast', true],
  ['right breast', false],
])(
  'holds the breast that the letter speaks of (%s) against the chart, the well one aside',
  (breast, slip) => {
    const keys = found({
      'letter.pdf': letter(
        'MRI of both breasts without contrast, 77047',
        `The scan is to look at the implant in your ${breast}.`,
      ),
      'notes.pdf':
        'Tern Valley Plastic Surgery\nVisit 05/12/2026\nPatient: Iris Fenton DOB 02/03/1961\nHPI: Change of the right breast implant. The left breast was never operated on.\nExam: right implant firm. The left breast is soft without mass.\nPlan: MRI both breasts 77047.\nA. Ruiz, MD',
    });
    expect(keys.includes('fact-mismatch/laterality')).toBe(slip);
  },
);

it.each([
  'Asked if there was an extension, he sees none in the system.',
  'No extension letter came.',
  'We never got an extension letter.',
  'Checked whether an extension was taken: nothing.',
  'The extension was not sent.',
])('takes "%s" for no extension', (note) => {
  const keys = found(
    {
      'letter.pdf': letter('MRI lumbar spine 72148', 'The records do not show therapy.').replace(
        'Request received: May 18, 2026',
        'Request received: April 18, 2026',
      ),
      'calls.txt': `My call notes with Marsh Hollow\n5/10 ${note}`,
    },
    'erisa-insured',
  );
  expect(keys).toContain('deadline-defect/decision-clock');
});
