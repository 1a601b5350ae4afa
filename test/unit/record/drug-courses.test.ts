import { describe, expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';
import { daysOf, proofOf } from './proof.ts';

describe('a course of medicine and its length', () => {
  it.each([
    ['medication-trial', 'S: hurt knee. Naproxen otc ~10 days. No locking.'],
    ['medication-trial', 'HISTORY: 62F with left knee pain 3 months, locking. Post meloxicam and PT.'],
    ['physical-therapy', 'HISTORY: 62F with left knee pain 3 months, locking. Post meloxicam and PT.'],
    ['medication-trial', '  DMT           ocrelizumab q6mo since 01/2024, last infusion 01/15/2026'],
  ])('%s stands in %j', (concept, text) => {
    expect(proofOf(concept, text)).not.toEqual([]);
  });
  it.each([
    ['medication-trial', 14, 'Tried cipro x 14 d in Nov for possible prostatitis'],
    ['medication-trial', 45, 'Takes ibuprofen 400 most days since injury on 3/22/26.'],
    ['medication-trial', 10, 'Amox-clav 875 bid x 10 d from PCP (04/02-04/12), no change.'],
    ['medication-trial', 139, 'Pregabalin 75 mg BID since 12/18/2025 w/ partial benefit.'],
    ['medication-trial', 6, 'Medrol dose\npack in November (6 days), neither lasting.'],
    ['medication-trial', 14, 'Doxy 100 bid 04/07-04/21; amox/clav started 04/28, day 8.'],
    ['medication-trial', 8, 'amox/clav started 04/28, day 8. A1c 9.9'],
    ['medication-trial', 3, 'S: hurt knee. Norco 3 d.'],
    ['medication-trial', 3, 'S: hurt knee. Ibuprofen, cyclobenzaprine x 3 d.'],
    [
      'medication-trial',
      56,
      'Naproxen\n500\n   bid 8 wks: partial. Prednisone 10 taper x 3 wks Apr: great, then flare off it.',
    ],
    [
      'medication-trial',
      21,
      'Naproxen 500 bid 8 wks: partial. Prednisone 10 taper x 3 wks Apr: great, then flare off it.',
    ],
    [
      'medication-trial',
      129,
      'fluticasone\n2 sprays daily since December 28 and saline rinses twice daily since then.',
    ],
    [
      'medication-trial',
      70,
      'Failed PT (Dec 8 - Jan 30), duloxetine 60 mg x 10\nweeks,\nchiropractic x 6 visits.',
    ],
    [
      'physical-therapy',
      53,
      'Failed PT (Dec 8 - Jan 30), duloxetine 60 mg x 10\nweeks,\nchiropractic x 6 visits.',
    ],
    ['medication-trial', 47, 'Slid off commode 3/20. Tylenol 1 g tid, lidocaine patch since.'],
    ['medication-trial', 5, 'Nitrofurantoin given 01/11 x 5 d without\neffect.'],
    ['medication-trial', 86, 'Started ASA + clopidogrel 02/09. No AF known'],
    ['medication-trial', 42, 'Diclofenac 75 bid Feb 2 - Mar 16.'],
    ['medication-trial', 28, 'naproxen 500 bid x 4 wks, stopped for heartburn'],
    ['medication-trial', 42, 'meloxicam 15 mg daily for six weeks, with little relief'],
    ['medication-trial', 30, 'S: hurt knee. cyclobenzaprine 10 mg hs for a month'],
    ['medication-trial', 42, 'Gabapentin 3/25/26 to present, no help'],
    ['medication-trial', 42, 'On gabapentin 300 tid (since 3/25), partial'],
    ['medication-trial', 42, 'Gabapentin - started 3/25/26 - no benefit'],
    ['medication-trial', 42, 'Six wks of etodolac did nothing'],
    ['medication-trial', 21, 'Medrol x 1 and naproxen for 3 wks, no relief'],
    ['medication-trial', 14, 'Augmentin (2 wk course) without improvement'],
    ['medication-trial', 14, 'Keflex 500 qid, 14-day course completed 4/30'],
    ['medication-trial', 14, 'Completed 14 days of cephalexin'],
    ['medication-trial', 10, 'Abx: doxycycline 4/1/26-4/11/26'],
    ['medication-trial', 30, 'Topical diclofenac 4 x/day, Apr 1 through May 1: minimal'],
    ['medication-trial', 42, 'NSAID (ibuprofen) 6 wk - failed'],
    ['medication-trial', 42, 'Meds tried: naproxen 500 mg (6 wks), tizanidine 4 mg (2 wks)'],
    ['medication-trial', 14, 'Meds tried: naproxen 500 mg (6 wks), tizanidine 4 mg (2 wks)'],
    ['medication-trial', 44, 'ibuprofen 600 tid from 3/23 on, some help'],
    ['medication-trial', 8, 'HPI: PCP began fluticasone nasal 2 sprays/side qd on\n4/28; takes it daily.'],
    ['medication-trial', 8, 'HPI: She began a fluticasone spray on April 28 and uses it every day.'],
    ['medication-trial', 8, 'HPI: Fluticasone 2 sprays each side daily (began 4/28).'],
    ['medication-trial', 8, 'HPI: On meloxicam 15 daily as of 4/28.'],
    ['medication-trial', 8, 'HPI: Urgent care put her on naproxen 500 bid 4/28, still taking.'],
    ['medication-trial', 8, 'HPI: Topiramate begun 4/28 by neurology, taking nightly.'],
    ['medication-trial', 3, 'Fell from ladder. Sling x 5 d. Norco 3 d.\nPE: Active FE 30'],
    ['medication-trial', 28, 'HPI\nKnee pain. Etodolac and tizanidine for four weeks.'],
    ['medication-trial', 21, 'Naproxen (3 wks, no help), tizanidine (1 wk)'],
  ])('%s lasted %i days in %j', (concept, days, text) => {
    expect(daysOf(concept, text).some((each) => Math.abs(each - days) <= 3)).toBe(true);
  });
  it.each([
    ['medication-trial', 'Naproxen 500 BID x 14 days sent.'],
    ['medication-trial', 'Gabapentin 300 qhs to start tonight.'],
    ['medication-trial', 'Cefazolin x 6 wk planned'],
    ['medication-trial', 'Plan: Norco 3 d.'],
    ['medication-trial', 'P: Ibuprofen x 3 d then recheck'],
    ['medication-trial', 'No NSAIDs x 10 d before injection'],
    ['medication-trial', 'Allergies: naproxen 10 days of hives'],
    ['medication-trial', 'Rx naproxen 500 bid x 14 d, #28'],
    ['medication-trial', 'Finasteride never.'],
    ['medication-trial', 'mother took prednisone x 3 wks'],
    ['medication-trial', 'Will take meloxicam x 4 wks.'],
    ['medication-trial', 'A/P: knee sprain. Norco 3 d.'],
    ['medication-trial', 'S: hurt knee.\nO: tender\nNaproxen 500 bid x 10 d'],
    ['medication-trial', 'HPI: she asks for naproxen x 10 d'],
    ['medication-trial', 'Patient instructions\nIbuprofen x 5 days with food'],
    ['medication-trial', 'HPI: told to take ibuprofen x 5 days'],
  ])('%s does not stand in %j', (concept, text) => {
    expect(proofOf(concept, text)).toEqual([]);
  });
});

/** A few doses since a day are no course from that day on. */
describe('a medicine that was hardly taken', () => {
  it.each([
    ['HPI: knee pain. Etodolac, two or three tablets since April.'],
    ['HPI: knee pain. Took ibuprofen a few times since 04/02/2026.'],
    ['HPI: knee pain. Has taken tizanidine twice since April.'],
  ])('has no length: %j', (text) => {
    expect(daysOf('medication-trial', text).every((days) => days === 0)).toBe(true);
  });
  it('has one where the doses are those of each day', () => {
    expect(
      daysOf('medication-trial', 'HPI: knee pain. Etodolac, two tablets a day since 04/06/2026.'),
    ).toContain(30);
  });
});

/** How long a drug was taken before it was given up, and why. */
describe('a drug that was stopped', () => {
  const rules = loadRecordRules();
  it.each([
    ['Stopped topiramate on 1/5 after 3 wks, hands tingled.', 21, 'intolerance'],
    ['Stopped gabapentin after two weeks, too sleepy.', 14, 'intolerance'],
    ["D/c'd amitriptyline, groggy all day.", null, 'intolerance'],
    ['Took naproxen for 3 weeks until it gave her heartburn.', 21, 'intolerance'],
    ['Quit meloxicam after 10 days, stomach upset.', 10, 'intolerance'],
    ['Took naproxen 500 bid for 6 weeks, no side effects, no relief, stopped.', 42, 'failed'],
  ] as const)('%j', (words, days, outcome) => {
    const page = `VALLEY CLINIC\nPatient: Doe, Ana   DOB 03/04/1970   Visit 08/11/2026\n\nHPI\n${words}\n`;
    const fact = readRecords([{ documentId: 'doc', pages: pagesOf(page) }], rules, null).facts.find(
      ({ concept }) => concept === 'medication-trial',
    );
    expect([fact?.status, fact?.measure?.days ?? null, fact?.outcome]).toEqual(['done', days, outcome]);
  });
});
