/** What a page's first lines say: whether it goes on with the note of the page before, and the day of its visit. */
import type { IsoDate } from '../../domain/kinds.ts';
import type { Line } from '../../text/blocks.ts';
import { readDates } from '../../text/dates.ts';
import { readBirthDate } from './identity.ts';
import { isLetterhead, notNoteDate } from './note-heads.ts';
import type { NoteKind } from './note-kind.ts';
import { headTitle } from './note-titles.ts';

const continuation = /\b(?:page|p\.?|pg\.?) ?(?:[2-9]|1\d)\b|\bcont(?:inued|\.|'d|d)\b|\(cont/i;
/** The page goes on with the note of the page before. */
export function continuesNote(lines: readonly Line[], titled: boolean): boolean {
  const head = lines
    .slice(0, 3)
    .map((line) => line.text)
    .join('\n');
  if (continuation.test(head)) return true;
  if (titled) return false;
  const first = lines[0]?.text.trim() ?? '';
  // A page that begins in mid-sentence, or with a section or a list, and names no one.
  const identified = /\b(?:dob|mrn|patient|acct)\b/i.test(head) || readBirthDate(head) !== null;
  if (/^\p{Ll}/u.test(first)) return true;
  return !identified && !isLetterhead(first) && !isNamedSheet(lines);
}

/** "Doe, Ada M 02/11/1952 74F Visit 05/27/2026" at a page's top, as record systems print it on every page: the day of the visit, else null. */
export function bannerDay(lines: readonly Line[]): IsoDate | null {
  for (const { text } of lines.slice(0, 3)) {
    const days = readDates(text).filter(({ precision }) => precision === 'day');
    const cell = days.find(({ start, end }) => isCellOfHead(text, start, end));
    if (cell !== undefined) return cell.iso;
    if (text.length > longestBanner || (days.length < 2 && !/\b(?:mrn|dob)\b/i.test(text))) continue;
    const visit = days.find(({ start }) => visitWord.test(text.slice(0, start)));
    if (visit !== undefined) return visit.iso;
  }
  return null;
}

/** "Hill Heart Associates | Result | DOS 05/14/2026": a head printed in cells, of which one is the day alone. */
function isCellOfHead(text: string, start: number, end: number): boolean {
  return (
    text.split(' | ').length >= 3 &&
    /(?:^| \| )(?:DOS|date(?: of (?:service|visit))?|visit|seen)?[:\s]*$/i.test(text.slice(0, start)) &&
    /^\s*(?:\||$)/.test(text.slice(end)) &&
    !/\b(?:dob|born|birth|fax|print\w*)\b/i.test(text)
  );
}

const longestBanner = 120;
const visitWord =
  /\b(?:visit|encounter|dos|date of (?:service|visit)|seen|appt|appointment|office visit)(?: date)?[:.]?\s*(?:on )?$/i;

/** Triage, nurse's and physician's sheets of one stay in an emergency department: a later one that names no day is of the same. */
export function isSheetOfSameVisit(lines: readonly Line[], open: NoteKind): boolean {
  return (
    open === 'emergency' &&
    headTitle(lines) === 'emergency' &&
    !lines
      .slice(0, 6)
      .some(({ text }) =>
        readDates(text).some(
          ({ precision, start }) => precision === 'day' && !notNoteDate.test(text.slice(0, start)),
        ),
      )
  );
}

/** "Ash Fork Pathology" over "AF26-0912 COLE R Collected 02/26/2026": a name alone on its line, and when the sheet was made. */
function isNamedSheet(lines: readonly Line[]): boolean {
  const [first, ...next] = lines.slice(0, 4).map(({ text }) => text.trim());
  return (
    /^\p{Lu}[\p{L}.'\u2019-]+(?: (?:of|and|the|&|\p{Lu}[\p{L}.'\u2019-]*)){1,5}$/u.test(first ?? '') &&
    next.some(
      (line) =>
        /\b(?:collected|reported|received|ordered|specimen|accession|exam(?:ination)?|visit|date)\b/i.test(
          line,
        ) && readDates(line).some(({ precision }) => precision === 'day'),
    )
  );
}
