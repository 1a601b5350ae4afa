/** Reports that stand within a note, under their own title: what was studied, on which day, and that something is told of it. */
import type { IsoDate } from '../../domain/kinds.ts';
import { readDates } from '../../text/dates.ts';
import { lineAt } from './page-reading.ts';

/** What a report says right behind its title. */
export const reportWords =
  /\b(?:impression|findings?|technique|comparison|mild(?:ly)?|moderate(?:ly)?|severe(?:ly)?|no (?:acute|fracture|evidence|significant|lytic|mass|effusion)|normal|unremarkable|narrowing|hypokinesis|LVEF|osteophytes?|spondylo\w+|effusion|BI-?RADS|ejection fraction|final(?: result| report)?|densit(?:y|ies)|obscured|measures?|read by|interpreted by|dictated|electronically signed)\b/i;
const notYetDone =
  /\b(?:scheduled|ordered|pending|requested|to be done|appointment|appt|arrival|check-?in|awaiting|will be|order(?:ing)?|auth(?:orization)?|indication for)\b/i;
/** Letters of a title line before the study's name, and behind the title in which its report begins. */
const titleLead = 24;
const reportWithin = 200;

/**
 * "CERVICAL SPINE, 3 VIEWS, 08/13/2026: Mild narrowing …": a line that opens with the study and its day, with a report behind it, was done,
 * whatever plan stands on the lines above.
 */
export function opensReport(text: string, start: number, end: number): boolean {
  const { start: from, text: line } = lineAt(text, start, end);
  const title =
    /^[^\n]{0,90}?(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{4}-\d{2}-\d{2})\s*[.:–—-]/.exec(
      line,
    );
  if (title === null || start - from > titleLead || end > from + title[0].length) return false;
  const behind = text.slice(from + title[0].length, from + title[0].length + reportWithin);
  return reportWords.test(behind) && !notYetDone.test(`${title[0]} ${behind.slice(0, 80)}`);
}

/** Lines below a title that may hold the day of the study. */
const linesBelow = 3;
/** A title is a line of a few words, without a verb or an end. */
const longestTitle = 80;
const tells =
  /\b(?:was|were|is|are|has|had|have|will|shall|should|would|may|if|please|she|he|they|we|I|patient|pt)\b|[.?;]\s*$/i;
const ownDay =
  /^\W*(?:(?:date|day)? ?(?:of )?(?:exam(?:ination)?|study|service|procedure|scan|performed|done|completed|collected|date|taken)(?: date)?(?: of (?:exam|study|service))?(?:\/time)?\W{1,4})?\d{1,4}[/-]\d{1,2}[/-]\d{2,4}\b/i;

/**
 * "MAMMOGRAM SCREENING BILATERAL" over "01/15/2026  Final result" and "Impression: negative": the day of the report that the line
 * heads; null where the line heads none.
 */
export function dayOfTitledReport(text: string, start: number, end: number): IsoDate | null {
  const { start: from, text: title } = lineAt(text, start, end);
  if (title.length > longestTitle || tells.test(title) || notYetDone.test(title)) return null;
  const below = text.slice(from + title.length + 1, from + title.length + 1 + reportWithin);
  const dated = below
    .split('\n')
    .slice(0, linesBelow)
    .find((line) => ownDay.test(line));
  const day = dated === undefined ? undefined : readDates(dated).find(({ precision }) => precision === 'day');
  return day === undefined || !reportWords.test(below) || notYetDone.test(below) ? null : day.iso;
}
