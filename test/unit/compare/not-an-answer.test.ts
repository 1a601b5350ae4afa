/** Facts of the same concept that do not answer what the letter misses. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { lengthOf } from '../../../shared/engine/record/course-length.ts';
import { caseOf, rules } from '../engine-kit.ts';

const letter = (scan: string, words: string) =>
  `Fernhill Health Plan\n\nAugust 11, 2026\n\nDear Tobias Lowe:\n\nMember ID: FH-4471-9920. Case C-112233-44. We cannot cover ${scan}. ${words}\n\nYou have 180 days to appeal.`;

const found = (scan: string, words: string, note: string) =>
  analyze(
    caseOf(
      {
        'denial.pdf': letter(scan, words),
        'clinic.pdf': `TRUCKEE CLINIC\nOffice visit 07/08/2026\nTobias Lowe DOB 04/06/1961\n${note}\nS. Ivanchuk, MD`,
      },
      { today: '2026-08-20', planType: 'unknown' },
    ),
    rules,
  )
    .findings.filter(({ type }) => type === 'denial-contradicted-by-record')
    .map(({ concept }) => concept);

const knee = 'an MRI of the left knee (73721) for M25.562';
const chest = 'a CT of the chest (71250) for R05.3';

it.each([
  [
    'No standing x-rays of the left knee were submitted.',
    'XR left knee 07/02/2026, standing AP and lateral: mild medial narrowing.',
    'XR left knee 07/02/2026, supine on stretcher: no fracture.',
  ],
  [
    'Weight-bearing radiographs of the left knee are missing.',
    'XR left knee 07/02/2026, weight-bearing: no fracture.',
    'XR left knee 07/02/2026, non-weight-bearing: no fracture.',
  ],
])('asks for films in that manner: %s', (words, shown, otherwise) => {
  expect(found(knee, words, `Imaging: ${shown}`)).toEqual(['prior-imaging']);
  expect(found(knee, words, `Imaging: ${otherwise}`)).toEqual([]);
});

it.each(['X-ray tech out today, will do next time.', 'Knee x-ray: machine down, could not be done.'])(
  'does not take a picture that was put off for one: %s',
  (words) => {
    expect(found(knee, 'No x-ray of the left knee was submitted.', `Exam: Stable knee. ${words}`)).toEqual(
      [],
    );
  },
);

it('tells locking from clicking', () => {
  const words = 'No locking of the left knee was recorded.';
  expect(found(knee, words, 'HPI: Left knee pain. The left knee locks on stairs.')).toEqual([
    'mechanical-symptoms',
  ]);
  expect(found(knee, words, 'HPI: Left knee pain. The left knee clicks sometimes.')).toEqual([]);
});

it('tells a medicine for another disease from one for this', () => {
  const words = 'There has been no four-week trial of medicine for reflux or asthma.';
  expect(found(chest, words, 'HPI: Cough.\nMedications: infliximab every 8 weeks (since 2021)')).toEqual([]);
});

it.each(['reassess 4 wks', 'recheck 6 weeks', 'see her again 6 weeks'])(
  'does not count the weeks until the next visit as weeks of a medicine: %s',
  (visit) => {
    expect(lengthOf(`Continue omeprazole, ${visit}`, 'Continue '.length)).toBeNull();
    expect(lengthOf('Continue omeprazole for 4 weeks', 'Continue '.length)?.days).toBe(28);
  },
);

it('takes orders of a list with their status for what they are', () => {
  const words = 'A treadmill test has not been done.';
  const list = (status: string) =>
    `Orders and referrals\n05/04/2026  TREADMILL STRESS TEST (93015)  Dx R07.9\nStatus: ${status}`;
  const scan = 'a SPECT study of the heart (78452) for R07.9';
  for (const status of ['SCHEDULED 08/27/2026 9:40', 'Pending', 'DENIED BY PLAN'])
    expect(found(scan, words, list(status))).toEqual([]);
});

it('does not hold the study that the letter itself tells of against it', () => {
  expect(
    found(
      chest,
      'Your last CT was on February 17, 2026, so that only six months have passed.',
      'HPI: Nodule seen on chest CT 02/17/2026: 7 mm, stable.',
    ),
  ).toEqual([]);
});

it('does not answer too little time with words about time', () => {
  expect(
    found(
      'a bone density scan (77080) for M85.80',
      'Your last study was on May 11, 2025, which is less than 24 months ago.',
      'Assessment: Osteopenia with a wrist fracture since the last scan.',
    ),
  ).not.toContain('interval');
});
