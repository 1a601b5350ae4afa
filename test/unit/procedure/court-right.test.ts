/** A grandfathered plan owes the word of the right to sue where its letter shows that it is under ERISA. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const lacksCourt = (words: string) =>
  analyze(
    caseOf(
      {
        'denial.pdf': `Fernhill Mutual Health\n\nAugust 20, 2026\n\nAda Lowe\n9 Pine St\nSalem, VA 24153\n\nMember ID: FH-4471-9920\nClaim no. C-112233-44\n\nDear Ada Lowe:\n\nNo benefit can be paid for MRI of the abdomen (74183) on 07/15/2026. The provider is out of network.\n\nYou have 180 days from the receipt of this notice to send a written appeal to the Appeals Desk. Free copies of all papers that concern your claim are sent at your request.\n\n${words}\n`,
      },
      { today: '2026-09-03', planType: 'grandfathered' },
    ),
    rules,
  ).findings.some(({ type, concept }) => type === 'notice-defect' && concept === 'court-right');

it.each([
  'Your employer believes this is a "grandfathered health plan". Questions: the Employee Benefits Security Administration at 1-866-444-3272.',
  'This is a grandfathered plan. You may also contact EBSA, www.dol.gov/ebsa/healthreform.',
  'The plan is governed by ERISA. It is a grandfathered plan.',
  'Help: U.S. Department of Labor, 1-866-444-3272.',
  'Your rights under the Employee Retirement Income Security Act are in your booklet.',
  'Grandfathered plan. Call the plan administrator or the Employee Benefits Security Administration.',
])('misses the right to sue beside "%s"', (words) => {
  expect(lacksCourt(words)).toBe(true);
});

it.each([
  'This is a grandfathered plan. Contact the U.S. Department of Health and Human Services at www.healthcare.gov.',
  'This church plan is not subject to ERISA.',
  'Questions: the Employee Benefits Security Administration. After the appeal you may bring a civil action under section 502(a).',
  'This is a grandfathered individual policy. Call the Division of Insurance.',
])('misses nothing beside "%s"', (words) => {
  expect(lacksCourt(words)).toBe(false);
});
