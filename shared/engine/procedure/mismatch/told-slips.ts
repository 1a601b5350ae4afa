/** Codes and scans that a page names without ordering them: it tells of a slip, or was written after the denial. */
import type { IsoDate } from '../../../domain/kinds.ts';
import { readDates } from '../../../text/dates.ts';
import type { CodeHit } from '../../denial/fields/codes.ts';
import { sentenceAround } from '../../folder.ts';
import type { FolderPage } from '../../folder.ts';

/** "The portal let us pick 75557 only": how the wrong code came into the request, which is no order of it. */
const tellsOfTheSlip =
  /\b(?:portal|web ?site|web form|online|drop-?down|menu|(?:their|your|the|its) (?:system|screen|form|insurer|insurance|plan|letter|denial)|keyed|typed|picked|mis-?keyed|defaulted|dropped|down-?coded|switched|swapped|clearing ?house|vendor|billed|re-?bill\w*|claims?|resubmit\w*|box 23|auto-?filled|by mistake|in error|wrong code|not what (?:we|I) ordered|denied|denial)\b/i;

/** A note that follows the letter on the page ("BILLING NOTE 05/19/2026: … dropped to 75557") looks back at the denial. */
function writtenAfter({ page }: FolderPage, hit: CodeHit, letter: IsoDate | null): boolean {
  const day = readDates(page.text)
    .filter(({ precision, relative, end }) => precision === 'day' && !relative && end <= hit.start)
    .findLast(({ start }) => opensEntry.test(page.text.slice(page.text.lastIndexOf('\n', start) + 1, start)));
  return letter !== null && day !== undefined && day.iso > letter;
}

/** The date opens its line, or stands behind the name of a note. */
const opensEntry =
  /^\W*(?:(?:[A-Z][\w/.-]* ?){0,4}(?:notes?|entry|addendum|call|update|message)\W{1,3}(?:on )?)?$/i;

/** The words around the code tell how it came into a request or claim, or look back at the letter. */
export function ordersNothing(entry: FolderPage, hit: CodeHit, letter: IsoDate | null): boolean {
  return (
    tellsOfTheSlip.test(sentenceAround(entry.page, hit.start, hit.end).quote) ||
    writtenAfter(entry, hit, letter)
  );
}
