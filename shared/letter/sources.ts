/** Says of which day and by whom a quoted entry of the record is, where the page itself leaves no doubt. */
import type { DocumentPart } from '../domain/finding.ts';
import type { IsoDate } from '../domain/kinds.ts';
import type { PageText, Span } from '../domain/page-text.ts';
import { readDates } from '../text/dates.ts';
import { overlaps } from '../text/spans.ts';
import type { LetterInput } from './input.ts';
import { isOtherPerson } from '../text/person.ts';
import { longDate } from './words.ts';

export interface Source {
  readonly date: IsoDate;
  /** With a clinician's degree, else null: other names on a page may be anybody's. */
  readonly author: string | null;
}

const clinician = /^[^,:]{4,60}[, ] ?(?:MD|DO|PA|PA-C|NP|FNP(?:-\w+)?|APRN|DPT|PT|RN|DC|PhD|OD)\b/;

/** "Bree Halvorsen, PT" out of what was read as an author; null for anything else ("WHAT TO DO" is no osteopath). */
export function clinicianName(author: string | null): string | null {
  const name = clinician.exec(author ?? '')?.[0].trim() ?? null;
  return name && (/[a-z]/.test(name) || name.includes(',')) ? name : null;
}

/**
 * The day of an entry: of its note, where only one note stands on the page and the page begins no line with another
 * date (a log of calls does), and where the day is printed on the note's first page or this one. Null where in doubt.
 */
export function sourceOf(span: Span, input: LetterInput): Source | null {
  const page = input.page?.(span.documentId, span.pageIndex) ?? null;
  if (!page) return null;
  const parts = partsOn(span, input);
  const part = parts[0];
  if (part && parts.length === 1 && part.kind === 'correspondence') return letterSource(span, page);
  if (!part || parts.length !== 1 || part.kind !== 'medical-record') return null;
  const noted = new Set(
    input.analysis.facts
      .filter((fact) => fact.noteDate !== null && fact.spans.some((other) => overlaps(span, other)))
      .flatMap((fact) => (fact.noteDate ? [fact.noteDate] : [])),
  );
  const date = part.date;
  if (!date || noted.size > 1 || (noted.size === 1 && !noted.has(date))) return null;
  const first = input.page?.(span.documentId, part.firstPage) ?? page;
  if (![page, first].some((each) => datesOf(each).has(date))) return null;
  if (startsLinesWithOtherDays(page, date)) return null;
  if (datesOf(span.quote).has(date)) return null;
  // A row of a list that runs on after the note's day is of another day.
  if ([...datesOf(span.quote)].some((other) => other > date)) return null;
  const author = clinicianName(part.author);
  const patient = input.analysis.denial?.memberName?.value ?? null;
  if (isOtherPerson(part.patientName, patient)) return null;
  return { date, author };
}

/** A letter's date line stands among its first lines. */
const maxHeadLines = 12;

/**
 * The day and writer of a message or letter: the nearest "From:" and "Sent:" (or "Date:") above the words, else a
 * line near the top of the page that holds nothing but a date.
 */
function letterSource(span: Span, page: PageText): Source | null {
  const above = page.text.slice(0, span.start).split('\n');
  const from = above.findLastIndex((line) => /^\s*from:/i.test(line));
  const head = from < 0 ? [] : above.slice(from, from + 4);
  const sent = head.find((line) => /^\s*(?:sent|date):/i.test(line)) ?? '';
  const stamp = readDates(sent).find(isDay);
  if (stamp) {
    const writer = (/^\s*from:\s*(.+)$/i.exec(head[0] ?? '')?.[1] ?? '')
      .replace(/,?\s*\(?\d{3}\)?[-. ]\d{3}.*$/, '')
      .trim();
    return {
      date: stamp.iso,
      author:
        /[a-z]{3}/i.test(writer) && writer.length <= 60 ? writer.replace(/ \(([^()]+)\)$/, ', $1') : null,
    };
  }
  const own = dateLineOf(page);
  return own ? { date: own, author: null } : null;
}

/** The day in the head of a letter or fax: one line near the top that holds nothing but a date; null where in doubt. */
export function dateLineOf(page: PageText): IsoDate | null {
  const days = page.text
    .split('\n')
    .slice(0, maxHeadLines)
    .flatMap((line) => {
      const mention = readDates(line).find(isDay);
      const rest = mention ? line.replace(line.slice(mention.start, mention.end), '') : line;
      return mention && /^\W*(?:date:?)?\W*(?:pages\b.*)?$/i.test(rest) ? [mention.iso] : [];
    });
  return days.length === 1 ? (days[0] ?? null) : null;
}

function isDay(mention: { readonly precision: string; readonly approximate: boolean }): boolean {
  return mention.precision === 'day' && !mention.approximate;
}

/** "April 2, 2026 (Henrik Lindqvist, MD): "; '' where it is in doubt. */
export function sourceWords(span: Span, input: LetterInput): string {
  const source = sourceOf(span, input);
  return source ? `${longDate(source.date)}${source.author ? ` (${source.author})` : ''}: ` : '';
}

function partsOn(span: Span, input: LetterInput): DocumentPart[] {
  const document = input.analysis.documents.find((each) => each.documentId === span.documentId);
  return (document?.parts ?? []).filter(
    ({ firstPage, lastPage }) => span.pageIndex >= firstPage && span.pageIndex <= lastPage,
  );
}

function datesOf(source: PageText | string): Set<IsoDate> {
  const text = typeof source === 'string' ? source : source.text;
  return new Set(
    readDates(text).flatMap((mention) =>
      mention.precision === 'day' && !mention.approximate ? [mention.iso] : [],
    ),
  );
}

function startsLinesWithOtherDays(page: PageText, date: IsoDate): boolean {
  return page.text.split('\n').some((line) => {
    const [mention] = readDates(line.slice(0, 30));
    return (
      mention !== undefined &&
      mention.precision === 'day' &&
      mention.iso !== date &&
      line.slice(0, mention.start).trim() === ''
    );
  });
}
