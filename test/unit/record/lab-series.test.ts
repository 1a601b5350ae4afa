/** Values of one test on several days: in one line, and in an export with each cell on a line of its own. */
import { expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';

const rules = loadRecordRules();

const values = (text: string) =>
  readRecords(
    [
      {
        documentId: 'doc',
        pages: pagesOf(`HILLSIDE CLINIC OFFICE VISIT  05/06/2026\nPatient: Mary Doe\n\n${text}`),
      },
    ],
    rules,
    null,
  ).facts.flatMap(({ detail, date, measure }) =>
    measure?.quantity == null ? [] : [`${detail} ${measure.quantity.value} ${date}`],
  );

it.each([
  ['Data: PSA 0.31 (02/23/26), 0.44 (04/20/26).', 'psa 0.44 2026-04-20'],
  ['PSA: 02/23/26 0.31; 04/20/26 0.44', 'psa 0.44 2026-04-20'],
  ['PSA 0.31 on 02/23/2026, then 0.44 on 04/20/2026', 'psa 0.44 2026-04-20'],
  ['PSA 0.31 ng/mL (2026-02-23), 0.44 ng/mL (2026-04-20)', 'psa 0.44 2026-04-20'],
  ['CEA 2.1 (01/05/26) \u2192 4.9 (03/02/26) \u2192 7.8 (04/20/26)', 'cea 7.8 2026-04-20'],
  ['CRP 02/23/26: 31, 04/20/26: 44', 'crp 44 2026-04-20'],
  ['TEST: PSA, ULTRASENSITIVE (ng/mL)\n02/23/2026\n0.31\n04/20/2026\n0.44', 'psa 0.44 2026-04-20'],
  ['PSA results\n02/23/2026\n0.31 H\n04/20/2026\n0.44 H', 'psa 0.44 2026-04-20'],
])('reads the later value of "%s"', (text, value) => {
  expect(values(text)).toContain(value);
});

it.each([
  ['Rising PSA 2.5 years after surgery.', /psa/],
  ['PSA 1.5 months ago was sent.', /psa 1/],
  ['PSA 0.31 (02/23/26), creatinine 0.9 (04/20/26)', /psa 0\.9/],
  ['PSA 0.31 (02/23/26), next visit 04/20/26 room 12', /psa 12/],
  ['PSA 0.31 (02/23/26), BP 128/76', /psa 128/],
])('reads no such value in "%s"', (text, wrong) => {
  expect(values(text).filter((value) => wrong.test(value))).toEqual([]);
});
