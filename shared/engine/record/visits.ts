/** Visits as facts: that a clinician saw the patient again, and when. */
import { daysBetween } from '../../text/calendar.ts';
import { spanOf } from '../../text/spans.ts';
import { patientNow } from './draft.ts';
import type { Draft } from './draft.ts';
import type { NoteReading, PageReading } from './page-reading.ts';

/** Days after an earlier visit from which a visit is a re-evaluation and no second look at the same event. */
const againAfterDays = 14;

/** One fact for each visit that follows an earlier one of the record; the first visit is none. */
export function readVisits(pages: ReadonlyMap<string, PageReading>, notes: readonly NoteReading[]): Draft[] {
  const visits = notes
    .filter(
      ({ note }) =>
        (note.kind === 'visit' || note.kind === 'letter') && note.date !== null && note.dateSpan !== null,
    )
    .toSorted((a, b) => (a.note.date ?? '').localeCompare(b.note.date ?? ''));
  const drafts: Draft[] = [];
  visits.forEach((visit, i) => {
    const { note } = visit;
    if (!note.date || !note.dateSpan) return;
    const page = pages.get(`${note.documentId}:${note.dateSpan.pageIndex}`)?.page;
    if (!page || !isExamined(visit, pages)) return;
    const earlier = visits
      .slice(0, i)
      .find(
        (other) =>
          other.note.date !== null && daysBetween(other.note.date, note.date ?? '') >= againAfterDays,
      );
    if (!earlier) return;
    const from = page.text.lastIndexOf('\n', note.dateSpan.start) + 1;
    const to = page.text.indexOf('\n', note.dateSpan.end);
    drafts.push({
      concept: 're-evaluation',
      detail: 'visit',
      context: patientNow,
      status: 'done',
      region: visit.region,
      side: visit.side,
      date: note.date,
      measure: null,
      outcome: null,
      section: null,
      spans: [spanOf(page, from, to < 0 ? page.text.length : to)],
      why: [`visit of ${note.date}, after one of ${earlier.note.date ?? ''}`],
      reading: visit,
    });
  });
  return drafts;
}

/** The note holds an examination, so that the patient was seen and not only spoken to. */
function isExamined(visit: NoteReading, pages: ReadonlyMap<string, PageReading>): boolean {
  return visit.note.pieces.some((piece) =>
    pages
      .get(`${visit.note.documentId}:${piece.pageIndex}`)
      ?.map.sections.some(
        (section) => section.section === 'exam' && section.start >= piece.start && section.start < piece.end,
      ),
  );
}
