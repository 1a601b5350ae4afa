/** Films, mammograms, echoes and ultrasounds of before, as notes tell of them, against a letter that misses them. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

interface Asked {
  readonly scan: string;
  readonly complaint: string;
  readonly criterion: string;
  readonly missed: string;
}
const elbow: Asked = {
  scan: 'MRI of the right elbow (73221)',
  complaint: 'Right elbow pain for four months.',
  criterion: 'X-rays of the elbow have been taken.',
  missed: 'X-rays of the elbow were not done.',
};
const breast: Asked = {
  scan: 'MRI of both breasts (77049)',
  complaint: 'BRCA1 pathogenic variant carrier.',
  criterion: 'A mammogram within the past 12 months.',
  missed: 'There was no mammogram in the past 12 months.',
};
const heart: Asked = {
  scan: 'Cardiac MRI (75561)',
  complaint: 'Dyspnea, cardiomyopathy suspected.',
  criterion: 'An echocardiogram within the past 6 months.',
  missed: 'No echocardiogram was submitted.',
};
const bile: Asked = {
  scan: 'MRCP (74181)',
  complaint: 'Pain in the right upper abdomen.',
  criterion: 'An ultrasound of the abdomen.',
  missed: 'Ultrasound of the abdomen has not been performed.',
};

/** The finding on earlier imaging that the case gives: contradicted, unmet, or none. */
function findingOn({ scan, complaint, criterion, missed }: Asked, told: string): string | undefined {
  return analyze(
    caseOf({
      'letter.txt': `Finch Valley Health\nMay 11, 2026\nMember: Olive Tarn\nMember ID: FV20931\nRe: ${scan}\nDear Olive Tarn:\nWe denied this request. It is not medically necessary under Policy AB-7.\n${missed}\nYou may appeal within 180 days.`,
      'policy.txt': `Finch Valley Health\nMedical Policy AB-7: ${scan}\nEffective January 1, 2026\n${scan} is medically necessary when all of the following are met:\n1. Symptoms as described.\n2. ${criterion}\n`,
      'note.txt': `Brook Clinic\nOffice visit 04/27/2026\nPatient: Olive Tarn   DOB 03/04/1970\nHPI: ${complaint} ${told}\nPlan: ${scan}.\nT. Moss, MD`,
    }),
    rules,
  ).findings.find(({ concept }) => concept === 'prior-imaging')?.type;
}

it.each([
  [elbow, 'XRs neg for fx.'],
  [elbow, 'Plain films taken in the emergency room last month were unremarkable.'],
  [elbow, 'Her elbow was x-rayed on 4/14; the report reads normal.'],
  [elbow, 'Roentgenograms of the right elbow were within normal limits.'],
  [elbow, 'X-rays show mild arthritis of the radial head.'],
  [elbow, '\nRESULTS\nXR ELBOW 3V RIGHT   04/14/2026   Final   No acute finding'],
  [breast, 'Last mammogram 12/2025, normal.'],
  [breast, 'MMG 02/11/2026 - cat C density, no mass.'],
  [breast, 'DBT 02/11/2026: no suspicious finding.'],
  [breast, 'Yearly mammo up to date (02/11/2026).'],
  [breast, '\nMAMMO SCREEN BILAT W TOMO\n02/11/2026   Final result\nImpression: Negative.'],
  [heart, 'Cardiac ultrasound on 3/12/2026 showed a thick septum.'],
  [heart, '\nTRANSTHORACIC ECHOCARDIOGRAM\nDate of study: 03/12/2026\nLV ejection fraction 45%. Mild LVH.'],
  [heart, '2D echo last month: EF 45, septum 14 mm.'],
  [bile, 'Sonogram of the abdomen on April 5 was inconclusive.'],
])('%#: a picture that was taken answers a letter that misses it', (asked, told) => {
  expect(findingOn(asked, told)).toBe('denial-contradicted-by-record');
});

it.each([
  [elbow, 'Elbow x-rays were ordered.'],
  [elbow, 'He was told that his x-rays were normal.'],
  [elbow, 'X-rays of the left elbow on 04/14/2026 were normal.'],
  [breast, 'Breast ultrasound on 02/11/2026 was BI-RADS 1.'],
  [breast, 'Mammogram 02/11/2024, normal.'],
  [heart, '\nTRANSTHORACIC ECHOCARDIOGRAM\n06/15/2026   Scheduled'],
  [bile, 'Ultrasound of the thyroid 4/5/2026: nodule.'],
  [bile, 'Pelvic ultrasound 4/5/2026 normal.'],
])('%#: another picture, or one to come, does not', (asked, told) => {
  expect(findingOn(asked, told)).not.toBe('denial-contradicted-by-record');
});

it.each([
  ['An x-ray should come before an MRI and we found none.', true],
  ['Before an MRI, plain films are needed. The notes we have do not mention any.', true],
  ['The x-rays taken on April 14 do not show a tear.', false],
])('%s', (missed, contradicted) => {
  const found = findingOn(
    { ...elbow, missed },
    'X-rays of the right elbow on 04/14/2026 showed no fracture.',
  );
  expect(found === 'denial-contradicted-by-record').toBe(contradicted);
});
