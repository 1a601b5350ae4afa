/** Papers of a few lines, told apart by what they open with and whom they name. All are invented. */
import { describe, expect, it } from 'vitest';
import { kindOf, scorePage } from '../../../shared/engine/classify/score.ts';
import { rules } from '../engine-kit.ts';

const kind = (text: string) => kindOf(scorePage(text, rules.kinds), rules.kinds);

describe('a rule of a few lines', () => {
  it.each([
    'QLK-31 Knee (in use from March 2026)\nMRI if: film done; and supervised exercises for the same knee for six weeks.',
    'Bluff Directive 7. Low back. First of January 2026\n(1) Pain of eight weeks. (2) No abatement. (3) Two medicines of different classes.',
    'TRN-CARD 3.2  Coronary CT\nVersion of 02/02/2026\nChest pain of six weeks; stress test equivocal within the year.',
    'Harrow Imaging Manual, 2026\nChapter 2 - Sinus CT\n 2.1 symptoms for 12 weeks\n 2.2 nasal steroid daily for eight weeks',
    'PNE-MR-2 MRCP (effective 2026-03-15)\nObstruction suspected. Both\n i. ultrasound carried out and not conclusive\n ii. bilirubin above the reference range',
  ])('%s', (text) => {
    expect(kind(text)).toBe('clinical-policy');
  });
});

describe('a note of a few lines', () => {
  it.each([
    '10/14/2026 Marsh-Ode 4/19/89. Neck + R arm 8 wks. Naproxen since 8/26, daily. Pain the same. Declined chiro. MRI C spine 72141. JK',
    'Cardiology, Dr. Oda Renner, 9/3/2026: Bell, Horatio (12/24/1955)\nSevere symptomatic AS, peak 4.6 m/s, presyncope on exertion. He is to stop therapy and all exertion.',
    'Ode-Marsh, Abel 9/14/68, 10/1/2026. Back pain to R heel since July; PT 8/3-9/21/26 (12 visits), no better. MRI lumbar. A. Thor, MD',
  ])('%s', (text) => {
    expect(kind(text)).toBe('medical-record');
  });
});
