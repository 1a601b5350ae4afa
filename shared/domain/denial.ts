/** What an adverse benefit determination says, each value with the words it was read from. */
import type { Concept, IsoDate, Laterality, ReasonCode } from './kinds.ts';
import type { Span } from './page-text.ts';

/** A value and where it stands; `span` is null only for a value that a person typed. */
export interface Sourced<T> {
  readonly value: T;
  readonly span: Span | null;
}

/** A clinical or administrative statement the decision rests on ("no six weeks of supervised therapy"). */
export interface DenialAssertion {
  readonly concept: Concept;
  /** What the letter claims about it. */
  readonly claim:
    | 'absent' // not documented, not tried, not received
    | 'insufficient' // too short, too few, too old
    | 'normal' // examination or test said to be normal
    | 'required' // demanded, with no statement about the record
    | 'other';
  /** The threshold the letter applies, where it names one. */
  readonly threshold: Threshold | null;
  readonly region: string | null;
  readonly side: Laterality | null;
  /** The whole sentence or list item. */
  readonly span: Span;
  /** The clause that says it, with the sentence it points back to; the whole sentence where left out. */
  readonly words?: string;
}

/** "at least 6 weeks within the last 6 months", "at least 8 visits", "grade 3/5 or less". */
export interface Threshold {
  readonly minDays?: number;
  readonly minVisits?: number;
  /** Different drugs, each of which is to be tried for the days asked for. */
  readonly minDrugs?: number;
  /** Evidence must lie within so many days before the request (or decision). */
  readonly lookBackDays?: number;
  /** Bounds of another quantity, in the unit named. */
  readonly quantity?: { readonly unit: string; readonly min?: number; readonly max?: number };
}

export interface CitedPolicy {
  readonly id: string | null;
  readonly title: string | null;
  readonly section: string | null;
  readonly span: Span;
}

export interface Denial {
  readonly documentId: string;
  readonly insurer: Sourced<string> | null;
  readonly plan: Sourced<string> | null;
  readonly memberName: Sourced<string> | null;
  readonly memberId: Sourced<string> | null;
  readonly referenceNumber: Sourced<string> | null;
  readonly claimNumber: Sourced<string> | null;
  readonly letterDate: Sourced<IsoDate> | null;
  readonly requestDate: Sourced<IsoDate> | null;
  readonly serviceDate: Sourced<IsoDate> | null;
  readonly procedureCodes: readonly Sourced<string>[];
  readonly diagnosisCodes: readonly Sourced<string>[];
  /** The scan as the letter describes it: key of resources/rules/scans.json, side and contrast. */
  readonly scan: Sourced<ScanDescription> | null;
  readonly reasons: readonly Sourced<ReasonCode>[];
  readonly citedPolicies: readonly CitedPolicy[];
  readonly reviewerName: Sourced<string> | null;
  readonly reviewerSpecialty: Sourced<string> | null;
  readonly appealDays: Sourced<number> | null;
  readonly assertions: readonly DenialAssertion[];
}

/** A scan named in words or by code. Regions: 'lumbar-spine', 'cervical-spine', 'knee', 'brain' … (scans.json). */
export interface ScanDescription {
  readonly scanId: string | null;
  readonly modality: string | null;
  readonly region: string | null;
  readonly side: Laterality | null;
  readonly contrast: 'with' | 'without' | 'both' | null;
}
