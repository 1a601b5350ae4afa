/** "Others 5/5" grades what the sentence does not name: neither the muscle before it nor the whole limb. */
import { expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';

const rules = loadRecordRules();
const grades = (exam: string): string[] =>
  readRecords(
    [{ documentId: 'doc', pages: pagesOf(`CLINIC VISIT 05/06/2026\nPatient: Mary Doe\n\nExam: ${exam}`) }],
    rules,
    null,
  )
    .facts.filter(({ detail }) => detail === 'strength')
    .map(({ subject, measure }) => `${subject} ${measure?.quantity?.value}`);

it.each([
  'L great toe extension 4/5, others 5/5.',
  'L EHL 4/5, the rest 5/5.',
  'L EHL 4/5, all other groups 5/5.',
  'L EHL 4/5, remaining muscles 5/5.',
  'L EHL 4/5, 5/5 elsewhere.',
  'L EHL 4/5, 5/5 in all other groups.',
  'L EHL 4/5, otherwise 5/5.',
  'L EHL 4/5, in all other groups 5/5.',
])('%s', (exam) => {
  expect(grades(exam)).toEqual(['great toe 4', 'other muscles 5']);
});

it.each([
  ['L EHL 4/5, TA 5/5.', ['great toe 4', 'foot lifting 5']],
  ['L EHL 4/5, quads 5/5, no other complaint.', ['great toe 4', 'knee straightening 5']],
  ['EHL 5/5 on the right, 4/5 on the other side.', ['great toe 5', 'great toe 4']],
])('%s', (exam, found) => {
  expect(grades(exam)).toEqual(found);
});
