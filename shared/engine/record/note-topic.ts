/** What a note is about: its part of the body and side, by what its title, complaint and diagnosis name most. */
import type { Laterality } from '../../domain/kinds.ts';
import { comparePerson } from '../../text/person.ts';
import type { Note } from '../segment/notes.ts';
import type { NoteReading, PageReading } from './page-reading.ts';

/** "hip mob", "knee ext 5/5", "ankle jerk", "shoulder flex": what is moved or tested, not what is treated. */
const exercised =
  /^s?\s+(?:mob\w*|flex\w*|ext\w*|abd\w*|add\w*|ROM|AROM|PROM|raises?|curls?|press\w*|stretch\w*|bridge\w*|rotation\w*|slides?|jerks?|reflex\w*|walk\w*|hinge|strength\w*|pumps?|squeezes?|rows?)\b/i;

/** What a note is about, and with how many votes. */
export interface Topic {
  readonly region: string | null;
  readonly side: Laterality | null;
  readonly weight: number;
}

/** Region and side a note is about: what its title, complaint and diagnosis name most. */
export function topicOf(note: Note, pages: ReadonlyMap<string, PageReading>): Topic {
  const votes = new Map<string, number>();
  const sides = new Map<Laterality, number>();
  for (const piece of note.pieces) {
    const page = pages.get(`${note.documentId}:${piece.pageIndex}`);
    if (!page) continue;
    const text = page.page.text;
    for (const region of page.regions) {
      if (region.start < piece.start || region.end > piece.end) continue;
      const line = text.slice(text.lastIndexOf('\n', region.start) + 1, region.start);
      const heading =
        /\b(?:dx|diagnosis|chief complaint|cc|reason|exam|re|order|study|impression|assessment|procedure|indication)\b[^\n]{0,60}$/i.test(
          line,
        ) ||
        (region.start - piece.start < 250 && !isRow(text, region.start));
      const labelled =
        /\b(?:dx|diagnosis|diagnoses|body (?:part|area|region)|area|site|region|joint|referred for|treating|chief complaint|cc|reason for (?:visit|referral))\s*[:\t][^\n:]{0,40}$/i.test(
          line,
        );
      const elsewhere =
        /\b(?:pmh\w*|past|history of|family|father|mother|sister|brother|in (?:19|20)\d\d)\b[^.\n]*$/i.test(
          line,
        );
      if (elsewhere || exercised.test(text.slice(region.end, region.end + 24))) continue;
      votes.set(region.value, (votes.get(region.value) ?? 0) + (labelled ? 12 : heading ? 4 : 1));
    }
    for (const side of page.sides) {
      if (side.start < piece.start || side.end > piece.end) continue;
      const heading =
        side.start - piece.start < 250 ||
        /\b(?:dx|diagnosis|assessment|impression|complaint|order|exam)\b[^\n]{0,60}$/i.test(
          text.slice(Math.max(0, side.start - 80), side.start),
        );
      sides.set(side.value, (sides.get(side.value) ?? 0) + (heading ? 3 : 1));
    }
  }
  const [region = null, weight = 0] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [];
  const ranked = [...sides].sort((a, b) => b[1] - a[1]);
  const [first, second] = ranked;
  const side = first && (!second || first[1] >= second[1] * 2) ? first[0] : null;
  return { region, side, weight };
}

/** A row of a table tells what was done on a day ("06/03 <tab> Manual, scapular work"), not what the sheet is about. */
function isRow(text: string, at: number): boolean {
  const from = text.lastIndexOf('\n', at) + 1;
  return /^[^\n]*\t[^\n]*\t/.test(text.slice(from)) && /^\W*\d/.test(text.slice(from));
}

/**
 * The readings with what was brought along from another note of the folder placed where that note places it: "[copied from
 * 11/20] eight weeks of therapy" under a left knee is the therapy of the right one that the note of 11/20 is about.
 */
export function placedByOrigin(
  readings: readonly NoteReading[],
  carried: ReadonlySet<NoteReading>,
  pages: ReadonlyMap<string, PageReading>,
): readonly (readonly [given: NoteReading, placed: NoteReading])[] {
  return [...carried].flatMap((given) => {
    const { date } = given.note;
    const origin = readings.find(
      (other) =>
        !carried.has(other) &&
        date !== null &&
        other.note.date === date &&
        comparePerson(other.note.patient, given.note.patient) !== 'other',
    );
    if (origin === undefined) return [];
    const own = topicOf(given.note, pages);
    return [
      [given, { ...given, region: own.region ?? origin.region, side: own.side ?? origin.side }] as const,
    ];
  });
}
