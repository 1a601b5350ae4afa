/** The line above a later page that only names the policy is no part of its text. */
import { expect, it } from 'vitest';
import { policyOf } from './support.ts';

const textWith = (head: string): string =>
  JSON.stringify(
    policyOf(
      `LK-88   PET in Lymphoma and Head and Neck Cancer\nEffective 01/01/2026\n\n1. New diagnosis\nPET is covered after a biopsy.\n\n2. Recurrence\nPET is covered before salvage surgery where a biopsy has\f${head}\nshown live disease.\n\n3. Codes\n78815.\n`,
    ).sections.map(({ tree }) => tree),
  );

it.each([
  'LK-88, version 6',
  'LK-88',
  'LK-88 / 2026                         2',
  'LK-88 (continued)                    2',
  'LK-88      continued',
  'LK-88      2 of 2',
  'LK-88, page two',
  'LK-88 v6    p 2/2',
  'Oncology Standard 14 (cont.)',
  'LK-88 Head and Neck Cancer                                                                      page 2',
])('leaves out "%s"', (head) => {
  expect(textWith(head)).toContain('where a biopsy has shown live disease');
});

it.each(['LK-88 was in force and had', 'a strength of 2 of 5'])('keeps "%s"', (line) => {
  expect(textWith(line)).toContain(line);
});
