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

it.each([
  ['Date of service: 03/18/2026', true],
  ['DOS 03/18/2026', true],
  ['Service date: 03/18/2026', true],
  ['Scanned on 03/18/2026', true],
  ['Acquired: March 18, 2026', true],
  ['Exam: 03/18/2026', true],
  ['Date of study 3/18/26', true],
  ['Reported: 03/18/2026', false],
  ['Comparison: 03/18/2026', false],
])('knows the day of a report by %s', (line, known) => {
  const report = `MRI BREAST\n${line}\nTechnique: axial sequences with contrast.\nFindings: none.\nImpression: normal.`;
  expect(examDays(report).map(({ iso }) => iso)).toEqual(known ? ['2026-03-18'] : []);
});

it('takes the day of a visit for no examination', () => {
  expect(examDays('OFFICE VISIT\nDate of service: 03/18/2026\nHPI: pain.\nImpression: strain.')).toEqual([]);
});
