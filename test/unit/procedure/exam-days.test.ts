/** When a scan was done, as a report or a claim line says it. */
import { expect, it } from 'vitest';
import { examDays, lineDay } from '../../../shared/engine/procedure/exam-days.ts';

it('reads the day of the examination, not other days of the report', () => {
  const text = 'DOB 06/21/1990 Exam date: 03/26/2026 09:30\nComparison: CT 03/07/2026';
  expect(examDays(text).map(({ iso }) => iso)).toEqual(['2026-03-26']);
});

it('takes the date in the cell before a code', () => {
  const text = '02/26/2026\n\n74183\n\nMRI abdomen';
  expect(lineDay(text, text.indexOf('74183'))?.iso).toBe('2026-02-26');
});

it('takes no date that words part from the code', () => {
  const text = '02/26/2026 we had a request for 74183';
  expect(lineDay(text, text.indexOf('74183'))).toBeNull();
});
