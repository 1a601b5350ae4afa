/** A pile of papers in one file: where one ends and the next begins, also where both are of one kind. */
import { describe, expect, it } from 'vitest';
import { classifyDocuments } from '../../../shared/engine/classify/classify.ts';
import { opensLetter } from '../../../shared/engine/classify/letter-sheets.ts';
import { continuationNumber } from '../../../shared/engine/classify/marks.ts';
import { caseOf, rules } from '../engine-kit.ts';

/** "kind 0-1" of each paper in the pile. */
const papersOf = (...sheets: readonly string[]) =>
  (classifyDocuments(caseOf({ 'scan.pdf': sheets.join('\f') }), rules.kinds)[0]?.parts ?? []).map(
    ({ kind, first, last }) => `${kind} ${first}-${last}`,
  );

const letter = `Quince Valley Health Plan
Utilization Management, PO Box 12, Reno NV 89501
May 4, 2026
Dana Whitlock
Member ID: QV 2231 5567   Reference: UM-2605-7781
Dear Ms. Whitlock,
We have denied the request for MRI of the right knee (73721), because it is not medically necessary.
We used policy KN-4. Our medical director reviewed the request and made this adverse determination.`;
const rights = `Your appeal rights
If you disagree with our decision you may appeal in writing within 180 days of this notice. Write to
Quince Valley Appeals. You may have copies of your claim file free of charge. After the appeal you can ask
for an external review by an independent review organization.`;
const policy = `KN-4 Magnetic Resonance Imaging of the Knee
Quince Valley Health Plan. Version 6, in force from January 1, 2026. CPT 73721.
1. MRI of the knee is considered medically necessary when ALL of the following are met:
1.1 Six weeks of conservative treatment in the last six months
1.2 Radiographs within 60 days
2. MRI is not medically necessary for arthritis that is known from radiographs.`;
const policyNext = `3. Repeat MRI
3.1 A second MRI within a year is considered medically necessary after new trauma.
Codes: 73721, 73722, 73723. References: see the list of the plan.`;
const oldPolicy = `KN-4 Magnetic Resonance Imaging of the Knee
Quince Valley Health Plan. Version 5, in force from July 1, 2023 to December 31, 2025.
1. MRI of the knee is considered medically necessary when three weeks of conservative treatment have failed.
2. MRI is not medically necessary for arthritis that is known from radiographs.`;
const visit = `Sierra Orthopedics   L. Hart, MD
Whitlock, Dana   DOB 03/02/1979   Visit 04/20/2026
HPI: right knee pain for 9 weeks, locking. Six weeks of physical therapy without benefit.
Exam: joint line tenderness, McMurray positive. A/P: MRI of the right knee.`;
const othersVisit = `Washoe Imaging Center
Patient: Whitlock, Owen   DOB 11/23/1951   Exam 02/11/2026
CT CHEST WITHOUT CONTRAST. Findings: a 4 mm nodule of the left upper lobe. Impression: stable nodule.
Electronically signed: P. Imai, MD`;
const claimFile = `CLAIM ACTIVITY LOG   UM-2605-7781   WHITLOCK D
05/12/26 0310 SYS PENDED
05/27/26 1433 KJB RC 197 RELEASE DENIAL
INBOUND CALL FROM MEMBER`;

describe('a pile in one file', () => {
  it.each([
    ['a policy and its earlier edition', [oldPolicy, policy], ['clinical-policy 0-0', 'clinical-policy 1-1']],
    ['a policy that goes on by its numbers', [policy, policyNext], ['clinical-policy 0-1']],
    [
      "the patient's visit and another person's report",
      [visit, othersVisit],
      ['medical-record 0-0', 'medical-record 1-1'],
    ],
    ["a visit and the insurer's log", [visit, claimFile], ['medical-record 0-0', 'claim-file 1-1']],
    [
      'a letter of two sheets before a visit',
      [letter, rights, visit],
      ['denial-letter 0-1', 'medical-record 2-2'],
    ],
    [
      'two policies, a letter and a visit',
      [oldPolicy, policy, policyNext, letter, rights, visit],
      ['clinical-policy 0-0', 'clinical-policy 1-2', 'denial-letter 3-4', 'medical-record 5-5'],
    ],
    [
      'a letter scanned from its last sheet to the first',
      [visit, `UM-2605-7781, page 2\n${rights}`, letter],
      ['medical-record 0-0', 'denial-letter 1-1', 'denial-letter 2-2'],
    ],
  ])('holds %s', (_, sheets, papers) => {
    expect(papersOf(...sheets)).toEqual(papers);
  });

  it('takes a page on appeals behind a page of the handbook for the handbook', () => {
    const handbook =
      'Quince Valley Member Handbook 2026\nServices that need approval first\nYour coverage: the plan pays 80% after the deductible. Coinsurance applies. In-network only.\n34';
    expect(papersOf(letter, handbook, `If you do not agree with us\n${rights}\n61`)).toEqual([
      'denial-letter 0-0',
      'plan-document 1-2',
    ]);
  });
});

describe('the sheets of a letter', () => {
  it.each([
    ['Quince Valley\nMay 4, 2026\nDana Whitlock', true],
    ['Quince Valley\nDear Ms. Whitlock,\nWe have decided', true],
    [
      'If you think we are wrong\nAsk us for an appeal by August 1, 2026. That is 60 days from this notice.',
      false,
    ],
    ['UM-2605-7781 page 2\nMay 4, 2026\nAppeals', false],
  ])('are told by a head: %j', (text, opens) => {
    expect(opensLetter(text)).toBe(opens);
  });

  it('are not counted from "continued on the back"', () => {
    expect(continuationNumber('Quince Valley\nWe deny the request.\n(continued on the back)')).toBeNull();
    expect(continuationNumber('UM-2605-7781, continued\nAppeals')).toBe(2);
  });
});
