/** The letter applies the section for those who never had what the record shows. All invented. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const policy = `Policy GU-11 MRI of the Prostate
Effective 01/01/2026
Section 1. Never had a biopsy
MRI of the prostate (72197) is covered for PSA above 4 ng/mL.
Section 2. Active surveillance of proven cancer
MRI of the prostate (72197) is covered when all of these are met:
2-1 Prostate cancer proven by biopsy, Grade Group 1 or 2;
2-2 the last prostate MRI is at least 12 months old.
Section 3. Codes
72197.`;
const letter = `Harbor Health Plan
Date: June 10, 2026
Member: Dan Kerr   Member ID: HH123456
Dear Dan Kerr,
We have denied MRI of the prostate without and with contrast (CPT 72197), diagnosis C61, requested on June 2, 2026.
The service is not medically necessary under Policy GU-11, MRI of the Prostate, Section 1, for men who never had a biopsy.
You may appeal within 180 days of receiving this letter.`;
const note = (history: string) => `Lake Urology
Office Visit 05/28/2026   Paul Ro, MD
Patient: Dan Kerr  DOB 05/05/1961
HPI: ${history} PSA 6.2 on 05/20/2026.
Exam: prostate smooth, no nodule.
Plan: MRI prostate 72197.`;

const misapplied = (history: string) =>
  analyze(caseOf({ 'letter.txt': letter, 'policy.txt': policy, 'note.txt': note(history) }), rules)
    .findings.filter(({ type }) => type === 'policy-misapplied')
    .map(({ concept }) => concept);

it('is the wrong one for whoever had it, although its number is met', () => {
  expect(
    misapplied(
      'Active surveillance of prostate cancer, Grade Group 1, biopsy 03/2024. Last prostate MRI 03/10/2025.',
    ),
  ).toEqual(['clinical-situation']);
});

it('is left alone where the record shows nothing of the kind', () => {
  expect(misapplied('Raised PSA. Father had prostate cancer.')).toEqual([]);
});
