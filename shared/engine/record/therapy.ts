/** Courses of therapy put together from dated visits: visit tables, daily notes, and what a summary counts. */
import type { ClinicalConcept, IsoDate, Laterality } from '../../domain/kinds.ts';
import type { PageText, Span } from '../../domain/page-text.ts';
import { splitLines } from '../../text/blocks.ts';
import { daysBetween } from '../../text/calendar.ts';
import { readDateRanges, readDates } from '../../text/dates.ts';
import { readVisitCounts } from '../../text/durations.ts';
import { spanOf } from '../../text/spans.ts';
import { measureOf, patientNow } from './draft.ts';
import type { Draft } from './draft.ts';
import type { NoteReading, PageReading } from './page-reading.ts';
import { nearest } from './page-reading.ts';
import { columnDates, episodesIn } from './therapy-tables.ts';
import { outcomeOf, outcomesIn } from './therapy-words.ts';

interface Visit {
  readonly date: IsoDate;
  readonly span: Span;
  readonly reading: NoteReading;
  /** "Tx 12", "visit 4": the visit's own number; 0 where the row gives none. */
  readonly ordinal: number;
}
interface Statement {
  readonly visits: number | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly span: Span;
  readonly reading: NoteReading;
}

const missed =
  /\b(?:cx'?d|cancel\w*|canc|cx|no[- ]?show|n\/s|dna|missed|resched\w*|did not attend|did not return|never returned|self[- ]?discharged|chart closed|lost to follow[- ]?up|absent|out of town|closed|held)\b|(?:^|[\t|,]|\s{2})\s*(?:ns|c\/?x|cxl?|dnka?|dns|fta|ftka|r\/s)\s*(?:[\t|,(–-]|$)/i;
/** A row's date, behind a number and a word or two of its first cells ("6 d/c <tab> 4/22/26"). */
const rowDate =
  /^\s*(?:[-–—#]?\s*\d{0,3}[.)]?\s*[-–—]?\s*\t?\s*|[^\t\n\d]{0,12}\d{0,3}[^\t\n\d]{0,12}\t\s*)?(\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{4}-\d{2}-\d{2})\b/;

/** A course for each stretch of visits of one region with no gap of more than 90 days. */
export function readTherapy(pages: ReadonlyMap<string, PageReading>, notes: readonly NoteReading[]): Draft[] {
  const drafts: Draft[] = [];
  for (const concept of ['physical-therapy', 'chiropractic'] as const) {
    const visits: Visit[] = [];
    const statements: Statement[] = [];
    for (const reading of notes) {
      if (!isTherapyNote(reading, pages, concept)) continue;
      drafts.push(...readEpisodes(pages, reading, concept));
      collect(pages, reading, visits, statements);
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

function isTherapyNote(
  reading: NoteReading,
  pages: ReadonlyMap<string, PageReading>,
  concept: ClinicalConcept,
): boolean {
  const { kind } = reading.note;
  const text = noteText(reading, pages);
  const head = text.slice(0, 900);
  if (messages.test(head.slice(0, 200))) return false;
  const listed =
    (kind === 'visit' || kind === 'unknown') && attendance(text) >= fewestRows && treats.test(head);
  if (kind !== 'therapy' && kind !== 'account' && kind !== 'summary' && kind !== 'unknown' && !listed)
    return false;
  // "T. Nakashima, DC" is a chiropractor; "07/21/26 DC discharged" is the end of a course.
  const chiro =
    (/\bchiropract|\bCMT\b/i.test(head) ||
      /\p{Lu}[\p{L}'’-]{2,},?\s+D\.?C\.?(?![\p{L}])(?!\s+(?:summary|discharg|from|date|home|plan|to|with|w\/|HEP))/u.test(
        head,
      )) &&
    !/physical therap/i.test(head);
  if (chiro !== (concept === 'chiropractic')) return false;
  if (kind === 'therapy' || listed) return true;
  if (chiro) return kind === 'account' || /\bvisit|\badjust/i.test(text);
  return (
    /\b(?:physical therap|rehab|physio|\bDPT\b|, PT\b|\bPT\b)/i.test(head + text.slice(-200)) &&
    /\b(?:visits?|sessions?|attended|HEP|goals met|d\/c|discharge)/i.test(text) &&
    /\b(?:DPT|PT|therapists?|therapy|ther-?ex|physio\w*|rehab)\b/i.test(text)
  );
}

/** Fewest dated rows that make a list of visits of an untitled sheet. */
const fewestRows = 4;
/** Words by which a sheet says that it is a therapist's. */
const treats =
  /\b(?:physical therap\w*|PT|DPT|chiropract\w*|CMT|D\.?C\.?|rehab\w*|ther-?ex|treatment (?:card|record|sheet|notes?)|97110|97140|98941|physio\w*|sports medicine|osteopath\w*)\b/;
/** A log of calls and messages is dated line by line, and tells of no visit. */
const messages =
  /\b(?:message|messages|phone|telephone|call|portal|task|fax) (?:log|notes?|encounters?|history)\b/i;
/** Rows that tell what was sent, said or asked for on a day. */
const toldOnly =
  /\b(?:portal|called|phoned|voicemail|left message|lmom|faxed|sent to|request (?:sent|received)|denial|denied|refill\w*|e-?mail\w*|rn:|ma:|payment|copay paid|invoice|statement)\b/i;

/** "Right ankle sprain, 04/14/2026 to 05/18/2026" in the head of a therapist's sheet tells from when to when it went. */
const headReach = 160;
/** Days of an order, a leave or a permission are no days of care. */
const ofPlan = /\b(?:plan\w*|cert\w*|auth\w*|approv\w*|poc|valid|order\w*|prescri\w*|injur\w*|work|leave)\b/i;

/** What is done at a visit ("core 3, glides. 7/10. Asked about shots, sent to MD"). */
const worked =
  /\b(?:core|glides?|manual|traction|mobs?|ther-?ex|HEP|stretch\w*|press-?ups?|squats?|bike|lifting|stabili[sz]ation|ultrasound|\d{1,2}\/10)\b/i;

/** Rows of a text that begin with a date, or with a number and a date. */
function attendance(text: string): number {
  return splitLines(text).filter((line) => rowDate.test(line.text) && !toldOnly.test(line.text)).length;
}

function noteText(reading: NoteReading, pages: ReadonlyMap<string, PageReading>): string {
  return reading.note.pieces
    .map(
      (piece) =>
        pages.get(`${reading.note.documentId}:${piece.pageIndex}`)?.page.text.slice(piece.start, piece.end) ??
        '',
    )
    .join('\n');
}

function collect(
  pages: ReadonlyMap<string, PageReading>,
  reading: NoteReading,
  visits: Visit[],
  statements: Statement[],
): void {
  const { note } = reading;
  const discharge = /\bdischarge|\bd\/c\b/i.test(note.title ?? '');
  const whole = noteText(reading, pages);
  const ordered = /\b(?:plan of care|freq(?:uency)?|ordered|authorized|poc)\b/i;
  for (const piece of note.pieces) {
    const pageReading = pages.get(`${note.documentId}:${piece.pageIndex}`);
    if (!pageReading) continue;
    const { page } = pageReading;
    const lines = splitLines(page.text);
    lines.forEach((line, lineIndex) => {
      if (line.start < piece.start || line.end > piece.end) return;
      for (const day of columnDates(line, page.text, reading.anchor))
        visits.push({ date: day, span: spanOf(page, line.start, line.end), reading, ordinal: 0 });
      const m = rowDate.exec(line.text);
      if (!m) return;
      const [date] = readDates(
        line.text
          .slice(0, 60)
          .replace(m[0], (head) => head.slice(0, -(m[1]?.length ?? 0)).replace(/[^\n]/g, ' ') + (m[1] ?? ''))
          .replace(/^\s*(?=\d{1,2}[/-]\d{1,2}\s)/, 'on '),
        reading.anchor,
      );
      const iso = date?.precision === 'day' ? date.iso : null;
      // A date on a line of its own: the lines below, up to the next date, say what happened.
      const alone = line.text.trim().length < m[0].trim().length + 2;
      const below = alone ? visitBelow(lines, lineIndex) : null;
      const row = alone ? `${line.text} ${below ?? ''}` : line.text;
      if (!iso || (alone && below === null)) return;
      if (
        missed.test(row) ||
        (toldOnly.test(row) && !worked.test(row)) ||
        looksLikeGrade(m[1] ?? '', line.text)
      )
        return;
      if (
        /\bdob\b|\bsigned\b|\bnext (?:appt|visit)|\bbooked|\bscheduled|\bprinted|\bbalance(?: due| forward)?:? ?\$|\bbalance due\b/i.test(
          line.text,
        )
      )
        return;
      // A range at the head of the line tells of many visits; behind the row's own day it sums them up.
      if (readDateRanges(line.text, reading.anchor).some(({ start }) => start <= m[0].length)) return;
      visits.push({
        date: iso,
        span: spanOf(page, line.start, alone ? (lines[lineIndex + 1]?.end ?? line.end) : line.end),
        reading,
        ordinal: ordinalOf(row),
      });
    });
    for (const sentence of pageReading.map.sentences) {
      if (sentence.start < piece.start || sentence.end > piece.end) continue;
      const words = page.text.slice(sentence.start, sentence.end);
      const joined = /\bvisits?\b\s*\t?\s*$/i.test(words)
        ? page.text.slice(sentence.start, Math.min(piece.end, sentence.end + 12))
        : words;
      const count = readVisitCounts(joined).find(
        (c) =>
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
  }
  labelled(whole, reading, pages, statements);
  const seen = /\b(?:eval|visit|treat|session|daily|progress|S:|subjective|manual|exercise)/i.test(whole);
  const first = note.pieces[0];
  const page = first ? pages.get(`${note.documentId}:${first.pageIndex}`)?.page : undefined;
  const dated = note.dateSpan !== null && page ? page.text.slice(0, note.dateSpan.start).slice(-40) : '';
  const otherDay =
    /\b(?:doi|injury|onset|printed|print|referr\w*|accident|surgery|dos of|authori\w*)\b[^\n]{0,20}$/i.test(
      dated,
    );
  if (
    note.kind === 'therapy' &&
    note.date &&
    !discharge &&
    seen &&
    page &&
    first &&
    note.dateSpan &&
    !otherDay
  ) {
    visits.push({ date: note.date, span: lineOf(page, note.dateSpan.start), reading, ordinal: 0 });
  }
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

/** The words below a line that holds a date alone, up to the next date or gap; null where they tell of no visit. */
function visitBelow(lines: readonly ReturnType<typeof splitLines>[number][], index: number): string | null {
  const words: string[] = [];
  for (let next = index + 1; next < Math.min(index + 4, lines.length); next++) {
    const line = lines[next];
    if (line === undefined || rowDate.test(line.text) || line.gapBefore) break;
    words.push(line.text.trim());
  }
  const text = words.join(' ');
  return /[a-z]{3}/i.test(text) ? text : null;
}

/** The number a daily note gives its visit. */
function ordinalOf(line: string): number {
  const m = /\b(?:tx|visit|session|treatment|rx)\s*#?\s*(\d{1,2})\b(?!\/|\s*(?:x|reps|sets|min|of))/i.exec(
    line,
  );
  return m ? Number(m[1]) : 0;
}

/** "4/5. Reflexes …" at the start of a wrapped line is a strength grade, "7/10" a pain score. */
function looksLikeGrade(date: string, line: string): boolean {
  const m = /^(\d)\/(5|10)$/.exec(date);
  return m !== null && line.split('\t').length < 3 && !/\bvisit\b/i.test(line);
}

/** "Start of care: 05/01/2023 … Last visit: 07/12/2023 … Visits: 19" of a discharge form. */
function labelled(
  whole: string,
  reading: NoteReading,
  pages: ReadonlyMap<string, PageReading>,
  statements: Statement[],
): void {
  const start =
    /\b(?:start of care(?: date)?|soc(?: date)?|first visit|(?:date of )?(?:the )?initial (?:visit|eval(?:uation)?)|(?:date of|dos of) (?:initial )?eval(?:uation)?|eval(?:uation)? date|admitted|admission date|start(?:ed)?(?: date)?)\b[\s:.\t]*(?:on )?(\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[A-Z][a-z]{2,8}\.? \d[^\n]{3,9})/i.exec(
      whole,
    );
  const end =
    /\b(?:last(?: visit| seen| session| attended)?|final (?:visit|session)|d\/c date|discharge date|discharged(?: on)?|date of (?:last visit|discharge|d\/c)|end(?:ed)?(?: date)?)\b[\s:.\t]*(\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[A-Z][a-z]{2,8}\.? \d[^\n]{3,9})/i.exec(
      whole,
    );
  if (!start || !end) return;
  const from = readDates(start[1] ?? '', reading.anchor)[0]?.iso;
  const to = readDates(end[1] ?? '', reading.anchor)[0]?.iso;
  if (!from || !to || to < from) return;
  const first = reading.note.pieces[0];
  const page = first ? pages.get(`${reading.note.documentId}:${first.pageIndex}`)?.page : undefined;
  if (!page || !first) return;
  const visits =
    /\b(?:visits|sessions)\b(?: attended| completed)?[\s:.\t]*(\d{1,3})\b/i.exec(whole) ??
    /\battended[\s:]*(\d{1,3})\b(?= (?:of|out of) \d|[.,;\n])/i.exec(whole);
  const at = page.text.indexOf(end[0], first.start);
  statements.push({
    visits: visits ? Number(visits[1]) : null,
    from,
    to,
    span: at >= 0 ? spanOf(page, at, at + end[0].length) : lineOf(page, first.start),
    reading,
  });
}

function lineOf(page: PageText, offset: number): Span {
  const start = page.text.lastIndexOf('\n', offset - 1) + 1;
  const end = page.text.indexOf('\n', offset);
  return spanOf(page, start, end < 0 ? page.text.length : end);
}

interface Course {
  visits: Visit[];
  statements: Statement[];
  region: string | null;
  side: Laterality | null;
}

function courses(
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
