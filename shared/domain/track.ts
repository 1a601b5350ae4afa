/** Deadlines and the paper trail. */
import type { IsoDate, PlanType } from './kinds.ts';
import type { LetterKind } from './letter.ts';

/** Calendar date, or date and time "YYYY-MM-DDTHH:MM" for clocks in hours. */
export type IsoMoment = string;

/** What starts a clock, as the bench contract writes it. */
export interface DeadlineQuery {
  readonly planType: PlanType;
  /** Two-letter state, for external review and state variations. */
  readonly state?: string;
  readonly externalProcess?: string;
  readonly event: string;
  readonly letterDate: IsoMoment;
  readonly receivedDate?: IsoMoment;
  readonly trigger?: string;
}

export interface DeadlineAnswer {
  /** Null where the law fixes no date. */
  readonly lastDay: IsoMoment | null;
  /** The cautious date to show; never later than `lastDay`. */
  readonly safeDay: IsoMoment | null;
  readonly rule: string;
  readonly citation: string;
}

export interface CaseDeadline extends DeadlineAnswer {
  readonly id: string;
  readonly event: string;
  readonly title: string;
  /** Who must act by then. */
  readonly whose: 'patient' | 'plan';
  /** The date printed in the letter, if any; the earlier of the two is the one to keep. */
  readonly printedDay: IsoDate | null;
  readonly keepDay: IsoMoment | null;
  readonly daysLeft: number | null;
  readonly state: 'open' | 'soon' | 'overdue' | 'done';
  readonly consequence: string | null;
  readonly warnings: readonly string[];
  /** For the patient's own days: ten days before `keepDay`, the day to aim for. */
  readonly aimDay?: IsoDate | null;
  /** Clocks in hours: whole hours from now to `lastDay`, negative once over. */
  readonly hoursLeft?: number | null;
  /** How sure the rule is: only 'V' may be printed as law. */
  readonly mark?: 'V' | 'S' | 'M';
  /** The letter that answers it. */
  readonly letterKind?: LetterKind | null;
}

export const tollingKinds = ['information', 'new-evidence', 'disaster', 'other'] as const;
export type TollingKind = (typeof tollingKinds)[number];

/** What a kind of stop moves, and by what rule. */
export interface TollingRule {
  readonly kind: TollingKind;
  /** Whose clocks it can stop; null: as the person says. */
  readonly whose: 'patient' | 'plan' | null;
  readonly title: string;
  readonly rule: string;
  readonly citation: string | null;
}

/** A span of time that the law or the plan leaves out of a clock, entered by hand (a disaster notice, a wait for papers). */
export interface TollingEntry {
  readonly id: string;
  readonly startsOn: IsoDate;
  /** Inclusive; null while the clock still stands. */
  readonly endsOn: IsoDate | null;
  readonly reason: string;
  /** Whose clocks it stops. */
  readonly whose: 'patient' | 'plan' | 'both';
  /** What it rests on; absent in entries of older versions: the person's own word. */
  readonly kind?: TollingKind | undefined;
}

/** A deadline that the person should be told of now. */
export interface Reminder {
  /** Deadline, day and step of the countdown: the same reminder always has the same key. */
  readonly key: string;
  readonly caseId: string;
  readonly caseTitle: string;
  readonly deadlineId: string;
  readonly title: string;
  readonly whose: 'patient' | 'plan';
  readonly day: IsoMoment;
  /** Negative once over. */
  readonly daysLeft: number;
}

/** Something to watch out for in this case; `citation` is printed only where `mark` is 'V'. */
export interface TrackAdvice {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly citation: string | null;
  readonly mark: 'V' | 'S' | 'M';
  readonly letterKind: LetterKind | null;
}

/** A plain question whose answer settles a plan type, a clock or a warning. */
export interface TrackQuestion {
  readonly id: string;
  readonly text: string;
  readonly help: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export const logKinds = ['call', 'mail', 'fax', 'portal', 'peer-to-peer', 'note'] as const;
export type LogKind = (typeof logKinds)[number];

export interface LogEntry {
  readonly id: string;
  readonly kind: LogKind;
  readonly at: IsoMoment;
  readonly number: string | null;
  readonly personName: string | null;
  readonly personId: string | null;
  readonly reference: string | null;
  readonly said: string | null;
  readonly promised: string | null;
  readonly followUpOn: IsoDate | null;
  readonly certifiedNumber: string | null;
  readonly sentOn: IsoDate | null;
  readonly deliveredOn: IsoDate | null;
  readonly pagesSent: number | null;
  readonly pagesConfirmed: number | null;
  readonly outcome: string | null;
  readonly documentIds: readonly string[];
  /** The letter or step that the entry is about ("the appeal was mailed"); it moves clocks and the checklist. */
  readonly about?: LetterKind | null;
}

export interface ChecklistStep {
  readonly id:
    | 'claim-file'
    | 'policy-bulletin'
    | 'cpt-check'
    | 'peer-to-peer'
    | 'written-appeal'
    | 'state-complaint'
    | 'external-review';
  readonly title: string;
  readonly state: 'done' | 'open' | 'overdue' | 'not-applicable';
  readonly because: string;
  readonly letterKind: string | null;
  readonly dueDay: IsoMoment | null;
}

export interface ChronologyItem {
  readonly id: string;
  readonly at: IsoMoment;
  readonly kind: 'document' | 'event' | 'log' | 'deadline' | 'decision';
  readonly title: string;
  readonly detail: string | null;
  readonly documentId: string | null;
  readonly pageIndex: number | null;
  /** A gap or contradiction to look at ("letter dated before the records it says are missing"). */
  readonly warning: string | null;
}
