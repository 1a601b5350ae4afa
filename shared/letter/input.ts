/** What a letter is built from: the analysis, what the person decided, and where the case stands. */
import type { Analysis } from '../domain/finding.ts';
import type { IsoDate, PlanType } from '../domain/kinds.ts';
import type { LetterProfile } from '../domain/letter.ts';
import type { PageText } from '../domain/page-text.ts';
import type { LogEntry } from '../domain/track.ts';
import type { LetterRules } from './rules.ts';

export interface LetterDecision {
  readonly findingId: string;
  /** Null or absent: not decided yet. */
  readonly verdict: 'accepted' | 'rejected' | null;
}

/** Where the case stands; null where nobody has said. */
export interface LetterStage {
  /** 'initial': first denial; 'upheld': one internal appeal was refused; 'final': the plan's appeals are used up. */
  readonly level: 'initial' | 'upheld' | 'final';
  /** True once the scan was done. */
  readonly scanDone: boolean | null;
  /** True when a clinician says that waiting is dangerous or leaves severe pain unmanaged. */
  readonly urgent: boolean | null;
  /** The day the denial arrived, where it can be shown. */
  readonly receivedDate: IsoDate | null;
  /** For church and government plans: true when an insurer carries the risk. */
  readonly insured: boolean | null;
}

export interface LetterInput {
  readonly analysis: Analysis;
  /** Rejected findings never enter a letter. */
  readonly decisions: readonly LetterDecision[];
  /** 'accepted': only findings the person accepted; 'not-rejected' (the terminal): all but the rejected ones. */
  readonly use: 'accepted' | 'not-rejected';
  readonly profile: LetterProfile;
  readonly planType: PlanType;
  /** Two letters, for state agencies and state law. */
  readonly state: string | null;
  readonly today: IsoDate;
  readonly stage: LetterStage;
  /** Call, mail and fax log of the case, any order. */
  readonly log: readonly LogEntry[];
  readonly rules: LetterRules;
  /** A page as read; with it quotes are printed to the end of their sentence and say of which day they are. */
  readonly page?: (documentId: string, pageIndex: number) => PageText | null;
}

/** A profile that says nothing: every blank becomes a placeholder. */
export const emptyProfile: LetterProfile = {
  senderName: null,
  senderAddress: [],
  senderPhone: null,
  senderEmail: null,
  representativeName: null,
  recipientName: null,
  recipientAddress: [],
};

/** The stage the papers themselves show; the person's own answers should override it. */
export function stageFrom(analysis: Analysis): LetterStage {
  const denial = analysis.denial;
  const service = denial?.serviceDate?.value ?? null;
  const decided = denial?.letterDate?.value ?? null;
  return {
    level: analysis.earlierDenials.length === 0 ? 'initial' : 'upheld',
    scanDone: service && decided && service <= decided ? true : null,
    urgent: null,
    receivedDate: null,
    insured: null,
  };
}
