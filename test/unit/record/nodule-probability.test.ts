/** The chance that a nodule is cancer, as a model gives it. */
import { expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';

const rules = loadRecordRules();

const chances = (text: string) =>
  readRecords(
    [
      {
        documentId: 'doc',
        pages: pagesOf(
          `LUNG CLINIC OFFICE VISIT  05/06/2026\nPatient: Mary Doe\n\nAssessment: solid nodule. ${text}`,
        ),
      },
    ],
    rules,
    null,
  ).facts.flatMap(({ concept, detail, measure }) =>
    concept === 'risk-score' && detail === 'nodule-malignancy' ? [measure?.quantity?.value] : [],
  );

it.each([
  ['I ran the Mayo model. It gives a 41% probability of malignancy.', 41],
  ['Brock: 22 percent probability of cancer.', 22],
  ['Probability of malignancy by Herder 63%.', 63],
  ['Likelihood of cancer (Mayo) 12.5 %', 12.5],
  ['Mayo calculator: chance of malignancy is 38 per cent', 38],
  ['about a 30% calculated chance of cancer', 30],
])('reads "%s"', (text, value) => {
  expect(chances(text)).toEqual([value]);
});

it.each([
  'Low probability of malignancy.',
  'FEV1 74%. Probability of malignancy to be calculated.',
  'Her lifetime risk of cancer is 25%.',
  '41% of predicted.',
])('reads no chance in "%s"', (text) => {
  expect(chances(text)).toEqual([]);
});
