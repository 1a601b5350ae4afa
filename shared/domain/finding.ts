/** What the analysis reports. A finding without true quotes is a bug. */
import type { Denial } from './denial.ts';
import type { Concept, DocumentKind, FindingType, IsoDate, PlanType } from './kinds.ts';
import type { PageText, Span } from './page-text.ts';
import type { PolicyDocument } from './policy.ts';
import type { ClinicalFact } from './record.ts';

export type CitationRole = 'denial' | 'record' | 'policy';

export interface Citation {
  readonly role: CitationRole;
  readonly span: Span;
}

/** Why a finding was made, for a person: the rule, the criterion, the facts, the arithmetic. */
export interface Reasoning {
  readonly ruleIds: readonly string[];
  readonly criterion: string | null;
  readonly factIds: readonly string[];
  readonly steps: readonly string[];
}

export interface Finding {
  /** Stable over runs: derived from type, concept and first citation. */
  readonly id: string;
  readonly type: FindingType;
  readonly concept: Concept;
  /** One plain sentence a patient understands. */
  readonly summary: string;
  readonly citations: readonly Citation[];
  readonly why: Reasoning;
  /** 'strong': words and rule leave no doubt; 'fair': sound but contestable. Doubtful ones are `pleaseCheck`, not findings. */
  readonly strength: 'strong' | 'fair';
}

/** A doubtful point shown apart from findings; never in a letter. */
export interface PleaseCheck {
  readonly concept: Concept | null;
  readonly question: string;
  readonly citations: readonly Citation[];
}

/** What the policy asks for and no record shows, with what to ask the doctor for. */
export interface Gap {
  readonly concept: Concept;
  readonly criterion: string;
  readonly ask: string;
  readonly citations: readonly Citation[];
}

/** A stretch of pages of one kind, one date, one author, inside a document. */
export interface DocumentPart {
  readonly documentId: string;
  readonly firstPage: number;
  /** Inclusive, from 0. */
  readonly lastPage: number;
  readonly kind: DocumentKind;
  readonly date: IsoDate | null;
  readonly author: string | null;
  /** Name of the patient the part is about, where it names one. */
  readonly patientName: string | null;
  readonly title: string | null;
}

export interface AnalyzedDocument {
  readonly documentId: string;
  readonly fileName: string;
  readonly pageCount: number;
  readonly kind: DocumentKind;
  readonly parts: readonly DocumentPart[];
}

export interface AnalysisInput {
  readonly documents: readonly {
    readonly documentId: string;
    readonly fileName: string;
    readonly pages: readonly PageText[];
    readonly kind?: DocumentKind;
  }[];
  readonly today: IsoDate;
  readonly planType: PlanType;
}

export interface Analysis {
  readonly documents: readonly AnalyzedDocument[];
  /** The decision that is appealed: the latest one. */
  readonly denial: Denial | null;
  /** Earlier decisions on the same claim, oldest first. */
  readonly earlierDenials: readonly Denial[];
  readonly policies: readonly PolicyDocument[];
  readonly facts: readonly ClinicalFact[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly pleaseCheck: readonly PleaseCheck[];
}
