/** Courses of therapy put together from dated visits: visit tables, daily notes, and what a summary counts. */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
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
      drafts.push(...readEpisodes(pages, reading, concept));
      visits.push(...visitsOf(pages, reading));
      statements.push(...statementsOf(pages, reading));
    }
    drafts.push(...courses(concept, visits, statements, pages));
  }
  return drafts;
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
