/** How a course of therapy ended, from the words of its last notes. */
import type { ClinicalFact } from '../../../domain/record.ts';
import { nearest, type NoteReading, type PageReading, sentenceAt } from '../page-reading.ts';

const failed =
  /\b(?:plateau\w*|no (?:change|improvement|benefit|centralization|relief|gain)|without (?:meaningful |lasting |significant )?(?:benefit|improvement|relief|change)|little (?:functional )?(?:change|improvement|benefit)|not (?:met|improved|reached|better)|mcid not|failed|minimal (?:progress|change|improvement)|unchanged|same\b|refer(?:red)? back)/i;
const improved =
  /\b(?:all goals met|(?<!\d |of \d |not |none |0 )goals met(?!:? ?[0-3] of)|resolved|full recovery|pain[- ]free|back to (?:full|running|work|sport)|met all goals|excellent (?:progress|outcome))/i;
const partial = /\b(?:slight gain|some improvement|partial|modest|% better|improving)/i;

export function outcomesIn(
  visits: readonly { readonly reading: NoteReading }[],
  pages: ReadonlyMap<string, PageReading>,
): ClinicalFact['outcome'] {
  const last = visits
    .map((visit) => visit.reading)
    .toSorted((a, b) => (a.note.date ?? '').localeCompare(b.note.date ?? ''))
    .at(-1);
  if (!last) return null;
  const text = last.note.pieces
    .map(
      (piece) =>
        pages.get(`${last.note.documentId}:${piece.pageIndex}`)?.page.text.slice(piece.start, piece.end) ??
        '',
    )
    .join('\n');
  return outcomeOf(text);
}

/** How the words of a last note or a table's row say that therapy ended; null where they do not. */
export function outcomeOf(text: string): ClinicalFact['outcome'] {
  if (improved.test(text)) return 'improved';
  if (failed.test(text)) return 'failed';
  return partial.test(text) ? 'partial' : null;
}

/** How a treatment ended, by the outcome word nearest to it in its sentence or the next. */
export function outcomeNear(page: PageReading, start: number, end: number): ClinicalFact['outcome'] {
  const sentence = sentenceAt(page, start);
  const own = nearest(page.outcomes, start, end, sentence.start, sentence.end);
  if (own) return own.value;
  const next = sentenceAt(page, Math.min(page.page.text.length, sentence.end + 2));
  const words = page.page.text.slice(next.start, next.end);
  if (
    next.start > sentence.start &&
    /^(?:no|without|did|despite|this|it|she|he|minimal|little|some|partial|helped|failed)\b/i.test(words)
  ) {
    return nearest(page.outcomes, next.start, next.start, next.start, next.end)?.value ?? null;
  }
  return null;
}
