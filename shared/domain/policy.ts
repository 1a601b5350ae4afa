/** A clinical policy as logic: a tree whose leaves name a concept and a threshold, each with its words. */
import type { Threshold } from './denial.ts';
import type { ClinicalConcept, IsoDate, Laterality } from './kinds.ts';
import type { Span } from './page-text.ts';

/** What every node of a criteria tree carries. */
interface CriterionBase {
  /** As printed, without its punctuation: "A.2", "(a)", "HN-12.2". */
  readonly label: string | null;
  /** The parts of its label and of those above it, lower case: item 2 under B of section I is i, b, 2. */
  readonly path?: readonly string[];
  /** Title of a titled item ("Suspected meniscal tear"), else null. */
  readonly heading: string | null;
  /** The node's own words on one line, without those of its children. */
  readonly text: string;
  /** Ids of the clinical situations its words name (resources/rules/policy-situations.json). */
  readonly situations: readonly string[];
  /** Procedure codes its own words name. */
  readonly codes: readonly string[];
  /** Conditions under which just this node is not asked for ("unless the chart says why it would not be safe"). */
  readonly waivers: readonly PolicyWaiver[];
  readonly span: Span;
}

export interface CriterionGroup extends CriterionBase {
  readonly kind: 'all' | 'any' | 'at-least';
  /** For 'at-least'; 1 for 'any'; the number of children for 'all'. */
  readonly count: number;
  /** False where the policy does not say how its items combine: "any" was assumed, or "all" by what the items are. */
  readonly stated: boolean;
  /** The concept that the group's own words name ("conservative care"), or null. */
  readonly concept: ClinicalConcept | null;
  readonly children: readonly CriterionNode[];
}

export interface CriterionLeaf extends CriterionBase {
  readonly kind: 'leaf';
  /** Null where no rule understands the words: "ask the person", never met by itself. */
  readonly concept: ClinicalConcept | null;
  /** Ids of the policy-concept rules that understood it; they also say which words of a record prove it. */
  readonly ruleIds: readonly string[];
  readonly threshold: Threshold | null;
  readonly region: string | null;
  readonly side: Laterality | null;
  /** True for "no …", "absence of …", "has not had …". */
  readonly negated: boolean;
  /** Label of the item or section these words refer to ("red flag indications (see SP-1.2)"), or null. */
  readonly refersTo: string | null;
  /** Words that take a fact out again ("not counting basal cell carcinoma"), lower case. */
  readonly excludes: readonly string[];
}

export type CriterionNode = CriterionGroup | CriterionLeaf;

/** "Conservative care is not required when any one of these is documented". */
export interface PolicyWaiver {
  /** Labels (A.2) and concepts of what is waived; both empty: everything that the policy asks for. */
  readonly waivesLabels: readonly string[];
  readonly waivesConcepts: readonly ClinicalConcept[];
  readonly condition: CriterionNode;
  readonly span: Span;
}

/** "A gene test is not a condition for coverage", "plain films are not asked for". */
export interface NotRequiredStatement {
  readonly concepts: readonly ClinicalConcept[];
  readonly ruleIds: readonly string[];
  readonly span: Span;
  /** "An injection may help": allowed or praised, and not said to be no condition; a criterion elsewhere outweighs it. */
  readonly allowedOnly?: true;
}

export type SectionRole =
  | 'covered'
  | 'not-covered'
  | 'waiver'
  | 'definitions'
  | 'documentation'
  | 'history'
  | 'other';

export interface PolicySection {
  readonly label: string | null;
  readonly heading: string;
  readonly headingSpan: Span;
  readonly codes: readonly string[];
  readonly regions: readonly string[];
  readonly modalities: readonly string[];
  /** 'covered' lists what must be shown; 'not-covered' what is excluded. */
  readonly role: SectionRole;
  /** Null where the section holds no criteria. */
  readonly tree: CriterionNode | null;
  readonly waivers: readonly PolicyWaiver[];
  readonly notRequired: readonly NotRequiredStatement[];
  /** The whole section as it starts on its first page. */
  readonly span: Span;
}

export interface PolicyDocument {
  readonly documentId: string;
  readonly id: string | null;
  readonly title: string | null;
  readonly insurer: string | null;
  readonly effectiveDate: IsoDate | null;
  readonly reviewDate: IsoDate | null;
  readonly retiredDate: IsoDate | null;
  /** "9.2" of "Version 9.2", "31" of "31st edition"; null where it gives none. */
  readonly version: string | null;
  /** Procedure codes anywhere in the policy. */
  readonly codes: readonly string[];
  readonly regions: readonly string[];
  readonly modalities: readonly string[];
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly sections: readonly PolicySection[];
  readonly spans: {
    readonly id: Span | null;
    readonly effective: Span | null;
    readonly retired: Span | null;
  };
}

/** How one criterion fares against the record. */
export type OutcomeState = 'met' | 'contradicted' | 'not-documented' | 'not-applicable' | 'ask';

export interface CriterionOutcome {
  readonly node: CriterionNode;
  readonly state: OutcomeState;
  /** Facts that prove it (met), speak against it, or fall short of it; best first. */
  readonly factIds: readonly string[];
  /** How sure 'met' is: 'strong' where words and arithmetic leave no doubt. */
  readonly strength: 'strong' | 'fair';
  /** The arithmetic and the choice, in words. */
  readonly steps: readonly string[];
  readonly children: readonly CriterionOutcome[];
  /** Set where a waiver releases from this node: why. */
  readonly waivedBy: { readonly waiver: PolicyWaiver; readonly outcome: CriterionOutcome } | null;
}
