/** Courses of therapy put together from dated visits: visit tables, daily notes, and what a summary counts. */
import type { ClinicalConcept, IsoDate } from '../../../domain/kinds.ts';
import { splitLines } from '../../../text/blocks.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { spanOf } from '../../../text/spans.ts';
import { type Draft, measureOf, patientNow } from '../draft.ts';
import { nearest, type NoteReading, type PageReading } from '../page-reading.ts';
import { courses } from './courses.ts';
import { isTherapyNote } from './notes.ts';
import { type Statement, statementsOf } from './statements.ts';
import { episodesIn } from './tables.ts';
import { type Visit, visitsOf } from './visits.ts';
import { outcomeOf } from './words.ts';

/** A course for each stretch of visits of one region with no gap of more than 90 days. */
export function readTherapy(pages: ReadonlyMap<string, PageReading>, notes: readonly NoteReading[]): Draft[] {
  const drafts: Draft[] = [];
  for (const concept of ['physical-therapy', 'chiropractic'] as const) {
    const visits: Visit[] = [];
    const statements: Statement[] = [];
    for (const reading of notes) {
      if (!isTherapyNote(reading, pages, concept)) continue;
      if (reading.anchor === null && visitsOf(pages, reading).length === 0) {
        drafts.push(...withoutYear(pages, reading, concept));
        continue;
      }
      drafts.push(...readEpisodes(pages, reading, concept));
      visits.push(...visitsOf(pages, reading));
      statements.push(...statementsOf(pages, reading));
    }
    drafts.push(...courses(concept, visits, statements, pages));
  }
  return drafts;
}

/** Days to count from where a file names no year, one for sheets within a year, one for those over its turn: they are never told. */
const anyYears: readonly IsoDate[] = ['2001-12-31', '2001-06-30'];

/** Longest course, in days, of which months and days alone tell the length. */
const longestWithoutYear = 150;

/** "03/05 Eval … 04/28 d/c", and no year on the whole file: how long it was is known, when it was is not. */
function withoutYear(
  pages: ReadonlyMap<string, PageReading>,
  reading: NoteReading,
  concept: ClinicalConcept,
): Draft[] {
  const counted = anyYears
    .map((anchor) => ({ ...reading, anchor }))
    .find((each) =>
      visitsOf(pages, each).every(({ date }, index, all) => (all[index - 1]?.date ?? '') <= date),
    );
  if (counted === undefined) return [];
  const visits = visitsOf(pages, counted);
  return courses(concept, visits, statementsOf(pages, counted), pages)
    .filter(({ measure }) => (measure?.days ?? 0) <= longestWithoutYear)
    .map((course) => ({
      ...course,
      date: null,
      measure: course.measure === null ? null : { ...course.measure, from: null, to: null },
      why: [`${course.measure?.visits ?? 0} visits over ${course.measure?.days ?? '?'} days, without a year`],
      reading,
    }));
}

/** One course for each row of a table of episodes, of the part of the body that the row names. */
function readEpisodes(
  pages: ReadonlyMap<string, PageReading>,
  reading: NoteReading,
  concept: ClinicalConcept,
): Draft[] {
  return reading.note.pieces.flatMap((piece) => {
    const page = pages.get(`${reading.note.documentId}:${piece.pageIndex}`);
    if (!page) return [];
    const lines = splitLines(page.page.text).filter(
      (line) => line.start >= piece.start && line.end <= piece.end,
    );
    return episodesIn(lines, page.page.text).map(({ line, from, to, visits, words }): Draft => {
      const days = daysBetween(from, to);
      return {
        concept,
        detail: 'course',
        context: patientNow,
        status: 'done',
        region: nearest(page.regions, line.start, line.start, line.start, line.end)?.value ?? null,
        side: nearest(page.sides, line.start, line.start, line.start, line.end)?.value ?? null,
        date: to,
        measure: measureOf({ from, to, days, visits }),
        outcome: outcomeOf(words),
        section: 'therapy',
        spans: [spanOf(page.page, line.start, line.end)],
        why: [
          `episode from ${from} to ${to} = ${days} days`,
          ...(visits === null ? [] : [`${visits} visits`]),
        ],
        reading,
      };
    });
  });
}
