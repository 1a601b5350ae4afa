/** Rule data on how policies speak, as the engine takes it (resources/rules/policy-*.json). */
import type { ClinicalConcept } from './kinds.ts';

/** Texts a pattern must and must not match; run as tests. */
export interface PolicyExamples {
  readonly match: readonly string[];
  readonly noMatch: readonly string[];
}

/** How policies name one thing that a record can show, and which facts prove it. */
export interface PolicyConceptRule {
  readonly id: string;
  readonly concept: ClinicalConcept;
  /** How policies write it. Conventions of shared/text/pattern.ts. */
  readonly pattern: string;
  /** Further concepts of facts that may prove it; the own concept always may. */
  readonly also: readonly ClinicalConcept[];
  /** Words that a proving fact must show (in its quote or its detail); null: any fact of the concept. */
  readonly proof: string | null;
  /** True for a general name that has members ("conservative care"). */
  readonly general: boolean;
  /** What to ask the doctor for where it is missing. */
  readonly ask: string | null;
  readonly reason: string;
  readonly source: string;
  readonly examples: PolicyExamples;
}

/** A clinical situation that policies write sections for. */
export interface PolicySituationRule {
  readonly id: string;
  readonly name: string;
  /** How a policy's heading or a chart's assessment names it. */
  readonly pattern: string;
  /** Diagnosis code prefixes that mean it, without the dot. */
  readonly icd: readonly string[];
  /** Situations of one kind exclude each other ("phase" of cancer care). */
  readonly kind: string;
  readonly reason: string;
  readonly examples: PolicyExamples;
}

/** A turn of phrase that gives a section or sentence its role. */
export interface PolicyPhraseRule {
  readonly id: string;
  readonly role:
    | 'covered'
    | 'not-covered'
    | 'waiver'
    | 'definitions'
    | 'documentation'
    | 'history'
    | 'other'
    | 'not-required'
    | 'does-not-count'
    | 'all'
    | 'any'
    | 'unless';
  /** Where it is looked for. */
  readonly scope: 'heading' | 'text';
  readonly pattern: string;
  readonly reason: string;
  readonly examples: PolicyExamples;
}

export interface PolicyRules {
  readonly concepts: readonly PolicyConceptRule[];
  readonly situations: readonly PolicySituationRule[];
  readonly phrases: readonly PolicyPhraseRule[];
}
