/** A section that leaves some patients to another section by its own words: whoever stays in it applies the wrong one. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const policy = (words: string): string =>
  `Larkfield Health\nPolicy LK-41: Positron Emission Tomography\nEffective 01/01/2026\n\n4. Retroperitoneal fibrosis (78815). FDG PET is covered and is not investigational when all of the following are on file:\n(i) it is proven by biopsy;\n(ii) a rheumatologist has seen the patient;\n(iii) a CT of the abdomen was done.\n\n5. Infection and inflammation, other. FDG PET in suspected infection or inflammation is investigational, since it has not been shown to improve net health outcome. ${words}\n\n6. Large vessel vasculitis. Covered once at diagnosis if CT angiography is inconclusive.\n`;
const denial = `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve a PET scan (78815). Diagnosis N13.5. It is investigational under Policy LK-41, Positron Emission Tomography, section 5: "FDG PET in suspected infection or inflammation is investigational."\nYou may appeal within 180 days.`;
const chart = `NORTH SHORE RHEUMATOLOGY\nPatient: Jorun Thackeray DOB 02/03/1960\nDate: 04/20/2026\nE. Lund MD, Rheumatology, seen as new patient\nAssessment: retroperitoneal fibrosis, N13.5. Biopsy of the tissue 03/02/2026: retroperitoneal fibrosis. CT of the abdomen 04/01/2026: a sheet of tissue around the aorta.\nPlan: FDG PET, 78815.\n`;

const fever = `NORTH SHORE MEDICINE\nPatient: Jorun Thackeray DOB 02/03/1960\nDate: 04/20/2026\nAssessment: fever of unknown origin, R50.9, for five weeks. No biopsy was done. Blood cultures negative.\nPlan: FDG PET, 78815.\n`;

const misapplied = (words: string, record = chart): boolean =>
  analyze(
    caseOf({ 'letter.txt': denial, 'policy.txt': policy(words), 'chart.txt': record }),
    rules,
  ).findings.some(({ type, concept }) => type === 'policy-misapplied' && concept === 'clinical-situation');

it.each([
  [
    'This section does not concern retroperitoneal fibrosis (section 4) or large vessel vasculitis (section 6).',
  ],
  ['It does not apply to retroperitoneal fibrosis, which is dealt with in section 4.'],
  ['This section is not for retroperitoneal fibrosis (see section 4).'],
  ['Section 5 covers inflammation other than retroperitoneal fibrosis (section 4).'],
  ['All causes are meant, except for retroperitoneal fibrosis (section 4) and vasculitis (section 6).'],
  ['This section excludes retroperitoneal fibrosis, see section 4.'],
])('sends the patient on: %s', (words) => {
  expect(misapplied(words)).toBe(true);
});

it.each([
  [
    'This section does not concern retroperitoneal fibrosis (section 4) or large vessel vasculitis (section 6).',
  ],
  ['This section excludes retroperitoneal fibrosis, see section 4.'],
  [''],
])('leaves who is in it where he is: %s', (words) => {
  expect(misapplied(words, fever)).toBe(false);
});

const neck = `Larkfield Health\nPolicy LK-7: MRI of the Cervical Spine\nEffective 01/01/2026\n\n2. Arm pain from a cervical root (72141). Covered when all of these are met:\n2-A Arm pain for at least 6 weeks. REDIRECT\n2-B Physical therapy for six weeks.\n\n3. Axial neck pain (72141). Covered when all of these are met:\n3-A Neck pain for at least 12 weeks.\n3-B Evaluation by a spine specialist.\n`;
const neckLetter = `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve an MRI of the cervical spine (72141). Diagnosis M54.12. It is not medically necessary under Policy LK-7, MRI of the Cervical Spine, section 2. You have not had six weeks of physical therapy.\nYou may appeal within 180 days.`;
const neckChart = `NORTH SHORE MEDICINE\nPatient: Jorun Thackeray DOB 02/03/1960\nDate: 04/20/2026\nHPI: Right neck and arm pain to the middle finger, 11 weeks now.\nExam: right triceps reflex absent.\nAssessment: cervical radiculopathy C7, M54.12.\nPlan: MRI cervical spine, 72141.\n`;

it.each([
  'Axial neck pain alone: use section 3.',
  'Isolated neck pain: see section 3.',
  'For neck pain only, go to section 3.',
  'Neck pain without arm pain: use section 3.',
  'Purely axial neck pain falls under section 3.',
  'Neck pain by itself belongs in section 3.',
])('keeps whoever has more than what is sent on: %s', (words) => {
  const found = analyze(
    caseOf({
      'letter.txt': neckLetter,
      'policy.txt': neck.replace('REDIRECT', words),
      'chart.txt': neckChart,
    }),
    rules,
  ).findings.filter(({ type }) => type === 'policy-misapplied');
  expect(found).toEqual([]);
});
