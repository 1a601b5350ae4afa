/** Which notes are a therapist's, and which of their rows and lines tell of a visit. */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { PageText, Span } from '../../../domain/page-text.ts';
import { splitLines } from '../../../text/blocks.ts';
import { spanOf } from '../../../text/spans.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';

/** A row's date, behind a number and a word or two of its first cells ("6 d/c <tab> 4/22/26"). */
export const rowDate =
  /^\s*(?:[-–—#]?\s*\d{0,3}[.)]?\s*[-–—]?\s*\t?\s*|[^\t\n\d]{0,12}\d{0,3}[^\t\n\d]{0,12}\t\s*)?(\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{4}-\d{2}-\d{2})\b/;

/** Whether the note tells of visits for that kind of care: physical therapy, or chiropractic. */
export function isTherapyNote(
  reading: NoteReading,
  pages: ReadonlyMap<string, PageReading>,
  concept: ClinicalConcept,
): boolean {
  const { kind } = reading.note;
  const text = noteText(reading, pages);
  const head = text.slice(0, 900);
  if (messages.test(head.slice(0, 200))) return false;
  const listed =
    (kind === 'visit' || kind === 'unknown') &&
    attendance(text) >= fewestRows &&
    treats.test(head.replace(sentTo, ' '));
  const written = kind === 'letter' && signedByTherapist.test(text.slice(-160));
  if (
    kind !== 'therapy' &&
    kind !== 'account' &&
    kind !== 'summary' &&
    kind !== 'unknown' &&
    !listed &&
    !written
  )
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
  const own = text.replace(sentTo, ' ');
  return (
    /\b(?:physical therap|rehab|physio|\bDPT\b|, PT\b|\bPT\b)/i.test(own.slice(0, 900) + own.slice(-200)) &&
    /\b(?:visits?|sessions?|attended|HEP|goals met|d\/c|discharge)/i.test(own) &&
    /\b(?:DPT|PT|therapists?|therapy|ther-?ex|physio\w*|rehab)\b/i.test(own)
  );
}

/** "Lou Hart, PT, DPT" below a letter: what a therapist tells the doctor of a course. */
const signedByTherapist = /,\s*(?:M?PT|DPT|PTA|DC)\b/;
/** Fewest dated rows that make a list of visits of an untitled sheet. */
const fewestRows = 4;
/** Words by which a sheet says that it is a therapist's. */
const treats =
  /\b(?:physical therap\w*|PT|DPT|chiropract\w*|CMT|D\.?C\.?|rehab\w*|ther-?ex|treatment (?:card|record|sheet|notes?)|97110|97140|98941|physio\w*|sports medicine|osteopath\w*)\b/;
/** "PT referral Iron St", "cont PT": a doctor's sheet speaks of therapy without being one. */
const sentTo =
  /\b(?:[Rr]efer\w*|[Oo]rder\w*|[Ss]tart|[Bb]egin|[Cc]ont(?:inue)?\.?|[Tt]ry|[Dd]one w\/|[Dd]one with|[Ff]inished|[Ww]ent to|[Ss]ent to|to)\s+(?:\w+ )?(?:PT|[Pp]hysical therap\w*|[Cc]hiropract\w*|[Rr]ehab\w*)\b|\b(?:PT|[Pp]hysical therap\w*|[Cc]hiropract\w*|[Rr]ehab\w*) (?:[Rr]eferral|[Oo]rder\w*|[Ee]val(?:uation)? and treat|[Cc]onsult\w*|[Ss]cript|[Rr]x)\b/g;
/** A log of calls and messages is dated line by line, and tells of no visit. */
const messages =
  /\b(?:message|messages|phone|telephone|call|portal|task|fax) (?:log|notes?|encounters?|history)\b/i;
/** Rows that tell what was sent, said or asked for on a day. */
export const toldOnly =
  /\b(?:portal|called|phoned|voicemail|left message|lmom|faxed|sent to|request (?:sent|received)|denial|denied|refill\w*|e-?mail\w*|rn:|ma:|payment|copay paid|invoice|statement)\b/i;

/** Rows of a text that begin with a date, or with a number and a date. */
function attendance(text: string): number {
  return splitLines(text).filter((line) => rowDate.test(line.text) && !toldOnly.test(line.text)).length;
}

/** All words of a note, of one page after the other. */
export function noteText(reading: NoteReading, pages: ReadonlyMap<string, PageReading>): string {
  return reading.note.pieces
    .map(
      (piece) =>
        pages.get(`${reading.note.documentId}:${piece.pageIndex}`)?.page.text.slice(piece.start, piece.end) ??
        '',
    )
    .join('\n');
}

/** The line in which the offset lies. */
export function lineOf(page: PageText, offset: number): Span {
  const start = page.text.lastIndexOf('\n', offset - 1) + 1;
  const end = page.text.indexOf('\n', offset);
  return spanOf(page, start, end < 0 ? page.text.length : end);
}
