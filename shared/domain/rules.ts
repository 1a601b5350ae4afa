/**
 * Rule data as the engine takes it: what the JSON files under resources/rules say, checked by electron/rules.
 * Everything here is plain data; the engine compiles patterns itself.
 */
import type { Concept, DocumentKind, LetterField, PlanType, ReasonCode } from './kinds.ts';

/** Texts a pattern must and must not match; run as tests. */
export interface RuleExamples {
  readonly match: readonly string[];
  readonly noMatch: readonly string[];
}

/**
 * A pattern is the source of a regular expression (flags iu). A plain space matches any run of white space, so
 * that patterns run over line breaks; it is bounded by word edges unless it starts or ends with a non-word.
 */
export interface PatternRule {
  readonly id: string;
  readonly pattern: string;
  /** Why the rule is there, in plain words. */
  readonly reason: string;
  readonly examples: RuleExamples;
}

/** A part of the body that scans and facts are about. */
export interface RegionRule {
  readonly id: string;
  readonly name: string;
  /** Patterns that name it. */
  readonly words: readonly string[];
  /** True where the body has a left and a right one. */
  readonly lateral: boolean;
  /** Larger regions it lies in ("spine"). */
  readonly within: readonly string[];
}

export interface ModalityRule {
  readonly id: string;
  readonly name: string;
  readonly words: readonly string[];
}

export interface ScanRule {
  readonly id: string;
  readonly name: string;
  readonly modality: string;
  readonly region: string;
  /** Patterns that name the scan without naming modality and region ("nuclear stress test"). */
  readonly aliases: readonly string[];
  /** CPT or HCPCS codes; a code may serve several scans (73721 is hip, knee or ankle). */
  readonly codes: readonly { readonly code: string; readonly contrast: 'with' | 'without' | 'both' | null }[];
}

export interface ScanRules {
  readonly regions: readonly RegionRule[];
  readonly modalities: readonly ModalityRule[];
  readonly scans: readonly ScanRule[];
}

/** A cue that a page is of some kind. `scope` 'head' looks at the first lines only. */
export interface KindCue extends PatternRule {
  readonly kind: DocumentKind;
  readonly weight: number;
  readonly scope: 'page' | 'head';
}

/** How each kind of paper talks, learned by test/bench/learn-kinds.ts. Rows are in the order of `documentKinds`. */
export interface KindWords {
  /** Weight of a cue that a page's words are worth when they make a kind e times as likely as chance. */
  readonly scale: number;
  /** Most that a page's words may say for or against a kind. */
  readonly most: number;
  readonly bias: readonly number[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
}

/** By which signs a page opens a paper (positive) or goes on with the one before (negative). */
export interface SheetWeights {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

export interface KindRules {
  readonly cues: readonly KindCue[];
  readonly words: KindWords;
  readonly sheets: SheetWeights;
  /** What tells a formal notice of a decision from a paper that only speaks of the decision. */
  readonly formal: readonly (PatternRule & { readonly weight: number })[];
  /** Below this weight a page is of no known kind. */
  readonly minWeight: number;
}

export interface ReasonCue extends PatternRule {
  readonly code: ReasonCode;
  /** True where the phrase counts only beside words that decide ("denied", "not covered"). */
  readonly needsDecision: boolean;
}

export interface ReasonRules {
  readonly reasons: readonly {
    readonly code: ReasonCode;
    readonly title: string;
    readonly move: string;
    readonly answers: readonly string[];
  }[];
  readonly cues: readonly ReasonCue[];
  /** Claim adjustment codes (CARC) with our own words for them, by reason. */
  readonly adjustmentCodes: readonly {
    readonly code: string;
    readonly reason: ReasonCode;
    readonly meaning: string;
  }[];
}

/** A part the law requires of a denial letter, found in any of several wordings. */
export interface NoticeElementRule {
  readonly id: string;
  readonly concept: Concept;
  readonly name: string;
  readonly planTypes: readonly PlanType[];
  readonly citation: string;
  readonly failText: string;
  /** Any one of these in the whole packet means that the part is there. */
  readonly present: readonly PatternRule[];
  /** So does any one of these: its patterns all stand in one sentence, or in one passage of a few sentences. */
  readonly together: readonly {
    readonly id: string;
    readonly all: readonly string[];
    /** Sentences with this say something else and do not count; empty means that all count. */
    readonly none: string;
    readonly span: 'sentence' | 'passage';
    readonly reason: string;
  }[];
  /** Where one of these stands in the letter, it may give the part in words that are not understood: a question then. */
  readonly perhaps: readonly {
    readonly id: string;
    readonly all: readonly string[];
    readonly none?: string | undefined;
    readonly span: 'sentence' | 'passage';
    readonly reason: string;
  }[];
  /** The part is owed only where one of these stands in the letter; empty means always. */
  readonly trigger: readonly PatternRule[];
  /** Only for denials that rest on one of these reasons; empty means any. */
  readonly reasons: readonly ReasonCode[];
}

export interface NoticeRules {
  readonly elements: readonly NoticeElementRule[];
}

/** A medical specialty and the body regions and conditions it treats. */
export interface SpecialtyRule {
  readonly id: string;
  readonly name: string;
  readonly words: readonly string[];
  /** Ids of regions, or 'any'. */
  readonly regions: readonly string[];
  readonly modalities: readonly string[];
  /** Beginnings of ICD-10-CM codes of the conditions that the field treats. */
  readonly icd: readonly string[];
}

export interface ReviewerRules {
  readonly specialties: readonly SpecialtyRule[];
}

/** Something an insurer says is missing, short or normal. */
export interface AssertionRule extends PatternRule {
  readonly concept: Concept;
}

/** Other names of a concept, as phrases (shared/text/phrases.ts); `unless` are words that hold one and mean something else. */
export interface ConceptNames {
  readonly id: string;
  readonly concept: Concept;
  readonly phrases: readonly string[];
  readonly unless: readonly string[];
  readonly reason: string;
  readonly source: string;
  readonly examples: RuleExamples;
}

export interface DenialRules {
  readonly topics: readonly AssertionRule[];
  readonly names: readonly ConceptNames[];
  /** Words that say that something is absent, too little, normal or demanded. */
  readonly claims: readonly (PatternRule & {
    readonly claim: 'absent' | 'insufficient' | 'normal' | 'required';
  })[];
  /** Headings and sentences that open a part of the letter the decision does not rest on. */
  readonly boilerplate: readonly PatternRule[];
  /** Sentences that take a denial back into its reasons. */
  readonly rationale: readonly PatternRule[];
  /** Labels of a letter's data; of several labels of one field the lower rank is the surer. */
  readonly fields: readonly LetterFieldRule[];
}

/** Its pattern is the whole label, without colon; "no.", "nr.", "#" are written "number". */
export interface LetterFieldRule extends PatternRule {
  readonly field: LetterField;
  readonly rank: number;
}

/** Groups of wordings for the procedure of a claim: emergency care, network gaps, approvals, proof of sending. */
export interface ProcedureRules {
  readonly groups: readonly { readonly id: string; readonly patterns: readonly PatternRule[] }[];
}

export interface Rules {
  readonly scans: ScanRules;
  readonly kinds: KindRules;
  readonly reasons: ReasonRules;
  readonly notice: NoticeRules;
  readonly reviewers: ReviewerRules;
  readonly denial: DenialRules;
  readonly procedure: ProcedureRules;
}
