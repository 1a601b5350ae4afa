/** Clinical facts read from a medical record, with their context. */
import type { ClinicalConcept, IsoDate, Laterality } from './kinds.ts';
import type { Span } from './page-text.ts';

export type Negation = 'affirmed' | 'negated' | 'possible';
export type Temporality = 'recent' | 'historical' | 'hypothetical';
export type Experiencer = 'patient' | 'family' | 'other';

/** The ConText status of a phrase. */
export interface PhraseContext {
  readonly negation: Negation;
  readonly temporality: Temporality;
  readonly experiencer: Experiencer;
}

/** A stretch of days or a count that a fact documents. */
export interface Measure {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly days: number | null;
  readonly visits: number | null;
  /** Another quantity, e.g. { unit: 'strength-grade', value: 4 } or { unit: 'mm', value: 9 }. */
  readonly quantity: {
    readonly unit: string;
    readonly value: number;
    /** Upper end of the laboratory's own reference range, in the same unit, where the report gives it. */
    readonly upperLimit?: number;
  } | null;
}

export interface ClinicalFact {
  readonly id: string;
  readonly concept: ClinicalConcept;
  /** Finer kind inside the concept where known ("nsaid", "radiograph", "straight-leg-raise", "mri"). */
  readonly detail: string | null;
  /**
   * What the words name, narrower than concept and detail: "giving way", "hawkins", "great toe". Two facts of one
   * subject speak of the same point. Absent where a fact is put together from many places.
   */
  readonly subject?: string;
  readonly context: PhraseContext;
  /**
   * What happened to it: 'done' (took place, was found), 'planned' (ordered, recommended, referred, scheduled),
   * 'offered', 'declined', 'not-done'. Only 'done' + affirmed + patient is evidence.
   */
  readonly status: 'done' | 'planned' | 'offered' | 'declined' | 'not-done';
  readonly region: string | null;
  readonly side: Laterality | null;
  /** Date of the event where the words give it, else of the note. */
  readonly date: IsoDate | null;
  readonly noteDate: IsoDate | null;
  readonly measure: Measure | null;
  /** How it ended or how well it worked: 'failed' | 'partial' | 'improved' | 'intolerance' | null. */
  readonly outcome: 'failed' | 'partial' | 'improved' | 'intolerance' | null;
  /** 'exam' outranks 'assessment' outranks 'history' outranks 'review-of-systems'. */
  readonly section: string | null;
  readonly author: string | null;
  readonly partIndex: number;
  readonly spans: readonly Span[];
  /** Rule ids and the arithmetic of a duration, in words. */
  readonly why: readonly string[];
}
