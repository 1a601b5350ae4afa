/** Short sections that grant a scan without waiting, say what a word does not take in, or ask that no scan was made lately. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const policy = (words: string): ReturnType<typeof policyOf> =>
  policyOf(`Larkfield Health\nGuideline LK-K\nEffective 01/01/2026\n\n${words}\n`);

describe('a scan that is granted without waiting', () => {
  it.each([
    ['MRI without a trial of care when the elbow is locked.', 'mechanical-symptoms'],
    ['Imaging without waiting where strength of the hand is 3/5 or less.', 'motor-deficit'],
    ['CT right away, with no waiting period, if a fracture is suspected.', 'fracture-trauma'],
    ['MRI without six weeks of therapy for papilledema.', 'papilledema'],
  ])('has what stands behind for its condition: %s', (sentence, concept) => {
    const [section] = policy(`K.1 First case. ${sentence}\n\nK.2 Others. Six weeks of therapy.`).sections;
    const [waiver] = section?.waivers ?? [];
    expect(sketch(waiver?.condition)).toContain(concept);
    expect(waiver?.waivesConcepts).toContain('conservative-therapy');
  });

  it('is no scan without contrast', () => {
    const { sections } = policy('K.1 Tear. MRI without contrast when a tear is suspected on examination.');
    expect(sections.flatMap(({ waivers }) => waivers)).toEqual([]);
  });
});

it.each([
  'Clicking or popping is not locking.',
  'A knee that buckles from pain is not instability.',
  'Word by telephone is not a report.',
])('does not take for a condition what a word leaves out: %s', (sentence) => {
  const { sections } = policy(
    `K.1 Locked knee. MRI without a trial of care when the knee cannot be straightened. ${sentence}`,
  );
  const conditions = sections.flatMap(({ waivers }) => waivers.map(({ condition }) => condition.text));
  expect(conditions.length).toBeGreaterThan(0);
  expect(conditions.join(' ')).not.toContain(' is not ');
});

it('reads a title of its own line apart from the words that announce the list', () => {
  const [section] = policy(
    'B. Swelling of no clear cause\nALL are needed:\nB1  A visit in the last 30 days\nB2  Ultrasound in the last 90 days',
  ).sections;
  expect(section?.role).toBe('covered');
  expect(section?.waivers).toEqual([]);
});

describe('no scan in the last months, unless', () => {
  it.each([
    'C2  No CT of that part in the last 12 months, UNLESS there is a change since then:\n- fever\n- new mass',
    'C2  No MRI within the past year, except where one of these is new:\n- fever\n- weakness',
    'C2  no earlier study in the past 12 months, unless any of these has come since:\n- fever\n- weight loss',
  ])('asks for the time, and the list below releases from it: %s', (item) => {
    const [section] = policy(
      `C. Long pain\nALL are needed:\nC1  A visit in the last 60 days\n${item}\nC3  Ultrasound in the last 90 days`,
    ).sections;
    expect(sketch(section?.tree)).toContain('interval>=');
    expect(sketch(section?.tree)).not.toContain('infection');
  });
});

it.each([
  'B1 and B2 are waived for members who live more than 60 miles from the nearest ultrasound.',
  'B1 and B2 are waived for members in hospice.',
  'B2 is waived in counties without an ultrasound unit.',
])('has no test done for the condition where the way to it is long: %s', (sentence) => {
  const { sections } = policy(
    `B. Pain\nALL are needed:\nB1  A CBC in the last 30 days\nB2  Ultrasound in the last 90 days\n\nF. Waiver\n${sentence}`,
  );
  expect(sections.flatMap(({ waivers }) => waivers.map(({ condition }) => sketch(condition)))).not.toContain(
    'prior-imaging',
  );
});

it.each(['Send with the request', 'To be sent', 'Please attach', 'Records'])(
  'takes "%s" for a list of papers',
  (title) => {
    const { sections } = policy(
      `A. Pain of the belly\nAny ONE allows the scan:\nA1  Fever\nA2  Injury\n\nB. Cancer\nCT is covered for staging of a cancer proven by biopsy.\n\nC. ${title}\nNotes of the last 60 days, lab results, imaging reports.`,
    );
    expect(sections.find(({ label }) => label === 'C')?.role).toBe('documentation');
  },
);
