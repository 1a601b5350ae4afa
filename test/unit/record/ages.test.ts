import { describe, expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { isEvidence } from '../../../shared/engine/match/evidence/evidence.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';

const rules = loadRecordRules();

function ageOf(text: string): number | null {
  const page = pagesOf(`Hillside Clinic  02/03/2026\n${text}`);
  const { facts } = readRecords([{ documentId: 'doc', pages: page }], rules, null);
  const fact = facts.find((each) => each.concept === 'age' && isEvidence(each));
  return fact?.measure?.quantity?.value ?? null;
}

describe('the age stands in the head of a note in many writings', () => {
  it.each([
    ['Pt: Mary Doe   58F\nR shoulder pain', 58],
    ['Pt: Mary Doe  84F   Caregiver: son Paul', 84],
    ['Ada Doe, 16 y, here w/ father.', 16],
    ['Patient name: T Doe        Age: 22        MRN: 7781-20', 22],
    ['Patient: W. Doe        Age 49\nNeck pain', 49],
    ['John Doe   M   47y\nNYHA III', 47],
    ['Pt: Mary Doe, 33, G0    LMP 1/11', 33],
    ['Mary Doe 31y F\nMigraines', 31],
    ['Patient: M Doe, 53 years\nBleeding', 53],
    ['Mary Doe, female, 61\nReason: hematuria', 61],
    ['Patient: P Doe      F  58 y      Collected 01/29/2026', 58],
    ['Name: DOE, JOHN   Sex M  Age 63 y', 63],
    ['Age/Sex: 46/M     Job: drywall', 46],
    ['DOE, JANE (62 F)', 62],
    ['Jane Doe | 62 | F | MRN 22', 62],
    ['Jane Doe  62 yrs  F', 62],
    ['44yM w/ back pain', 44],
    ['HPI: 51 yr M with knee pain', 51],
    ['Mrs. Doe is a lady of 71 with hip pain', 71],
    ['AGE: 71 YRS   SEX: F', 71],
  ])('%j is %i', (text, age) => {
    expect(ageOf(text)).toBe(age);
  });

  it.each([
    'HPI: knee pain 3 y, worse.',
    'Menarche age 12, menopause 51. Back pain for 16 years',
    'Pain since age 20, worse',
    'FH: mother 58 F breast ca. Father MI at age 49',
    'FH: mother, 58, breast ca.',
    'T 98 F today, pain',
    'Temp 98F. BP 120/80',
    'Room 12 M Doe RN',
    'Bed 12 F',
    'sister, 45 y, seen too',
    '16 F catheter placed',
    'Smoker 30 y',
    'Here for 3 M f/u',
    'Knee Pain 3 years',
  ])('%j tells no age', (text) => {
    expect(ageOf(text)).toBeNull();
  });
});
