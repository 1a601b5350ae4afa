/** How long care went, where its sentence, the labels behind it or a therapist's letter tell it. */
import { expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { isEvidence } from '../../../shared/engine/match/evidence/evidence.ts';
import { pagesOf } from './pages.ts';

const rules = loadRecordRules();

/** The longest evidence for the concept in days; -1 where nothing of it was done. */
function daysOfCare(concept: string, words: string, title = 'Office visit 06/30/2026'): number {
  const text = `${title}\nPatient: Olga Prine  DOB 02/02/1970\n\nHPI:\nLow back pain since January 2026.\n${words}\n\nA. Vance, MD\n`;
  const facts = readRecords([{ documentId: 'doc', pages: pagesOf(text) }], rules, null).facts.filter(
    (fact) => fact.concept === concept && isEvidence(fact) && fact.context.temporality === 'recent',
  );
  return Math.max(-1, ...facts.map(({ measure }) => measure?.days ?? 0));
}

const told: readonly (readonly [string, string, number])[] = [
  ['physical-therapy', 'She began PT on 03/16/2026 and was released on 05/11/2026, no better.', 56],
  ['physical-therapy', 'Rehab for the back: start of care 03/02/2026, last session 04/27/2026.', 56],
  ['physical-therapy', 'PT attended 04/06, 04/13, 04/20, 04/27, 05/04, 05/11 and 05/18/2026.', 42],
  ['physical-therapy', 'PT: Yes. Duration: 8 weeks. Response: none.', 56],
  ['physical-therapy', 'She tried physical therapy. It lasted nine weeks.', 63],
  ['physical-therapy', 'Physical therapy did not help. She attended from 04/01/2026 to 05/27/2026.', 56],
  ['physical-therapy', 's/p 9 weeks of PT w/o relief.', 63],
  ['physical-therapy', 'Over the past two months she has been attending physical therapy.', 60],
  ['physical-therapy', 'PT from 3/2 to 5/10/2026, no better.', 69],
  ['physical-therapy', 'Attended PT from January through mid-April, no relief.', 104],
  ['conservative-therapy', 'Completed 7 weeks of conservative care; pain persists.', 49],
  ['conservative-therapy', 'Conservative tx: 8 wks incl. heat and stretching.', 56],
  ['conservative-therapy', 'Nonoperative treatment over the past three months has failed.', 90],
  [
    'home-exercise',
    'Home exercise program (bridges, planks) for 2 months under my direction; unchanged.',
    60,
  ],
  ['medication-trial', 'She used naproxen morning and night for the past nine weeks.', 63],
  ['medication-trial', 'Took meloxicam (Feb-Apr 2026), no benefit.', 59],
];

it.each(told)('reads of %s: %s', (concept, words, days) => {
  expect(daysOfCare(concept, words)).toBe(days);
});

const untold: readonly (readonly [string, string])[] = [
  ['conservative-therapy', 'Continue conservative care for eight weeks and return.'],
  ['physical-therapy', 'Start physical therapy for six weeks.'],
  ['medication-trial', 'The insurer usually wants six weeks of NSAIDs.'],
  ['medication-trial', 'Her plan asks for 6 weeks of naproxen.'],
  ['physical-therapy', 'Her insurance expects six weeks of physical therapy.'],
];

it.each(untold)('takes what is told to do or asked for as not done: %s, %s', (concept, words) => {
  expect(daysOfCare(concept, words)).toBe(-1);
});

it("reads a course from a therapist's letter, and not the letter's own day", () => {
  const letter =
    'Alder Physical Therapy\nMay 29, 2026\nRE: Olga Prine, DOB 02/02/1970\nDear Dr. Vance:\nMs. Prine was seen here for her low back from March 30, 2026 through May 18, 2026, a total of 12 visits.\nSincerely,\nIvo Lund, PT, DPT\n';
  const course = readRecords([{ documentId: 'doc', pages: pagesOf(letter) }], rules, null).facts.find(
    ({ detail }) => detail === 'course',
  );
  expect(course?.measure).toMatchObject({ from: '2026-03-30', to: '2026-05-18', visits: 12 });
});
