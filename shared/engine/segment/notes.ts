/**
 * A packet of records as notes: each with its pages, date, author, title, kind and patient. A note may begin in
 * the middle of a page (a phone note under a radiology report) and run over several.
 */
import type { IsoDate } from '../../domain/kinds.ts';
import type { PageText, Span } from '../../domain/page-text.ts';
import { splitLines } from '../../text/blocks.ts';
import { readDates } from '../../text/dates.ts';
import type { DateMention } from '../../text/dates.ts';
import { spanOf } from '../../text/spans.ts';
import { readIdentity } from './identity.ts';
import type { Identity } from '../../text/person.ts';
import { guessPicture, isClinical, isOrder, picture } from './note-kind.ts';
import type { NoteKind } from './note-kind.ts';
import { notNoteDate } from './note-heads.ts';
import { noteStarts } from './note-starts.ts';
import { headTitle } from './note-titles.ts';
import { bannerDay, continuesNote, isSheetOfSameVisit } from './page-heads.ts';

export interface NotePiece {
  readonly pageIndex: number;
  readonly start: number;
  readonly end: number;
}

export interface Note {
  readonly documentId: string;
  readonly pieces: readonly NotePiece[];
  readonly kind: NoteKind;
  readonly date: IsoDate | null;
  readonly dateSpan: Span | null;
  readonly author: string | null;
  readonly title: string | null;
  readonly patient: Identity;
}

const labelledDate =
  /\b(?:date of (?:service|visit|exam(?:ination)?|evaluation|eval|encounter|study|surgery|procedure|consultation)|dos|visit date|exam date|service date|eval(?:uation)? date|encounter date|study date|visit|seen|exam|collected|draw date|collection (?:date|time)|arrival|date written|order date|ordered|eval|exam(?:ination)? performed|performed|date)\b[ \t]*[:.]?[ \t]*(?:on )?(?:[A-Z][a-z]{2,8},? )?$/i;
/** The same at the end of a line, with the day wrapped to the next: "Laboratory results   Doe, A   Collected". */
const wrappedLabel =
  /\b(?:date of (?:service|visit|exam(?:ination)?|evaluation|encounter|study|surgery|procedure|collection)|dos|(?:visit|exam|service|encounter|study|collection|draw) date|date collected|collected(?: on)?|drawn(?: on)?)\b[ \t]*:?[ \t]*$/i;
const faxLine =
  /^\s*(?:\d{1,2}\/\d{1,2}\/\d{2,4}\s+\d{1,2}:\d{2}.*|[A-Z]{3}-\d{2}-\d{4}\s+\d{2}:\d{2}.*|(?:from|to):.*\b(?:pg|page|p)\b.*|fax(?:ed)? .*\bpage\b.*|.*\bpage:? ?\d+ ?(?:of|\/) ?\d+\b.*|>>.*|p\.? ?\d+ ?\/ ?\d+)\s*$/i;
/** True for the strip a fax machine or portal prints at the top or foot of a sheet. */
export function isFaxStrip(line: string): boolean {
  return line.length < 110 && faxLine.test(line);
}

/**
 * The notes of a document, in order. Every line of the pages given belongs to exactly one note. `births` are birth dates
 * that the record names as such anywhere: where one stands without a word ("Doe, A 05/17/1992"), it is no day of a visit.
 */
export function splitNotes(pages: readonly PageText[], births: ReadonlySet<IsoDate> = new Set()): Note[] {
  const notes: Note[] = [];
  let open: { pieces: NotePiece[]; titleLine: string | null; kind: NoteKind } | null = null;
  const close = (): void => {
    if (open) notes.push(finish(pages, open.pieces, open.titleLine, open.kind, births));
    open = null;
  };
  let banner: IsoDate | null = null;
  for (const page of pages) {
    const lines = splitLines(page.text).filter((line) => !isFaxStrip(line.text));
    const starts = noteStarts(lines);
    const first = lines[0];
    if (!first) continue;
    const day = bannerDay(lines);
    const isOfOtherDay: boolean = day !== null && banner !== null && day !== banner;
    banner = day ?? banner;
    const opensNew =
      open === null ||
      isOfOtherDay ||
      (!continuesNote(lines, starts[0]?.line === 0 || headTitle(lines) !== null) &&
        !isSheetOfSameVisit(lines, open.kind));
    let from = 0;
    if (opensNew) {
      close();
      const head = starts.find((start) => start.line <= 6 && !start.below);
      open = { pieces: [], titleLine: head?.title ?? null, kind: head?.kind ?? 'unknown' };
      from = head ? starts.indexOf(head) + 1 : 0;
    }
    let begin = first.start;
    for (const start of starts.slice(from)) {
      const line = lines[start.line];
      if (!line || line.start <= begin || (start.line <= 2 && opensNew && !start.below)) continue;
      open?.pieces.push({ pageIndex: page.pageIndex, start: begin, end: line.start });
      close();
      open = { pieces: [], titleLine: start.title, kind: start.kind };
      begin = line.start;
    }
    open?.pieces.push({ pageIndex: page.pageIndex, start: begin, end: page.text.length });
  }
  close();
  return notes;
}

