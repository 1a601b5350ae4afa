/** A desk of the insurer is no patient; a reviewer is known by the field beside the name; a day beside the letterhead is the letter's. */
import { expect, it } from 'vitest';
import { readDenial } from '../../../shared/engine/denial/read-denial.ts';
import { pagesOf, rules } from '../engine-kit.ts';

function read(text: string) {
  return readDenial({ documentId: 'letter', documentIds: ['letter'], pages: pagesOf('letter', text) }, rules)
    .denial;
}

it.each([
  'Care Coordination Office, 12 Mill Road, Dover, DE 19901\n\nMay 4, 2026\n\nNora Castell\n88 Pine Street\nDover, DE 19904\n\nDear Ms. Castell:',
  'May 4, 2026\n\nNora Castell\n88 Pine Street\nDover, DE 19904\n\nDear Ms. Castell:\n\nWrite to Larkfield Appeals, P.O. Box 12, Dover, DE 19901.',
  'May 4, 2026\n\nNora Castell · Member LFH-4471-20 · Review number RV-2605-118\n\nWhat we decided',
])('takes the person and not the desk in %j', (head) => {
  expect(read(`Larkfield Health Plan\n${head}\n\nThe MRI (72148) is denied.`).memberName?.value).toBe(
    'Nora Castell',
  );
});

it.each([
  ['A doctor made this choice: Dr. Lena Orr, Neurology.', 'Lena Orr'],
  ['One of our physicians, Dr. Lena Orr, who is board certified in neurology, read the papers.', 'Lena Orr'],
  ['The review was by Lena Orr, MD, Neurology.', 'Lena Orr'],
  ['WHO: L. Orr MD, neurology.', 'L. Orr'],
  ['A physician with specialty in neurology, Lena Orr, MD, took part in this decision.', 'Lena Orr'],
  ['Requested by: Lena Orr, MD, Neurology', null],
  ['The scan was ordered by Lena Orr, MD, Great Plains Neurology.', null],
])('reads who decided in %j', (sentence, name) => {
  const denial = read(`Larkfield Health Plan\nMay 4, 2026\n\nThe MRI (72148) is denied.\n\n${sentence}`);
  expect(denial.reviewerName?.value ?? null).toBe(name);
});

it('reads the day beside the letterhead', () => {
  const denial = read('Larkfield Health Plan\tMay 4, 2026\nNotice\nRequest date: April 2, 2026\nDenied.');
  expect(denial.letterDate?.value).toBe('2026-05-04');
});
