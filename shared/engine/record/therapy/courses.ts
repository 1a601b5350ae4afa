/** Visits and what is said of them, put together into courses: one part of the body, no gap of more than 90 days. */
import type { ClinicalConcept, IsoDate, Laterality } from '../../../domain/kinds.ts';
import type { Span } from '../../../domain/page-text.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { type Draft, measureOf, patientNow } from '../draft.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';
import type { Statement } from './statements.ts';
import type { Visit } from './visits.ts';
import { outcomesIn } from './words.ts';

interface Course {
  visits: Visit[];
  statements: Statement[];
  region: string | null;
  side: Laterality | null;
}

/** The courses that the visits and statements make up; a single visit makes none. */
export function courses(
  concept: ClinicalConcept,
  visits: readonly Visit[],
  statements: readonly Statement[],
  pages: ReadonlyMap<string, PageReading>,
): Draft[] {
  const groups: Course[] = [];
  for (const visit of [...visits].sort((a, b) => a.date.localeCompare(b.date))) {
    const group = groups.find((course) => sameCourse(course, visit.reading) && near(course, visit.date));
    if (group) {
      group.visits.push(visit);
      group.region ??= visit.reading.region;
      group.side ??= visit.reading.side;
    } else
      groups.push({
        visits: [visit],
        statements: [],
        region: visit.reading.region,
        side: visit.reading.side,
      });
  }
  for (const statement of statements) {
    const day = statement.to ?? statement.from ?? statement.reading.note.date;
    const group = groups.find(
      (course) => sameCourse(course, statement.reading) && (day === null || near(course, day)),
    );
    if (group) group.statements.push(statement);
    else
      groups.push({
        visits: [],
        statements: [statement],
        region: statement.reading.region,
        side: statement.reading.side,
      });
  }
  return groups.flatMap((group) => describe(concept, group, pages));
}

function sameCourse(course: Course, reading: NoteReading): boolean {
  if (course.region && reading.region && course.region !== reading.region) return false;
  return !(
    course.side &&
    reading.side &&
    course.side !== reading.side &&
    course.side !== 'bilateral' &&
    reading.side !== 'bilateral'
  );
}

function near(course: Course, day: IsoDate): boolean {
  const days = [
    ...course.visits.map((visit) => visit.date),
    ...course.statements.flatMap((s) => [s.from, s.to].filter((d) => d !== null)),
  ];
  if (days.length === 0)
    return course.statements.some(
      (s) => s.reading.note.date !== null && Math.abs(daysBetween(s.reading.note.date, day)) <= 90,
    );
  return days.some((other) => Math.abs(daysBetween(other, day)) <= 90);
}

/** Care that is kept up has a visit at least every two weeks, in days. */
const longestGap = 14;

function describe(
  concept: ClinicalConcept,
  course: Course,
  pages: ReadonlyMap<string, PageReading>,
): Draft[] {
  const dates = [...new Set(course.visits.map((visit) => visit.date))].sort();
  const told = course.statements.filter((s) => s.from && s.to);
  const from =
    [dates[0], ...told.map((s) => s.from)].filter((d) => d !== null && d !== undefined).sort()[0] ?? null;
  const to =
    [dates.at(-1), ...told.map((s) => s.to)]
      .filter((d) => d !== null && d !== undefined)
      .sort()
      .at(-1) ?? null;
  const counted = Math.max(0, ...course.statements.map((s) => s.visits ?? 0));
  const numbered = Math.max(0, ...course.visits.map((visit) => visit.ordinal));
  const visits = Math.max(dates.length, counted, numbered);
  const reading = course.visits[0]?.reading ?? course.statements[0]?.reading;
  // One day is a visit, not a course.
  if (!reading || visits < 2) return [];
  const between = from && to ? daysBetween(from, to) : null;
  // Three visits over eight weeks are no eight weeks of therapy, unless the therapist says from when to when it went.
  const steady = between === null || told.length > 0 || visits * longestGap >= between;
  const days = steady ? between : null;
  const best = course.statements
    .filter(({ span }) => !ofOtherEpisode.test(span.quote))
    .toSorted((a, b) => score(b) - score(a))[0];
  const spans = [
    best?.span,
    course.visits.find((v) => v.date === dates[0])?.span,
    course.visits.findLast((v) => v.date === dates.at(-1))?.span,
  ].filter((span) => span !== undefined);
  const why = [
    `${dates.length} dated visits`,
    ...(counted ? [`${counted} visits stated`] : []),
    ...(numbered > dates.length ? [`the last is numbered ${numbered}`] : []),
    ...(from && to
      ? [
          `first ${from}, last ${to} = ${between} days${steady ? '' : ', too few visits for a course of that length'}`,
        ]
      : []),
  ];
  return [
    {
      concept,
      detail: 'course',
      context: patientNow,
      status: 'done',
      region: course.region,
      side: course.side,
      date: to ?? reading.note.date,
      measure: measureOf({ from, to, days, visits }),
      outcome: outcomesIn(
        course.visits.concat(
          course.statements.map((s) => ({ date: '', span: s.span, reading: s.reading, ordinal: 0 })),
        ),
        pages,
      ),
      section: 'therapy',
      spans: dedupe(spans),
      why,
      reading,
    },
  ];
}

/** "Other episodes: 2024 left hip, 3 visits" counts nothing of this course. */
const ofOtherEpisode = /\b(?:other|prior|previous|past|earlier) (?:episodes?|courses?)\b/i;

function score(statement: Statement): number {
  return (
    (statement.from ? 2 : 0) +
    (statement.visits ? 1 : 0) +
    (/attended|completed|seen/i.test(statement.span.quote) ? 1 : 0)
  );
}

function dedupe(spans: readonly Span[]): Span[] {
  return spans.filter(
    (span, i) =>
      spans.findIndex(
        (other) =>
          other.pageIndex === span.pageIndex &&
          other.documentId === span.documentId &&
          other.start === span.start,
      ) === i,
  );
}
