/** The dated visits of a therapist's notes: row by row, and by the day of a daily note. */
import type { IsoDate } from '../../../domain/kinds.ts';
import type { Span } from '../../../domain/page-text.ts';
import { splitLines } from '../../../text/blocks.ts';
import { readDateRanges, readDates } from '../../../text/dates.ts';
import { spanOf } from '../../../text/spans.ts';
import type { NotePiece } from '../../segment/notes.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';
import { lineOf, noteText, rowDate, toldOnly } from './notes.ts';
import { columnDates } from './tables.ts';

export interface Visit {
  readonly date: IsoDate;
  readonly span: Span;
  readonly reading: NoteReading;
  /** "Tx 12", "visit 4": the visit's own number; 0 where the row gives none. */
  readonly ordinal: number;
}

const missed =
  /\b(?:cx'?d|cancel\w*|canc|cx|no[- ]?show|n\/s|dna|missed|resched\w*|did not attend|did not return|never returned|self[- ]?discharged|chart closed|lost to follow[- ]?up|absent|out of town|closed|held)\b|(?:^|[\t|,]|\s{2})\s*(?:ns|c\/?x|cxl?|dnka?|dns|fta|ftka|r\/s)\s*(?:[\t|,(–-]|$)/i;

/** What is done at a visit ("core 3, glides. 7/10. Asked about shots, sent to MD"). */
const worked =
  /\b(?:core|glides?|manual|traction|mobs?|ther-?ex|HEP|stretch\w*|press-?ups?|squats?|bike|lifting|stabili[sz]ation|ultrasound|\d{1,2}\/10)\b/i;

/** The visits that the note tells: its dated rows, and its own day where it is the note of one visit. */
export function visitsOf(pages: ReadonlyMap<string, PageReading>, reading: NoteReading): Visit[] {
  // The day of a letter is that of its writing.
  if (reading.note.kind === 'letter') return [];
  return [
    ...reading.note.pieces.flatMap((piece) => visitsInRows(pages, reading, piece)),
    ...visitOfNote(pages, reading),
  ];
}

/** The visits of the rows of a piece of a note that begin with a date, or that stand in columns of dates. */
function visitsInRows(
  pages: ReadonlyMap<string, PageReading>,
  reading: NoteReading,
  piece: NotePiece,
): Visit[] {
  const visits: Visit[] = [];
  const page = pages.get(`${reading.note.documentId}:${piece.pageIndex}`)?.page;
  if (page === undefined) return visits;
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
      looksLikeGrade(m[1] ?? '', line.text, lines[lineIndex - 1]?.text ?? '')
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
  return visits;
}

/** The visit that a daily note is of; none for a discharge and for a date that is of something else. */
function visitOfNote(pages: ReadonlyMap<string, PageReading>, reading: NoteReading): Visit[] {
  const { note } = reading;
  const discharge = /\bdischarge|\bd\/c\b/i.test(note.title ?? '');
  const whole = noteText(reading, pages);
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
    return [{ date: note.date, span: lineOf(page, note.dateSpan.start), reading, ordinal: 0 }];
  }
  return [];
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

/** What is told in tenths or fifths; a line may end with it, and the next begin with the grade. */
const graded = /\b(?:pain|strength|mmt|score|scale|nprs|nrs|vas|power)\W{0,3}$/i;

/** "4/5. Reflexes …" at the start of a wrapped line is a strength grade, "7/10" and "6/10 at start, 5/10 now" pain scores. */
function looksLikeGrade(date: string, line: string, before: string): boolean {
  const m = /^\d\/(5|10)$/.exec(date);
  if (m === null || line.split('\t').length >= 3) return false;
  const grades = line.match(new RegExp(`(?<![\\d/])\\d{1,2}/${m[1]}(?![\\d/])`, 'g')) ?? [];
  return !/\bvisit\b/i.test(line) || grades.length > 1 || graded.test(before.trimEnd());
}
