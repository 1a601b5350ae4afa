/** What a letter lacks is not made good by the plan's book that happens to lie behind it in a pile. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const letter =
  'Quince Valley Health Plan\nMay 4, 2026\nDana Whitlock\nMember ID: QV 2231 5567   Reference: UM-2605-7781\nDear Ms. Whitlock,\nWe have denied the request for MRI of the right knee (73721) as not medically necessary under policy KN-4. Six weeks of physical therapy are not shown. You may appeal in writing within 180 days of this notice.';
const book =
  'Basin Steel Group Health Plan Summary Plan Description\nPart 9. Claims\nAfter the appeal you may ask for an external review by an independent review organization within four months.\nYour coverage pays 80% after the deductible; coinsurance applies.\n44';
const visit =
  'Sierra Orthopedics   L. Hart, MD\nWhitlock, Dana   DOB 03/02/1979   Visit 04/20/2026\nHPI: right knee pain for 9 weeks, locking.\nExam: McMurray positive. A/P: MRI of the right knee.';

const lacks = (text: string) =>
  analyze(caseOf({ 'scan.pdf': text }, { planType: 'erisa-self-funded' }), rules).findings.some(
    ({ type, concept }) => type === 'notice-defect' && concept === 'external-review-right',
  );

it.each([
  ['the letter and the book as one mailing', [letter, book], false],
  ['a visit, the letter and the book as a pile', [visit, letter, book], true],
  [
    'a pile in which the letter speaks of what it encloses',
    [visit, `${letter}\nEnclosed: pages of the plan.`, book],
    false,
  ],
] as const)('%s', (_, sheets, missing) => {
  expect(lacks(sheets.join('\f'))).toBe(missing);
});
