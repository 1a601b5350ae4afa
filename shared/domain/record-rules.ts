/**
 * Lexicon data for reading medical records: what resources/rules/{concepts,context,drugs,sections}.json say.
 * Phrases are in the small language of shared/text/phrases.ts.
 */
import type { ClinicalConcept } from './kinds.ts';
import type { Experiencer, Negation, Temporality } from './record.ts';

/** Where a rule comes from and what shows that it works. `[brackets]` in an example mark the phrase meant. */
export interface RecordRule {
  readonly id: string;
  readonly reason: string;
  readonly source: string;
}

/** What a trigger does to the phrases in its scope; 'none' shields a look-alike, 'end' closes scopes. */
export type ContextEffect =
  | 'negated'
  | 'possible'
  | 'historical'
  | 'hypothetical'
  | 'planned'
  | 'offered'
  | 'declined'
  | 'not-done'
  | 'family'
  | 'other'
  | 'none'
  | 'end';

export interface ContextRule extends RecordRule {
  readonly effect: ContextEffect;
  /** The trigger stands before or after the phrase it speaks of, or on either side. */
  readonly side: 'before' | 'after' | 'both';
  readonly phrases: readonly string[];
  /** At most so many words away; absent: to the end of the clause. */
  readonly reach?: number;
  /** For 'end': the effects it closes; absent: all. */
  readonly closes?: readonly ContextEffect[];
  readonly examples: readonly ContextExample[];
}

export interface ContextExample {
  /** One phrase in [brackets]. */
  readonly text: string;
  readonly negation?: Negation;
  readonly temporality?: Temporality;
  readonly experiencer?: Experiencer;
}

export interface ContextRules {
  readonly rules: readonly ContextRule[];
  /** Words that open a new clause behind a comma or "and" ("no fever, has cough"). */
  readonly clauseStarters: readonly string[];
  /** Adjectives that open a new item behind a comma unless "or" follows ("no fracture, mild arthrosis"). */
  readonly softStarters: readonly string[];
  /** Verbs that make what stands behind a comma a clause of its own ("no edema and strength is 4/5"). */
  readonly finiteVerbs: readonly string[];
}

/** Sections by their heading, with what they say of everything below. */
export interface SectionRule extends RecordRule {
  /** Stable name: 'history', 'review-of-systems', 'exam', 'assessment', 'plan', 'family-history' … */
  readonly section: string;
  readonly headings: readonly string[];
  readonly effect: 'historical' | 'hypothetical' | 'planned' | 'family' | null;
  readonly examples: { readonly match: readonly string[]; readonly noMatch: readonly string[] };
}

export interface SectionRules {
  readonly rules: readonly SectionRule[];
}

export interface ConceptRule extends RecordRule {
  readonly concept: ClinicalConcept;
  readonly detail: string | null;
  readonly phrases: readonly string[];
  /** The body region the phrase itself implies; null: read from the words around. */
  readonly region: string | null;
  /**
   * 'finding' a symptom, sign or disease; 'treatment' something done over time; 'test' an examination with a
   * result; 'maneuver' an examination whose result (positive, negative) must be said; 'normal' words that say
   * that the finding is absent.
   */
  readonly sense: 'finding' | 'treatment' | 'test' | 'maneuver' | 'normal';
  /** The hit does not count where one of these phrases stands in the same sentence. */
  readonly unless?: readonly string[];
  /** The hit counts only where one of these phrases stands in the same sentence. */
  readonly with?: readonly string[];
  readonly examples: { readonly match: readonly string[]; readonly noMatch: readonly string[] };
}

/** Words for parts of the body, by the region ids of scans.json. */
export interface AnatomyRule {
  readonly region: string;
  readonly words: readonly string[];
}

export interface OutcomeRule extends RecordRule {
  readonly outcome: 'failed' | 'partial' | 'improved' | 'intolerance';
  readonly phrases: readonly string[];
  readonly examples: { readonly match: readonly string[]; readonly noMatch: readonly string[] };
}

export interface ConceptRules {
  readonly rules: readonly ConceptRule[];
  readonly anatomy: readonly AnatomyRule[];
  readonly outcomes: readonly OutcomeRule[];
}

export interface DrugRule extends RecordRule {
  /** 'nsaid', 'steroid', 'muscle-relaxant', 'opioid', 'neuropathic', 'migraine-preventive' … */
  readonly drugClass: string;
  readonly names: readonly string[];
  /** Sold without prescription at the usual strength. */
  readonly overTheCounter: boolean;
  readonly examples: { readonly match: readonly string[]; readonly noMatch: readonly string[] };
}

export interface DrugRules {
  readonly rules: readonly DrugRule[];
}

/** Everything shared/engine/segment and shared/engine/record need. */
export interface RecordRules {
  readonly context: ContextRules;
  readonly sections: SectionRules;
  readonly concepts: ConceptRules;
  readonly drugs: DrugRules;
}
