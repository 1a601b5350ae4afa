/** Amounts as policies and denials write them. */
import { describe, expect, it } from 'vitest';
import { readThreshold } from '../../../shared/engine/policy/thresholds.ts';

const cases: readonly (readonly [string, object | null])[] = [
  ['at least six weeks of physical therapy', { minDays: 42 }],
  ['six (6) weeks or more of supervised therapy', { minDays: 42 }],
  ['a minimum of 4 weeks within the last 6 months', { minDays: 28, lookBackDays: 180 }],
  ['within the past 30 days', { lookBackDays: 30 }],
  ['in the six months before the request', { lookBackDays: 180 }],
  ['supervised physical therapy, at least eight visits', { minVisits: 8 }],
  ['weakness of grade 3 out of 5 or less', { quantity: { unit: 'strength-grade', max: 3 } }],
  ['strength of 4/5 or less', { quantity: { unit: 'strength-grade', max: 4 } }],
  ['pain of 9/10 or more', { quantity: { unit: 'pain-score', min: 9 } }],
  ['a lifetime risk of 20 percent or higher', { quantity: { unit: 'percent', min: 20 } }],
  ['calprotectin of more than 150 micrograms per gram', { quantity: { unit: 'mcg/g', min: 150 } }],
  ['two or more cycles of chemotherapy', { quantity: { unit: 'cycle', min: 2 } }],
  ['at least four cycles of chemotherapy have been given', { quantity: { unit: 'cycle', min: 4 } }],
  ['solid nodule of 8 mm up to 30 mm', { quantity: { unit: 'mm', min: 8, max: 30 } }],
  ['20 pack-years or more', { quantity: { unit: 'pack-years', min: 20 } }],
  ['a person 18 years and older', { quantity: { unit: 'years', min: 18 } }],
  ['under 30 years of age', { quantity: { unit: 'years', max: 29 } }],
  ['not under six weeks of physical therapy', { minDays: 42 }],
  ['films taken no more than 60 days before the request', { lookBackDays: 60 }],
  ['an echocardiogram not older than nine months', { lookBackDays: 270 }],
  ['a hematoma no older than two weeks', { lookBackDays: 14 }],
  ['straight leg raise below 60 degrees', null],
  ['two tests at least four weeks apart', null],
  ['pain for more than 6 weeks after the injury', { minDays: 42 }],
  ['hoarseness persisting four weeks from the cold', { minDays: 28 }],
  ['a scan at least 3 months after the first', null],
  ['every 3 months', null],
  ['a mass', null],
];

describe('readThreshold', () => {
  it.each(cases)('reads “%s”', (text, expected) => {
    expect(readThreshold(text)).toEqual(expected);
  });
});
