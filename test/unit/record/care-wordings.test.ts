import { describe, expect, it } from 'vitest';
import { daysOf, proofOf } from './proof.ts';

describe('what care did, what cannot be done, and what the examiner found', () => {
  it.each([
    ['treatment-response', 'Subacromial kenalog 40 here on 4/6 - helped 5 days. Wakes nightly'],
    [
      'treatment-response',
      'On April 28 she received an intra-articular injection in the right hip; she\nhad 80 percent relief for three days, after which the pain returned.',
    ],
    ['treatment-response', "L3-4 interlaminar ESI on 02/11/2026: two weeks' relief."],
    ['treatment-response', 'PT 13 visits, got to 50 % then slid back.'],
    ['treatment-response', 'Tried propranolol since Oct 2025, fewer attacks (4 -> 2/mo).'],
    ['treatment-response', 'Corticosteroid inj x1  03/04/26   relief 2 wks'],
    ['treatment-response', 'ESI gave 70% relief x 6 wks then wore off'],
    ['treatment-response', 'Injection: 0% improvement'],
    ['treatment-response', 'PT helped only while there'],
    ['treatment-response', 'naproxen took the edge off'],
    ['treatment-response', 'After 8 visits pain is about the same'],
    ['treatment-response', 'symptoms returned 2 weeks after the injection'],
    ['treatment-response', 'Minimal relief with PT'],
    ['functional-limitation', 'Cannot do a push-up, drops pans at her job as line cook'],
    ['functional-limitation', "Can't keep a computer mouse in the R hand\n> 15 min."],
    ['functional-limitation', 'Misses 2-3 days of teaching each cycle.'],
    ['functional-limitation', 'Misses about a day of work monthly'],
    ['functional-limitation', 'Unable to raise arm since.'],
    ['functional-limitation', 'Sleeping 4 hr.'],
    ['functional-limitation', "can't lift drywall, foreman put him on light duty"],
    ['functional-limitation', 'Cannot reach overhead or fasten bra'],
    ['functional-limitation', 'Unable to turn a key'],
    ['functional-limitation', "can't climb stairs"],
    ['functional-limitation', 'Unable to make a fist'],
    ['functional-limitation', 'sleeps in a recliner'],
    ['functional-limitation', 'Missed 3 shifts'],
    ['functional-limitation', 'only sleeps 3-4 hours a night because of pain'],
    ['functional-limitation', 'He can no longer lift parcels and the depot has sent him home'],
    ['functional-limitation', 'now only transfers w 2 assist'],
    ['functional-limitation', 'Quit bowling because of it'],
    ['re-evaluation', 'EXAM: tender\nA: Lumbar radiculopathy R, not better after PT and NSAID.'],
    ['re-evaluation', 'EXAM: tender\nIMP  R C6 radiculopathy with weakness, failed 6+ wk rehab.'],
    ['re-evaluation', 'EXAM: tender\nChronic rhinosinusitis, failed maximal medical therapy. CT sinus.'],
    ['re-evaluation', 'EXAM: tender\nAP: R RC tear? Not improved after HEP/NSAID/inj. MRI R shoulder'],
    ['re-evaluation', 'On April 18 I saw him again: the left triceps was 4 of 5'],
    ['re-evaluation', 'Here today after finishing 6 weeks of PT, still painful.'],
    ['re-evaluation', 'EXAM: tender\nA/P: knee pain persisting despite PT x 8 wks and NSAIDs'],
    ['re-evaluation', 'EXAM: tender\nReturns after 6 wk HEP, no better'],
    ['re-evaluation', 'EXAM: tender\nFailed conservative care (PT, meds). MRI now.'],
    ['re-evaluation', 'Seen back today following therapy; unchanged'],
    ['provocative-test', "O: Kemp's + L. SLR neg bilat."],
    ['provocative-test', 'Exam L wrist: snuffbox tenderness ++, Watson shift painful, no clunk.'],
    ['provocative-test', 'Exam: Lachman neg, McMurray neg, patellar grind +. FROM.'],
    ['provocative-test', 'Exam: L leg not shortened. Pain on log roll & axial load L.'],
    ['provocative-test', 'O: Cx rot L 55 R 70. ULTT1 + L. Spurling (-).'],
    ['provocative-test', 'Exam: painful with FADIR'],
    ['reflex-change', 'Exam: Reflexes brisker on the left, toes down.'],
    ['reflex-change', 'Exam L HF 4/5, L toe up, vib dec.'],
    ['sensory-deficit', 'Exam L HF 4/5, L toe up, vib dec.'],
    ['sensory-deficit', 'Exam: dec LT over C6'],
    ['sensory-deficit', 'Exam: vibration absent at toes'],
    ['conservative-therapy', 'S: sprain. Wore CAM boot 3 wks then lace up brace.'],
    ['conservative-therapy', 'Splinted 6 weeks total (2/27-4/10). Still tender.'],
    ['conservative-therapy', 'Offloaded w/ total contact cast 03/17 - present.'],
    ['conservative-therapy', 'has worn a wrist brace for 6 weeks'],
    ['progression', 'Noted by pt 7 weeks ago, slowly larger.'],
  ])('%s stands in %j', (concept, text) => {
    expect(proofOf(concept, text)).not.toEqual([]);
  });
  it.each([
    ['treatment-response', 'Pain relieved by rest.'],
    ['treatment-response', 'Heat helps.'],
    ['treatment-response', 'If PT does not help, MRI.'],
    ['treatment-response', 'No relief of duty given'],
    ['functional-limitation', 'Unable to obtain records'],
    ['functional-limitation', 'Cannot keep the appointment on Monday'],
    ['functional-limitation', 'Missed appt 4/14'],
    ['functional-limitation', "Can't do MRI here"],
    ['functional-limitation', 'No limitation of activities'],
    ['functional-limitation', 'Unable to raise the issue with plan'],
    ['functional-limitation', 'sleeps 8 hours'],
    ['re-evaluation', 'Recheck in 6 weeks if not better after PT'],
    ['re-evaluation', 'If not improved after HEP, MRI'],
    ['re-evaluation', 'RTC after PT'],
    ['re-evaluation', 'Not yet seen after PT'],
    ['re-evaluation', '05/05/2026 ORDER. MRI C-SPINE. R C7, failed PT + steroid.'],
    ['provocative-test', 'Exam: no pain on log roll'],
    ['provocative-test', 'Exam: Watson shift not painful'],
    ['provocative-test', 'Exam: patellar grind neg'],
    ['reflex-change', 'Exam: reflexes symmetric, toes down'],
    ['sensory-deficit', 'Exam: vib intact, pin nl'],
    ['conservative-therapy', 'Plan: CAM boot 3 wks'],
    ['conservative-therapy', 'Declined cast'],
    ['progression', 'not noticeably larger'],
  ])('%s does not stand in %j', (concept, text) => {
    expect(proofOf(concept, text)).toEqual([]);
  });
});

