/** What every match of a criterion against the record needs to know of the case. */
import type { IsoDate, Laterality } from '../../../domain/kinds.ts';
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionLeaf, CriterionNode, PolicyWaiver } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';

export interface MatchContext {
  readonly requestDate: IsoDate;
  readonly today: IsoDate;
  readonly region: string | null;
  readonly side: Laterality | null;
  readonly rules: PolicyRules;
}

export interface MatchInput {
  readonly facts: readonly ClinicalFact[];
  readonly context: MatchContext;
  /** Waivers that reach over the tree: those of waiver sections and of sentences. */
  readonly waivers: readonly PolicyWaiver[];
  /** The tree is the condition of a release: "since the last scan" in it bounds what counts. */
  readonly releasing?: true;
  /** Finds the leaf's own words in the record, for what no lexicon knows; null where nothing says them. */
  readonly inWords?: (leaf: CriterionLeaf) => ClinicalFact | null;
  /** The tree that a label names ("section 3 applies"), or null. */
  readonly byLabel: (label: string) => CriterionNode | null;
}
