/** A clinical policy as logic: a tree whose leaves name a concept and a threshold, each with its words. */
import type { Threshold } from './denial.ts';
import type { ClinicalConcept, IsoDate, Laterality } from './kinds.ts';
import type { Span } from './page-text.ts';

export type CriterionNode =
  | {
      readonly kind: 'all' | 'any';
      readonly label: string | null;
      readonly children: readonly CriterionNode[];
      readonly span: Span;
    }
  | {
      readonly kind: 'at-least';
      readonly count: number;
      readonly label: string | null;
      readonly children: readonly CriterionNode[];
      readonly span: Span;
    }
  | CriterionLeaf;

export interface CriterionLeaf {
  readonly kind: 'leaf';
  readonly label: string | null;
  /** Null where no rule understands the words: "ask the person", never met by itself. */
  readonly concept: ClinicalConcept | null;
  /** Finer kinds that satisfy it; empty means any. */
  readonly details: readonly string[];
  readonly threshold: Threshold | null;
  readonly region: string | null;
  readonly side: Laterality | null;
  /** True for "no …", "absence of …", "has not had …". */
  readonly negated: boolean;
  readonly span: Span;
}

/** "Conservative care is not required when any one of these is documented". */
export interface PolicyWaiver {
  /** Labels (A.2) and concepts of what is waived; both empty: everything in the section. */
  readonly waivesLabels: readonly string[];
  readonly waivesConcepts: readonly ClinicalConcept[];
  readonly condition: CriterionNode;
  readonly span: Span;
}

export interface PolicySection {
  readonly label: string | null;
  readonly heading: string;
  readonly headingSpan: Span;
  readonly scanIds: readonly string[];
  readonly regions: readonly string[];
  /** 'covered' lists what must be shown; 'not-covered' what is excluded; 'waiver', 'definitions', 'other'. */
  readonly role: 'covered' | 'not-covered' | 'waiver' | 'definitions' | 'other';
  readonly tree: CriterionNode | null;
  readonly waivers: readonly PolicyWaiver[];
  readonly span: Span;
}

export interface PolicyDocument {
  readonly documentId: string;
  readonly id: string | null;
  readonly title: string | null;
  readonly insurer: string | null;
  readonly effectiveDate: IsoDate | null;
  readonly retiredDate: IsoDate | null;
  readonly scanIds: readonly string[];
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly sections: readonly PolicySection[];
  readonly spans: {
    readonly id: Span | null;
    readonly effective: Span | null;
    readonly retired: Span | null;
  };
}
