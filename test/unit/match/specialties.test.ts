/** Whose visit a criterion asks for, and visits that are still to come. All invented. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { isOfField } from '../../../shared/engine/match/evidence/specialties.ts';
import { caseOf, rules } from '../engine-kit.ts';
import { fact } from './support.ts';

const visit = (subject: string, quote = `Seen by ${subject}.`) =>
  fact('specialist-evaluation', quote, { subject });

it.each([
  ['evaluated by a cardiologist in the past 60 days', visit('cardi')],
  ['a gastroenterologist or a surgeon has seen the member', visit('surge')],
  ['a gastroenterologist or a surgeon has seen the member', visit('gi refer')],
  ['evaluation by a spine specialist', visit('pain clini')],
  ['evaluation by a spine surgeon', visit('neuro', 'Seen by neurosurgery.')],
  ['a visit with the breast surgeon or medical oncologist', visit('surge')],
  ['seen by a specialist', visit('ortho')],
  ['a neurologist or another treating physician', visit('cardi')],
  ['a pulmonologist or lung nodule clinic', visit('nodul clini')],
  ['seen by a neurologist', visit('speci clini')],
])('%s: answered', (asked, own) => {
  expect(isOfField(asked, own)).toBe(true);
});

it.each([
  ['evaluated by a cardiologist in the past 60 days', visit('ortho')],
  ['seen by a neurologist', visit('neuro', 'Seen by neurosurgery.')],
  ['an orthopedic surgeon has examined the knee', visit('surge')],
  ['a pulmonologist or lung nodule clinic', visit('oncol')],
  ['an ear, nose and throat physician', visit('aller')],
])('%s: another’s visit', (asked, own) => {
  expect(isOfField(asked, own)).toBe(false);
});

const policy = `Policy AB-4 MRCP
Effective 01/01/2026
1. Suspected obstruction of the bile duct. MRCP (74181) is covered when each of these is in the record:
1.1 Symptoms for two weeks or more.
1.2 A gastroenterologist or a surgeon has seen the member for this problem.`;
const letter = `Harbor Health Plan
Date: June 10, 2026
Member: Dan Kerr   Member ID: HH123456
Dear Dan Kerr,
We have denied MRCP (CPT 74181), diagnosis K80.50, requested on June 2, 2026.
The service is not medically necessary under Policy AB-4. Your liver blood tests are reported as normal.
You may appeal within 180 days of receiving this letter.`;
const note = (plan: string) => `Elm Street Family Medicine
Office Visit 05/28/2026   Paul Ro, MD
Patient: Dan Kerr  DOB 05/05/1961
HPI: Biliary pain for 5 weeks.
Exam: abdomen soft.
A/P: Suspected bile duct stone. MRCP 74181. ${plan}
E-signed Paul Ro, MD 05/28/2026`;
const specialist = (plan: string) =>
  analyze(caseOf({ 'letter.txt': letter, 'policy.txt': policy, 'note.txt': note(plan) }), rules)
    .findings.filter(({ concept }) => concept === 'specialist-evaluation')
    .map(({ type }) => type);

describe('the visit that the policy asks for', () => {
  it.each([
    'GI referral sent, first appt 08/11/2026.',
    'Referred to gastroenterology, earliest opening July 9, 2026.',
    'Refer to GI; appt 07/14/2026.',
    'Surgery referral: Dr. Feld, booked 06/30/2026.',
    'GI consult scheduled for 07/02/2026.',
    'Gastroenterology first available 07/22/2026, on wait list.',
  ])('is missing while it is to come: %s', (plan) => {
    expect(specialist(plan)).toEqual(['criterion-unmet']);
  });

  it.each([
    'No change in medicines.',
    'Refer to GI if no better.',
    'Seen in the ED by surgery 05/26/2026; recommends MRCP.',
  ])('is no gap to state where nothing says that it is to come: %s', (plan) => {
    expect(specialist(plan)).not.toContain('criterion-unmet');
  });

  it('is not met by a referral with its date', () => {
    expect(specialist('Referral 05/27/2026: gastroenterology (Dr. Lind), booked 07/14/2026.')).toEqual([
      'criterion-unmet',
    ]);
  });
});
