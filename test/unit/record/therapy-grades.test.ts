/** A pain score at the head of a wrapped line of a therapist's note is no visit. */
import { expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';

const rules = loadRecordRules();

const daysOfCourse = (lines: string) =>
  readRecords(
    [
      {
        documentId: 'doc',
        pages: pagesOf(
          `Harbor Rehab - progress note 08/19/2026\n\nA. Lowe, R knee. 12 of 12 visits, 07/08 - 08/19/2026. Quad sets, bike, manual.\n${lines}\n\nJ. Mbeki PT`,
        ),
      },
    ],
    rules,
    null,
  ).facts.flatMap(({ concept, measure }) =>
    concept === 'physical-therapy' && measure?.days != null ? [measure.days] : [],
  );

it.each([
  'Pain\n6/10 at start, 5/10 now. Catching began visit 9.',
  'Pain score\n6/10 at the first visit.',
  'Less pain,\n6/10 first visit, 4/10 last visit.',
  'Strength\n4/5 at visit 1.',
  'Quads rose from\n3/5 at visit 1 to 4/5.',
  'NPRS\n5/10 after visit 12.',
])('does not lengthen the course by "%s"', (lines) => {
  expect(Math.max(...daysOfCourse(lines))).toBe(42);
});

it('still reads a visit of the tenth of a month', () => {
  expect(
    Math.max(
      ...daysOfCourse(
        '6/10 visit 1, evaluation\n6/24 visit 4, bike\n7/15 visit 8, manual\n8/12 visit 11, squats',
      ),
    ),
  ).toBe(70);
});
