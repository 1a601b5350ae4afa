/** What a paper is, by what it does. */
import { expect, it } from 'vitest';
import { classifyDocuments } from '../../../shared/engine/classify/classify.ts';
import { caseOf, fixture, rules } from '../engine-kit.ts';

const kindOf = (files: Readonly<Record<string, string>>, name: string) => {
  const input = caseOf(files);
  const index = input.documents.findIndex(({ fileName }) => fileName === name);
  return classifyDocuments(input, rules.kinds)[index]?.kind;
};

const one = (text: string) => kindOf({ 'a.pdf': text }, 'a.pdf');

it.each([
  'cpb-style',
  'delegate-style',
  'eob-oon-style',
  'second-level-style',
  'medicaid-style',
  'prose-style',
  'british-style',
  'medicare-style',
  'part-approved-style',
  'claim-table-style',
  'fund-style',
  'federal-style',
])('knows the letter %s for a denial', (name) => {
  expect(one(fixture(`letters/${name}.txt`))).toBe('denial-letter');
});

it.each([
  [
    'medical-record',
    'Lakeside Family Medicine\nProgress note\nDOB 03/04/1980\nHPI: low back pain for 8 weeks. Denies fever.\nExam: strength 5/5.\nA/P: continue naproxen 500 mg bid. Follow up in 4 weeks.\nJ. Doe, MD',
  ],
  [
    'clinical-policy',
    'Clinical Policy: MRI of the Knee\nPolicy number KN-4\nEffective date: 01/01/2026\nMRI of the knee is considered medically necessary when ALL of the following are met:\n1. Six weeks of conservative care\n2. Radiographs\nDocumentation required: office notes.',
  ],
  [
    'plan-document',
    'Summary Plan Description\nChapter 4. What is covered\nThe Plan pays 80% after the deductible, coinsurance applies. In-network only. General exclusions: cosmetic surgery.',
  ],
  [
    'correspondence',
    'Dr. A. Example\nTo whom it may concern,\nI am writing on behalf of my patient to appeal your denial of the MRI.\nYours truly',
  ],
  ['correspondence', '*** TRANSMISSION REPORT ***\nFAX 555-0100\nPAGES 6\nRESULT OK'],
  [
    'correspondence',
    'Harvest Health\nWe have approved this service. Authorization number: A-1182\nValid from 01/02/2026 to 03/02/2026',
  ],
  [
    'claim-file',
    'CLAIM ACTIVITY LOG\n05/12/26 0310 SYS PENDED\n05/27/26 1433 KJB RC 197 RELEASE DENIAL\nINBOUND CALL FROM MEMBER',
  ],
  [
    'literature',
    'J Imaging Pract 2024; 11: 203-214\nAbstract\nMethods: a randomized trial of 302 men.\nResults: sensitivity 92%.\nThe authors conclude',
  ],
  ['other', 'RECEIPT\nSubtotal $12.40\nVISA\nThank you for your purchase'],
] as const)('knows a %s', (kind, text) => {
  expect(one(text)).toBe(kind);
});

it('counts a photographed second sheet of the letter as the letter', () => {
  const first =
    'Ostara Mutual\n\nMarch 3, 2026\nReference: OM-UM-26-77123\n\nDear Ms. Vale,\nWe are not able to approve the scan. It is not medically necessary.\nYour right to appeal follows.';
  const second =
    'OM-UM-26-77123 - continued (2)\n\nWhat you may ask us for: the records we looked at and the meaning of the codes in this letter.\nSincerely,\nMedical Management';
  expect(kindOf({ 'IMG_1.jpg': first, 'IMG_2.jpg': second }, 'IMG_2.jpg')).toBe('denial-letter');
});

it('calls empty and senseless pages other', () => {
  expect(one('')).toBe('other');
  expect(one('zz qx 11 ~~ ##')).toBe('other');
});
