/** The shape of a deadline rule. The rules themselves are data (resources/rules/deadlines.json), each with its citation. */
import type { IsoDate, PlanType } from '../domain/kinds.ts';

/** What day 0 of a clock is. */
export type Basis =
  /** Receipt where known, else the date on the letter (the cautious reading; no mailing presumption). */
  | 'receipt'
  /** The date printed on, or of mailing of, the notice, whatever the receipt. */
  | 'notice'
  /** Notice date plus `presumedDays`; a later receipt is not relied on. */
  | 'presumed-receipt'
  /** Documented receipt, else notice date plus `presumedDays`. */
  | 'documented-or-presumed';

export interface Span {
  readonly days?: number;
  readonly months?: number;
  /** Clock hours; nights, weekends and holidays count. */
  readonly hours?: number;
  readonly businessDays?: number;
  /** December 31 of the so-manieth year after. */
  readonly yearEnds?: number;
}

export interface DeadlineRule {
  readonly id: string;
  readonly planTypes: readonly PlanType[];
  /** First name is the canonical one; the rest are other names of the same event. */
  readonly events: readonly string[];
  readonly states?: readonly string[];
  readonly externalProcesses?: readonly string[];
  /** The rule governs clocks that start on these days (inclusive). */
  readonly startsFrom?: IsoDate;
  readonly startsUntil?: IsoDate;
  readonly basis: Basis;
  readonly presumedDays?: number;
  /** Null where the law fixes no period. */
  readonly add: Span | null;
  readonly missingDay?: 'clamp' | 'first-of-next';
  /** 'federal': Saturday, Sunday or federal holiday moves to the next day that is none. */
  readonly roll?: 'federal';
  readonly skipHolidays?: boolean;
  /** Other readings that the cautious date must not be later than, counted from the notice date unless receipt is named. */
  readonly cautious?: readonly { readonly add: Span; readonly basis: 'receipt' | 'notice' }[];
  readonly whose: 'patient' | 'plan';
  readonly title: string;
  /** What follows when it is missed. */
  readonly consequence?: string;
  readonly rule: string;
  readonly citation: string;
  /** V verified on the source, S secondary, M from memory: only V may be printed as law in a letter. */
  readonly mark: 'V' | 'S' | 'M';
}