function finish(
  pages: readonly PageText[],
  pieces: readonly NotePiece[],
  titleLine: string | null,
  kind: NoteKind,
  births: ReadonlySet<IsoDate>,
): Note {
  const firstPiece = pieces[0];
  const page = pages.find((candidate) => candidate.pageIndex === firstPiece?.pageIndex);
  const texts = pieces.map(
    (piece) => pages.find((p) => p.pageIndex === piece.pageIndex)?.text.slice(piece.start, piece.end) ?? '',
  );
  const head = texts[0] ?? '';
  const whole = texts.join('\n');
  const named = readIdentity(head.slice(0, 1200));
  const patient = {
    ...named,
    birthDate:
      named.birthDate ?? readDates(head.slice(0, 600)).find(({ iso }) => births.has(iso))?.iso ?? null,
  };
  const date = noteDate(head, whole, patient.birthDate);
  return {
    documentId: page?.documentId ?? '',
    pieces,
    kind: isOrder(whole)
      ? 'order'
      : kind === 'unknown' || (kind === 'laboratory' && picture.test(titleLine ?? ''))
        ? guessPicture(whole, titleLine)
        : kind === 'instructions' && isClinical(whole)
          ? 'visit'
          : kind,
    date: date?.iso ?? null,
    dateSpan:
      date && page && firstPiece && date.inHead
        ? spanOf(page, firstPiece.start + date.start, firstPiece.start + date.end)
        : null,
    author: readAuthor(whole),
    title: titleLine,
    patient,
  };
}

/** Years before the paper's other dates from which a date without a word is a birth and no visit. */
const longBefore = 25;

/** Labelled date first, then the first in the heading, then the signature's. */
function noteDate(
  head: string,
  whole: string,
  birth: IsoDate | null,
): (DateMention & { inHead: boolean }) | null {
  const stripped = head
    .split('\n')
    .map((line, index, lines) =>
      isFaxStrip(line) && !wrappedLabel.test(lines[index - 1] ?? '') ? ' '.repeat(line.length) : line,
    )
    .join('\n');
  const top = stripped.slice(0, 900);
  const dates = readDates(top).filter((date) => date.precision === 'day' && date.iso !== birth);
  const youngest = readDates(whole).reduce((best, { iso }) => Math.max(best, Number(iso.slice(0, 4))), 0);
  const fine = dates.filter(
    ({ iso, start }) =>
      youngest - Number(iso.slice(0, 4)) < longBefore &&
      !notNoteDate.test(top.slice(Math.max(0, start - 24), start)),
  );
  const labelled = fine.find((date) => {
    const before = top.slice(Math.max(0, date.start - 40), date.start);
    return labelledDate.test(before) || (/\n[ \t]*$/.test(before) && wrappedLabel.test(before.trimEnd()));
  });
  if (labelled) return { ...labelled, inHead: true };
  const newest = fine.reduce((best, date) => (date.iso > best ? date.iso : best), '');
  const headLines = top.split('\n').slice(0, 9).join('\n').length;
  const heads = fine.filter(
    (date) => date.end <= headLines && Number(newest.slice(0, 4)) - Number(date.iso.slice(0, 4)) < 12,
  );
  const early = heads.find(({ start }) => !isColumn(top, start)) ?? heads[0];
  if (early) return { ...early, inHead: true };
  const all = readDates(whole).filter((date) => date.precision === 'day' && date.iso !== birth);
  const signed = all.findLast((date) =>
    /\b(?:signed|dictated|cosigned|md|do|pa-c|np|rn|dpt|pt)\b[^\n]{0,40}$/i.test(
      whole.slice(Math.max(0, date.start - 60), date.start),
    ),
  );
  return signed ? { ...signed, inHead: false } : null;
}

/** The day stands in the head of a table of results, over the values of that day. */
function isColumn(text: string, at: number): boolean {
  const from = text.lastIndexOf('\n', at) + 1;
  const to = text.indexOf('\n', at);
  const line = text.slice(from, to < 0 ? text.length : to);
  return (
    line.includes('\t') && /\b(?:results?|value|flag|reference|range|units?|component|analyte)\b/i.test(line)
  );
}

const credentials =
  '(?:M\\.?D\\.?|D\\.?O\\.?|PA-?C?|N\\.?P\\.?|FNP(?:-C|-BC)?|APRN|ARNP|CRNP|DNP|R\\.?N\\.?|LPN|P\\.?T\\.?|DPT|D\\.?C\\.?|OTR|LAT|DPM|PhD|MBBS|LCGC)';
const authorPatterns: readonly RegExp[] = [
  new RegExp(
    `(?:signed(?: electronically)?(?: by)?|electronically signed(?: by)?|dictated (?:and electronically signed )?by|seen by|provider|author|attending|read by|taken by|clinician|signed)\\s*[:.]?\\s*(?:Dr\\.? )?([A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){0,3}(?:,? ${credentials})+)`,
    'i',
  ),
  new RegExp(
    `(?:^|\\n|[-—–] ?|\\. )([A-Z][A-Za-z'’.-]*(?: [A-Z][A-Za-z'’.-]*){1,3},? ${credentials})\\b`,
    'm',
  ),
];

function readAuthor(text: string): string | null {
  for (const pattern of authorPatterns) {
    const m = pattern.exec(text);
    if (m?.[1]) return m[1].replace(/\s+/g, ' ').trim();
  }
  return null;
}
