/** Facts in the making, and the last step that gives them ids and merges copies. */
import type { ClinicalConcept, IsoDate, Laterality } from '../../domain/kinds.ts';
import type { Span } from '../../domain/page-text.ts';
import type { ClinicalFact, Measure, PhraseContext } from '../../domain/record.ts';
import { squeeze } from '../../text/spans.ts';
import type { PhraseStatus } from './context/context.ts';
import type { NoteReading } from './page-reading.ts';

export interface Draft {
  readonly concept: ClinicalConcept;
  readonly detail: string | null;
  readonly subject?: string;
  readonly context: PhraseContext;
  readonly status: PhraseStatus;
  readonly region: string | null;
  readonly side: Laterality | null;
  readonly date: IsoDate | null;
  readonly measure: Measure | null;
  readonly outcome: ClinicalFact['outcome'];
  readonly section: string | null;
  readonly spans: readonly Span[];
  readonly why: readonly string[];
  readonly reading: NoteReading;
}

export const patientNow: PhraseContext = {
  negation: 'affirmed',
  temporality: 'recent',
  experiencer: 'patient',
};

/** A measure with only the parts that are known. */
export function measureOf(parts: Partial<Measure>): Measure {
  return {
    from: parts.from ?? null,
    to: parts.to ?? null,
    days: parts.days ?? null,
    visits: parts.visits ?? null,
    quantity: parts.quantity ?? null,
  };
}

/**
 * Facts in a fixed order. Sentences copied forward from note to note count once: the earliest note keeps the fact,
 * the later places are added to its spans.
 */
export function finishFacts(drafts: readonly Draft[]): ClinicalFact[] {
  const kept = new Map<string, ClinicalFact>();
  for (const draft of drafts) {
    const first = draft.spans[0];
    if (!first) continue;
    const key = [
      draft.concept,
      draft.detail,
      draft.status,
      draft.context.negation,
      draft.context.temporality,
      draft.context.experiencer,
      draft.side,
      draft.measure?.days,
      draft.measure?.visits,
      draft.measure?.quantity?.value,
      ...(draft.concept === 'lab-result' ? [draft.date] : []),
      squeeze(first.quote).toLowerCase(),
    ].join('|');
    const same = kept.get(key);
    if (same) {
      const extra = draft.spans.filter((span) => !same.spans.some((other) => sameSpan(other, span)));
      if (extra.length > 0) {
        kept.set(key, {
          ...same,
          spans: [...same.spans, ...extra],
          why: [...same.why, ...(sameNote(same, draft) ? [] : ['copied forward'])],
        });
      }
      continue;
    }
    kept.set(key, {
      id: factId(draft.concept, first),
      concept: draft.concept,
      detail: draft.detail,
      ...(draft.subject === undefined ? {} : { subject: draft.subject }),
      context: draft.context,
      status: draft.status,
      region: draft.region,
      side: draft.side,
      date: draft.date,
      noteDate: draft.reading.note.date,
      measure: draft.measure,
      outcome: draft.outcome,
      section: draft.section,
      author: draft.reading.note.author,
      partIndex: draft.reading.index,
      spans: draft.spans,
      why: draft.why,
    });
  }
  const seen = new Map<string, number>();
  return [...kept.values()].map((fact) => {
    const count = (seen.get(fact.id) ?? 0) + 1;
    seen.set(fact.id, count);
    return count === 1 ? fact : { ...fact, id: `${fact.id}.${count}` };
  });
}

function sameSpan(a: Span, b: Span): boolean {
  return (
    a.documentId === b.documentId && a.pageIndex === b.pageIndex && a.start === b.start && a.end === b.end
  );
}

function sameNote(fact: ClinicalFact, draft: Draft): boolean {
  return fact.partIndex === draft.reading.index;
}

function factId(concept: string, span: Span): string {
  return `${concept}@${span.documentId}:${span.pageIndex + 1}:${span.start}`;
}
