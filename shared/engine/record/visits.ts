/** Visits as facts: that a clinician saw the patient again, and when. */
import type { IsoDate } from '../../domain/kinds.ts';
import type { Span } from '../../domain/page-text.ts';
import { daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { comparePerson } from '../../text/person.ts';
import { spanOf } from '../../text/spans.ts';
import { patientNow } from './draft.ts';
import type { Draft } from './draft.ts';
import { holdsSection, type NoteReading, type PageReading } from './page-reading.ts';

/** Days after an earlier visit from which a visit is a re-evaluation and no second look at the same event. */
const againAfterDays = 14;
/** A visit this many days before is of another complaint. */
export const episodeDays = 365;

/** The patient was seen again on that day. */
export function visitDraft(reading: NoteReading, date: IsoDate, span: Span, why: string): Draft {
  return {
    concept: 're-evaluation',
    detail: 'visit',
    context: patientNow,
    status: 'done',
    region: reading.region,
    side: reading.side,
    date,
    measure: null,
    outcome: null,
    section: null,
    spans: [span],
    why: [why],
    reading,
  };
}

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
    if (!page || !(isExamined(visit, pages) || isSeen(visit, pages))) return;
    if (
      printed.test(page.text.slice(page.text.lastIndexOf('\n', note.dateSpan.start) + 1, note.dateSpan.start))
    )
      return;
    const earlier = visits
      .slice(0, i)
      .find(
        (other) =>
          other.note.date !== null &&
          comparePerson(other.note.patient, note.patient) !== 'other' &&
          daysBetween(other.note.date, note.date ?? '') >= againAfterDays &&
          daysBetween(other.note.date, note.date ?? '') <= episodeDays &&
          (other.side === null ||
            visit.side === null ||
            other.side === visit.side ||
            other.side === 'bilateral'),
      );
    if (!earlier) return;
    const from = page.text.lastIndexOf('\n', note.dateSpan.start) + 1;
    const to = page.text.indexOf('\n', note.dateSpan.end);
    drafts.push(
      visitDraft(
        visit,
        note.date,
        spanOf(page, from, to < 0 ? page.text.length : to),
        `visit of ${note.date}, after one of ${earlier.note.date ?? ''}`,
      ),
    );
  });
  return [...drafts, ...mentionedVisits(pages, notes)];
}

const visitEntry =
  /(?:^|\n|[.;] )\s*(\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})[ :–—-]{1,4}(?:follow-?up |office |clinic |return |f\/u )?visit\b/g;

/** "06/10/2026 visit, pressure now five times a week": a visit told in one line of a chart. */
function mentionedVisits(pages: ReadonlyMap<string, PageReading>, notes: readonly NoteReading[]): Draft[] {
  const drafts: Draft[] = [];
  for (const reading of notes) {
    if (
      reading.note.kind === 'order' ||
      reading.note.kind === 'instructions' ||
      reading.note.kind === 'account'
    )
      continue;
    for (const piece of reading.note.pieces) {
      const page = pages.get(`${reading.note.documentId}:${piece.pageIndex}`)?.page;
      if (!page) continue;
      for (const m of page.text.slice(piece.start, piece.end).matchAll(visitEntry)) {
        const date = readDates(m[1] ?? '')[0]?.iso;
        if (!date || !reading.note.date || date <= reading.note.date) continue;
        const start = piece.start + m.index;
        const stop = /[.;](?=\s)|\n\s*\n/.exec(page.text.slice(start + m[0].length));
        drafts.push(
          visitDraft(
            reading,
            date,
            spanOf(page, start + m[0].indexOf(m[1] ?? ''), start + m[0].length + (stop?.index ?? 0)),
            `visit of ${date}`,
          ),
        );
      }
    }
  }
  return drafts;
}

/** The day a portal or an office printed its pages. */
const printed = /\b(?:print(?:ed|out)?|download(?:ed)?|generated|requested by)\b[^\n]*$/i;

/** Visits by their title, in person or by video; a call, a message and a refill are none. */
const visitTitle =
  /\b(?:office|clinic|video|telehealth|telemedicine|virtual|follow[- ]?up|return|established patient) (?:visit|appointment|encounter|note)\b|\b(?:telehealth|video) \b/i;
/** Talk without the patient in the room, and what is done without a clinician. */
export const noVisit =
  /\b(?:phone|telephone|portal|refill|message|e-?mail|nurse (?:call|visit)|lab only|no[- ]?show|cancel)/i;

/** Titled as a visit, with an assessment: by video nobody is felt or tapped. */
function isSeen(visit: NoteReading, pages: ReadonlyMap<string, PageReading>): boolean {
  const title = visit.note.title ?? '';
  return (
    visitTitle.test(title) && !noVisit.test(title) && noteHolds(visit, pages, 'assessment', 'impression')
  );
}

/** The note holds an examination, so that the patient was seen and not only spoken to. */
function isExamined(visit: NoteReading, pages: ReadonlyMap<string, PageReading>): boolean {
  return noteHolds(visit, pages, 'exam');
}

function noteHolds(
  { note }: NoteReading,
  pages: ReadonlyMap<string, PageReading>,
  ...kinds: readonly string[]
): boolean {
  return note.pieces.some((piece) => {
    const page = pages.get(`${note.documentId}:${piece.pageIndex}`);
    return page !== undefined && holdsSection(page, piece, ...kinds);
  });
}
