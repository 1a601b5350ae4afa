/** Shapes of the letter rule data (resources/rules/{law,letters,tone,agencies,remedies,strategy}.json). */
import type { Concept, FindingType, PlanType, ReasonCode } from '../domain/kinds.ts';
import type { LetterKind } from '../domain/letter.ts';
import type { NoticeRules, ScanRules } from '../domain/rules.ts';
import type { DenialAssertion } from '../domain/denial.ts';
import type { DeadlineRule } from '../deadlines/rules.ts';

/** Where in a letter a rule of law is stated. */
export type LawTopic =
  | 'review' // who decides the appeal and how
  | 'clock' // by when the plan decides
  | 'file' // claim file, criteria, names of experts
  | 'documents' // plan documents from the plan administrator
  | 'new-evidence'
  | 'urgent'
  | 'prior-approval'
  | 'network'
  | 'authorized-before'
  | 'external'
  | 'external-standard'
  | 'criteria'
  | 'consistency';

/** A statement of law. Only verified statements exist here: the schema refuses any other mark. */
export interface LawRule {
  readonly id: string;
  readonly topic: LawTopic;
  readonly planTypes: readonly PlanType[];
  /** Only in these states; absent means everywhere. */
  readonly states?: readonly string[];
  /** Only where one of the denial's reasons is among these; absent means any. */
  readonly reasons?: readonly ReasonCode[];
  /** 'before': care not yet received; 'after': received; 'urgent'. Absent means any. */
  readonly timing?: 'before' | 'after' | 'urgent';
  /** Sentences as printed, without the citation. */
  readonly text: string;
  readonly citation: string;
  readonly mark: 'V';
}

/** Why the quoted words answer the denial: variants so that points do not repeat themselves. */
export interface ArgumentText {
  readonly id: string;
  readonly types: readonly FindingType[];
  readonly claims?: readonly DenialAssertion['claim'][];
  readonly concepts?: readonly Concept[];
  /** True: only for points that also quote the policy; false: only for those that do not. */
  readonly withPolicy?: boolean;
  /** Only before the scan is done, or only after; absent means always. */
  readonly timing?: 'before' | 'after';
  readonly variants: readonly string[];
}

export interface ConceptText {
  /** In running text: "supervised physical therapy". */
  readonly name: string;
  /** As a heading: "Physical therapy". */
  readonly heading: string;
}

export interface LetterTexts {
  readonly concepts: Readonly<Record<string, ConceptText>>;
  /** Scans whose code says more than their kind and region: how the code's own words name them. */
  readonly codeNames: Readonly<Record<string, string>>;
  /** Headings by finding type, with {concept}. */
  readonly headings: Readonly<Record<string, string>>;
  readonly arguments: readonly ArgumentText[];
  /** Order of points: a higher weight comes first. */
  readonly weights: Readonly<Record<string, number>>;
  /** Patterns of sentences that show an emergency, the most telling first, and of those that speak against it. */
  readonly emergency: { readonly shows: readonly string[]; readonly unless: readonly string[] };
  /** What to ask a doctor to write down, by concept of a gap. */
  readonly doctorAsks: Readonly<Record<string, { readonly document: string; readonly why: string }>>;
}

export interface ToneRule {
  readonly id: string;
  readonly kind:
    | 'emotion'
    | 'accusation'
    | 'threat'
    | 'pain-alone'
    | 'medical-advice'
    | 'absolute'
    | 'rhetoric'
    | 'bad-law';
  readonly pattern: string;
  readonly severity: 'stop' | 'warn' | 'suggest';
  readonly message: string;
  readonly suggestion: string | null;
  /** Only under these plan types; absent means all. */
  readonly planTypes?: readonly PlanType[];
  /** Allowed in letters of these kinds. */
  readonly exceptKinds?: readonly LetterKind[];
  readonly examples: { readonly match: readonly string[]; readonly noMatch: readonly string[] };
}

export interface ToneRules {
  readonly rules: readonly ToneRule[];
  /** Words that show function or findings beside pain. */
  readonly painContext: readonly string[];
  /** Words that mark severe pain as a ground of urgency. */
  readonly urgentPain: readonly string[];
  /** Above this grade (Flesch-Kincaid) the letter is called hard to read. */
  readonly maxGrade: number;
}

export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly site: string | null;
  readonly planTypes: readonly PlanType[];
  readonly complaint: string;
  readonly mark: 'V' | 'S' | 'M';
}

export interface StateDepartment {
  readonly state: string;
  readonly department: string;
  readonly consumerLine: string;
  readonly site: string;
  readonly note: string | null;
}

export interface AgencyRules {
  readonly federal: readonly Agency[];
  /** From secondary lists: printed only with "check before sending". */
  readonly departments: readonly StateDepartment[];
  /** Plan types whose policies a state insurance department oversees. */
  readonly stateRegulated: readonly PlanType[];
}

export interface RemedyRules {
  /** Plan types for which a kind of letter does not exist, with the reason a person reads. */
  readonly notFor: readonly {
    readonly kind: LetterKind;
    readonly planTypes: readonly PlanType[];
    readonly because: string;
  }[];
  /** What the first appeal is called under a plan type. */
  readonly appealNames: Readonly<Record<string, string>>;
  /** What comes after the plan's own appeals, under a plan type. */
  readonly externalNames: Readonly<Record<string, { readonly name: string; readonly addressee: string }>>;
}

/** A reason's required evidence, shown as a checklist. */
export interface StrategyRule {
  readonly reason: ReasonCode;
  readonly title: string;
  readonly move: string;
  readonly strategy: string;
  readonly items: readonly {
    readonly id: string;
    readonly text: string;
    readonly where: string;
    /** Findings that tick the item: any of these types, and of these concepts if named. */
    readonly types: readonly FindingType[];
    readonly concepts: readonly Concept[];
  }[];
}

/** Everything the letter builders read besides the case. */
export interface LetterRules {
  readonly law: readonly LawRule[];
  readonly texts: LetterTexts;
  readonly tone: ToneRules;
  readonly agencies: AgencyRules;
  readonly remedies: RemedyRules;
  readonly strategy: readonly StrategyRule[];
  readonly notice: NoticeRules;
  readonly scans: ScanRules;
  readonly deadlines: readonly DeadlineRule[];
}
