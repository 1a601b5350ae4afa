/** Grounds that a letter heads by name, and papers that were asked for in vain. */
import { expect, it } from 'vitest';
import { diagnosisCodesIn } from '../../../shared/engine/denial/fields/codes.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const reasonsOf = (why: string): string[] =>
  (
    analyze(
      caseOf({
        'letter.txt': `Fernhill Health Plan\nMay 12, 2026\nMember: Ada Lowe\nMember ID: FHP 4471 9920\nClaim: C26-881204\nService: 70553 MRI of the brain\n\nDear Ms. Lowe:\n\nWe will not pay for this service. ${why}\n\nYou may appeal within 180 days.`,
      }),
      rules,
    ).denial?.reasons ?? []
  ).map(({ value }) => value);

it.each([
  [
    'First, medical necessity. We used RV-12. Second, place of service. It was asked for at a hospital.',
    ['MN', 'LOC'],
  ],
  [
    '1. Coding. The code is for a scan with dye.\n2. Medical need. Four weeks of spray are asked for.',
    ['COD', 'MN'],
  ],
  [
    '041 \u2014 The claim reached us after the time allowed for sending in claims.\n118 \u2014 Medical necessity. It is a repeat.',
    ['TMF', 'MN'],
  ],
  ['Even with another code it would not meet IMG-SIN-2, section B.', ['MN']],
  ['The bill was sent in too late.', ['TMF']],
  ['On April 6 we asked the clinic for the order and the report. We did not receive them.', ['INF']],
  ['We wrote to your doctor for the office notes. There was no reply.', ['INF']],
  ['We requested the chart on April 2. Nothing came.', ['INF']],
  ['We asked for the films and the report. Neither was sent; we have received none.', ['INF']],
  ['Your doctor asked us for the scan after the notes of April. You have not had therapy.', []],
])('reads the grounds of "%s"', (why, wanted) => {
  expect(reasonsOf(why)).toEqual(expect.arrayContaining(wanted));
  if (wanted.length === 0) expect(reasonsOf(why)).not.toContain('INF');
});

it.each([
  ['ICD-10: 7298.82, breast implant status', ['Z98.82']],
  ['ICD-10: 140.9', ['I40.9']],
  ['ICD-10 codes: 298.82', ['Z98.82']],
  ['Service: 724.4', []],
  ['Diagnosis: 724.4', ['Z24.4']],
])('reads the misread first letter of a code, behind its label only: %s', (line, codes) => {
  if (codes.length > 0) expect(diagnosisCodesIn(line).map(({ code }) => code)).toEqual(codes);
  else expect(diagnosisCodesIn(line)).toEqual([]);
});

it.each([
  'A doctor looked at your request: Lena Orr, MD, board certified in Neurology.',
  'A physician reviewed your case: Lena Orr, MD, Neurology.',
  'A medical director considered the request: Lena Orr, DO, certified in Neurology.',
])('reads who decided from "%s"', (line) => {
  const denial = analyze(
    caseOf({
      'letter.txt': `Fernhill Health Plan\nMay 12, 2026\nMember: Ada Lowe\nMember ID: FHP 4471 9920\nService: 70553 MRI of the brain\n\nDear Ms. Lowe:\n\nWe cannot approve this. It is not medically necessary. ${line}\n\nYou may appeal within 180 days.`,
    }),
    rules,
  ).denial;
  expect([denial?.reviewerName?.value, denial?.reviewerSpecialty?.value]).toEqual(['Lena Orr', 'Neurology']);
});
