/** Which sheets among denial letters are the first of one: they have a greeting, or a day of their own, in their head. */
import { splitLines } from '../../text/blocks.ts';
import { readDates } from '../../text/dates.ts';
import { isFaxStrip } from '../segment/notes.ts';
import { continuationNumber, greeting } from './marks.ts';
import type { KindPart } from './parts.ts';

/** Lines of the head of a letter, down to its greeting. */
const headLines = 14;
/** A line of the head is short; what is longer is told. */
const longestHeadLine = 100;
/** A day that something is due or was done on, within a sentence. */
const toldDay = /\b(?:by|until|before|after|on|from|since|through|of|and)\s*$/i;

/** True where the page bears in its head what only the first sheet of a letter or statement has. */
export function opensLetter(text: string): boolean {
  if (continuationNumber(text) !== null) return false;
  return splitLines(text)
    .map((line) => line.text.trim())
    .filter((line) => !isFaxStrip(line))
    .slice(0, headLines)
    .some(
      (line) =>
        greeting.test(line) ||
        (line.length <= longestHeadLine &&
          !/[a-z]{3}[.;,]$/.test(line) &&
          readDates(line).some(
            ({ precision, start }) => precision === 'day' && !toldDay.test(line.slice(0, start)),
          )),
    );
}

/**
 * Sheets that read like a decision ("Your appeal rights") and bear no head of one belong to the decision before them. Behind
 * a page of the plan's book they are a page of the book, unless they say themselves that they go on from another sheet.
 */
export function joinLetterSheets(
  parts: readonly KindPart[],
  textOf: (page: number) => string,
): readonly KindPart[] {
  const out: KindPart[] = [];
  for (const part of parts) {
    const before = out.at(-1);
    const text = textOf(part.first);
    const goesOn =
      part.kind === 'denial-letter' &&
      !opensLetter(text) &&
      (before?.kind === 'denial-letter' ||
        (before?.kind === 'plan-document' && continuationNumber(text) === null));
    if (before !== undefined && goesOn) out[out.length - 1] = { ...before, last: part.last };
    else out.push(part);
  }
  return out.flatMap((part) => laterSheetsApart(part, textOf));
}

/** Photographed or scanned from the last sheet to the first: a letter begins where its head is, behind its later sheets. */
function laterSheetsApart(part: KindPart, textOf: (page: number) => string): readonly KindPart[] {
  if (part.kind !== 'denial-letter' || opensLetter(textOf(part.first))) return [part];
  const pages = Array.from({ length: part.last - part.first + 1 }, (_, index) => part.first + index);
  const head = pages.find((page) => opensLetter(textOf(page)));
  if (head === undefined) return [part];
  const later = pages.filter((page) => page < head);
  const sheets = later.every((page) => continuationNumber(textOf(page)) !== null)
    ? later.map((page) => ({ ...part, first: page, last: page }))
    : [{ ...part, last: head - 1 }];
  return [...sheets, { ...part, first: head }];
}