describe('how long at most is not how long', () => {
  it.each([
    'Low back pain < 6 wks.',
    'Pain for less than 6 weeks.',
    'Pain under six weeks.',
    'Pain of no more than 6 weeks duration.',
    'Pain has not lasted 6 weeks.',
    'Knee pain 6 weeks or less.',
    'Pain: [x] < 6 wks  [ ] 6-12 wks  [ ] > 12 wks',
  ])('%j documents no length of the complaint', (text) => {
    expect(daysOf('symptom-duration', text)).toEqual([]);
  });

  it('reads the ticked length of a row of boxes', () => {
    expect(daysOf('symptom-duration', 'Symptom duration [ ] < 6 wks [x] > 6 wks')).toEqual([42]);
  });

  it.each([
    ['physical-therapy', 'Completed fewer than 6 PT visits.'],
    ['physical-therapy', 'Attended PT under 6 weeks.'],
    ['medication-trial', 'Took naproxen less than 2 weeks.'],
  ])('%s of %j has no length and no visits', (concept, text) => {
    const proof = proofOf(concept, text);
    expect(proof.length).toBeGreaterThan(0);
    expect(proof.every(({ measure }) => measure?.days == null && measure?.visits == null)).toBe(true);
  });

  it.each([
    'Cancer hx: \u25cb Yes \u25cf No',
    'Hx of cancer: (_) yes (\u2713) no',
    '\u274f Cancer  \u274f Fever',
  ])('an empty box or button affirms nothing in %j', (text) => {
    expect(proofOf('malignancy', text)).toEqual([]);
  });
});

describe('what was worn, and for how long', () => {
  it.each([
    ['Wore a stiff-soled shoe about 8 days, helped some, went back to sneakers.', 8],
    ['Has worn a thumb spica splint full time for 13 days, off only to wash.', 13],
    ['In a boot x 4 weeks.', 28],
    ['Casted six weeks.', 42],
    ['NWB in short leg cast 4 wks.', 28],
    ['Wore wider shoes with a met pad for two weeks.', 14],
    ['Buddy taped 2 wks.', 14],
    ['Walking boot, continues to wear 4 weeks now.', 28],
  ] as const)('%j', (text, days) => {
    expect(daysOf('activity-modification', text)).toContain(days);
    expect(daysOf('symptom-duration', text)).toEqual([]);
  });

  it.each([
    'Dispensed a walking boot, wear for 3 weeks.',
    'Splint should be worn for 6 weeks.',
    'Brace, to be worn 4 weeks.',
    'Did not wear the stiff-soled shoe.',
    'Steri pads. Urine with hyaline casts.',
  ])('but not %j', (text) => {
    expect(proofOf('activity-modification', text)).toEqual([]);
  });
});
