/** Two entries of the record that say opposite things, and what makes them speak of the same point. */
import type { Concept } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';

export interface Conflict {
  readonly concept: Concept;
  readonly a: ClinicalFact;
  readonly b: ClinicalFact;
  readonly kind: 'examination' | 'report' | 'care' | 'length' | 'side' | 'history';
}

/** Both of one known day. */
export function sameDay(a: ClinicalFact, b: ClinicalFact): boolean {
  return a.noteDate !== null && a.noteDate === b.noteDate;
}

/** Not two halves of one sentence ("4/5 left, 5/5 right"), nor one sentence copied. */
export function apart(a: ClinicalFact, b: ClinicalFact): boolean {
  return !a.spans.some((x) =>
    b.spans.some(
      (y) =>
        x.quote === y.quote ||
        (x.documentId === y.documentId && x.pageIndex === y.pageIndex && x.start < y.end && y.start < x.end),
    ),
  );
}

/** One side, or a side and both. Unknown sides do not meet a known one. */
export function sidesMeet(a: ClinicalFact, b: ClinicalFact): boolean {
  if (a.side === b.side) return true;
  return (a.side === 'bilateral' && b.side !== null) || (b.side === 'bilateral' && a.side !== null);
}

/** One region, or one of them silent. */
export function regionsMeet(a: ClinicalFact, b: ClinicalFact): boolean {
  return a.region === null || b.region === null || a.region === b.region;
}
