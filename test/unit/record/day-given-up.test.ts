/** The year in which smoking was given up, whatever day of it is named. */
import { expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';

const rules = loadRecordRules();

const givenUp = (history: string): (string | null | undefined)[] =>
  readRecords(
    [
      {
        documentId: 'doc',
        pages: pagesOf(
          `OFFICE VISIT 04/20/2026\nPatient: Mary Doe   DOB 02/01/1960\n\nSocial history: ${history}\n`,
        ),
      },
    ],
    rules,
    null,
  )
    .facts.filter(({ concept, detail }) => concept === 'smoking-history' && detail === 'quit')
    .map(({ measure }) => measure?.from?.slice(0, 4));

it.each([
  ['25 pack-years, stopped for good Thanksgiving 2006.', '2006'],
  ['1 ppd, quit Christmas 2005.', '2005'],
  ["25 pack-years, gave up smoking New Year's 2007.", '2007'],
  ['Smoked 1 pack a day. Last cigarette Labor Day 2009.', '2009'],
  ['25 pack-years, quit 03/2011.', '2011'],
])('is read: %s', (history, year) => {
  expect(givenUp(history)).toContain(year);
});
