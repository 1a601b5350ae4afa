/** What a therapist's sentences and labels say of a course: how many visits, from when to when. */
import type { IsoDate } from '../../../domain/kinds.ts';
import type { Span } from '../../../domain/page-text.ts';
import { readDateRanges, readDates } from '../../../text/dates.ts';
import { readVisitCounts } from '../../../text/durations.ts';
import { spanOf } from '../../../text/spans.ts';
import type { NotePiece } from '../../segment/notes.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';
import { lineOf, noteText } from './notes.ts';

export interface Statement {
  readonly visits: number | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly span: Span;
  readonly reading: NoteReading;
}

/** "Right ankle sprain, 04/14/2026 to 05/18/2026" in the head of a therapist's sheet tells from when to when it went. */
const headReach = 160;
/** Days of an order, a leave or a permission are no days of care. */
const ofPlan = /\b(?:plan\w*|cert\w*|auth\w*|approv\w*|poc|valid|order\w*|prescri\w*|injur\w*|work|leave)\b/i;

/** Before a count: visits that were to be. */
const ordered = /\b(?:plan of care|freq(?:uency)?|ordered|auth(?:ori[sz]ed)?|approved|allowed|poc)\b/i;

/** What the note states in sentences and in labels, in its order. */
export function statementsOf(pages: ReadonlyMap<string, PageReading>, reading: NoteReading): Statement[] {
  return [
    ...reading.note.pieces.flatMap((piece) => statementsInSentences(pages, reading, piece)),
    ...labelled(pages, reading),
  ];
}

function statementsInSentences(
  pages: ReadonlyMap<string, PageReading>,
  reading: NoteReading,
  piece: NotePiece,
): Statement[] {
  const statements: Statement[] = [];
  const { note } = reading;
  const pageReading = pages.get(`${note.documentId}:${piece.pageIndex}`);
  if (pageReading === undefined) return statements;
  const { page } = pageReading;
  for (const sentence of pageReading.map.sentences) {
    if (sentence.start < piece.start || sentence.end > piece.end) continue;
    const words = page.text.slice(sentence.start, sentence.end);
    const joined = /\bvisits?\b\s*\t?\s*$/i.test(words)
      ? page.text.slice(sentence.start, Math.min(piece.end, sentence.end + 12))
      : words;
    const count = readVisitCounts(joined).find(
      (c) =>
        !c.bounded &&
        !ordered.test(joined.slice(Math.max(0, c.start - 40), c.start)) &&
        !/\b(?:cancel|no[- ]?show|remaining|authorized|left)\b/i.test(joined.slice(c.end, c.end + 12)),
    );
    const [range] = readDateRanges(joined, reading.anchor);
    const history =
      /\b(?:in|fall|spring|summer|winter) (?:of )?(?:19|20)\d\d\b|\bprevious|\bprior\b|\bpast\b|\bhere in\b|\bsaw\b/i.test(
        joined,
      );
    // "Rehab on file: 2015, low back, 9 visits": a bare year before the note's is of long ago.
    const years = readDates(joined, reading.anchor).filter(({ precision }) => precision === 'year');
    const longAgo = years.some(({ iso }) => iso.slice(0, 4) < (note.date ?? iso).slice(0, 4));
    if ((history || longAgo) && !range) continue;
    if (
      !count &&
      !(
        range &&
        (/\b(?:seen|visits?|attended|of service|treat|therapy|care|pt)\b/i.test(joined) ||
          (note.kind === 'therapy' && sentence.start - piece.start < headReach && !ofPlan.test(joined)))
      )
    )
      continue;
    if (
      /\b(?:goal|plan(?:ned|s)?|expect\w*|anticipat\w*|recommend\w*|freq|request\w*|would|will|authori[sz]\w*|approved|scheduled)\b/i.test(
        joined,
      ) &&
      !/\battended|completed|seen\b/i.test(joined)
    )
      continue;
    statements.push({
      visits: count?.value ?? null,
      from: range?.from.iso ?? null,
      to: range?.to.iso ?? null,
      span: spanOf(page, sentence.start, sentence.end),
      reading: aboutOwnPart(reading, pageReading, sentence),
    });
  }
  return statements;
}

/** "Right shoulder, 14 visits in 2023" in a chart about the left one: a sentence that names one part of the body is of that part. */
function aboutOwnPart(
  reading: NoteReading,
  page: PageReading,
  sentence: { readonly start: number; readonly end: number },
): NoteReading {
  const regions = new Set(
    page.regions
      .filter(({ start, end }) => start >= sentence.start && end <= sentence.end)
      .map(({ value }) => value),
  );
  const [only] = regions;
  return regions.size !== 1 ||
    only === undefined ||
    reading.note.kind === 'therapy' ||
    only === reading.region
    ? reading
    : { ...reading, region: only, side: null };
}

/** "Start of care: 05/01/2023 … Last visit: 07/12/2023 … Visits: 19" of a discharge form. */
function labelled(pages: ReadonlyMap<string, PageReading>, reading: NoteReading): Statement[] {
  const whole = noteText(reading, pages);
  const start =
    /\b(?:start of care(?: date)?|soc(?: date)?|first visit|(?:date of )?(?:the )?initial (?:visit|eval(?:uation)?)|(?:date of|dos of) (?:initial )?eval(?:uation)?|eval(?:uation)? date|admitted|admission date|start(?:ed)?(?: date)?)\b[\s:.\t]*(?:on )?(\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[A-Z][a-z]{2,8}\.? \d[^\n]{3,9})/i.exec(
      whole,
    );
  const end =
    /\b(?:last(?: visit| seen| session| attended)?|final (?:visit|session)|d\/c date|discharged?(?: date| on)?|date of (?:last visit|discharge|d\/c)|end(?:ed)?(?: date)?)\b[\s:.\t]*(\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[A-Z][a-z]{2,8}\.? \d[^\n]{3,9})/i.exec(
      whole,
    );
  const numbered = /\bvisit (?:#|no\.?|number)\s*:?\s*(\d{1,3})\b|\bvisits? to date\s*:?\s*(\d{1,3})\b/i.exec(
    whole,
  );
  // "Initial evaluation 02/16, visit # 13": a note of a visit tells how far the course had come on its own day.
  const ofVisit = end === null && numbered !== null && reading.note.kind !== 'account';
  if (!start || (!end && !ofVisit)) return [];
  const from = readDates(start[1] ?? '', reading.anchor)[0]?.iso;
  const to = end ? readDates(end[1] ?? '', reading.anchor)[0]?.iso : reading.note.date;
  if (!from || !to || to < from) return [];
  const first = reading.note.pieces[0];
  const page = first ? pages.get(`${reading.note.documentId}:${first.pageIndex}`)?.page : undefined;
  if (!page || !first) return [];
  const visits =
    (ofVisit ? /(\d{1,3})/.exec(numbered[0]) : null) ??
    /\b(?:visits|sessions)\b(?: attended| completed| kept| seen)?[\s:.\t]*(\d{1,3})\b/i.exec(whole) ??
    /\battended[\s:]*(\d{1,3})\b(?= (?:of|out of) \d|[.,;\n])/i.exec(whole);
  const told = end?.[0] ?? start[0];
  const at = page.text.indexOf(told, first.start);
  return [
    {
      visits: visits ? Number(visits[1]) : null,
      from,
      to,
      span: at >= 0 ? spanOf(page, at, at + told.length) : lineOf(page, first.start),
      reading,
    },
  ];
}
