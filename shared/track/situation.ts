/** Where a case stands: its decisions, what was sent, the log. All that clocks, checklist and chronology rest on. */
import type { DocumentKind, IsoDate, PlanType } from '../domain/kinds.ts';
import type { LetterKind } from '../domain/letter.ts';
import type { IsoMoment, LogEntry, TollingEntry } from '../domain/track.ts';

/** One decision of the plan: the denial, then what it said to each appeal. */
export interface TrackDecision {
  /** Stable: the id of the letter's document. */
  readonly id: string;
  readonly documentId: string | null;
  readonly pageIndex: number | null;
  readonly letterDate: IsoMoment | null;
  /** The day it arrived, where the person knows it. */
  readonly receivedDate: IsoMoment | null;
  readonly requestDate: IsoDate | null;
  readonly serviceDate: IsoDate | null;
  /** Days to appeal as the letter prints them. */
  readonly statedAppealDays: number | null;
  /** The words with which it says that records are missing or were not received; null where it does not. */
  readonly missingRecordsQuote: string | null;
  readonly reviewerName: string | null;
}

export interface TrackSituation {
  readonly planType: PlanType;
  /** While the plan type is unknown: the types the answers so far leave open; empty when nothing is known. */
  readonly candidates: readonly PlanType[];
  readonly state: string | null;
  readonly externalProcess: 'federal' | 'state' | null;
  /** Oldest first; the first is the denial itself. */
  readonly decisions: readonly TrackDecision[];
  readonly timing: 'preservice' | 'postservice' | null;
  /** True when a clinician says that waiting is dangerous or leaves severe pain unmanaged. */
  readonly urgent: boolean | null;
  /** Internal appeal levels the plan makes people go through. */
  readonly levels: 1 | 2 | null;
  readonly log: readonly LogEntry[];
  /** Letters marked as sent in the letter room. */
  readonly sentLetters: readonly { readonly kind: LetterKind; readonly sentOn: IsoDate }[];
  readonly tollings: readonly TollingEntry[];
  /** How many papers of each kind the vault holds for this case. */
  readonly papers: Readonly<Partial<Record<DocumentKind, number>>>;
  /** The person's wall clock, to the minute. */
  readonly now: IsoMoment;
}

/** Something that went to the insurer, and when it got there. */
export interface Sending {
  readonly kind: LetterKind;
  readonly sentOn: IsoMoment;
  /** Null while nothing proves it. */
  readonly arrivedOn: IsoMoment | null;
  readonly entryId: string | null;
}

export const appealKinds: readonly LetterKind[] = [
  'first-level-appeal',
  'second-level-appeal',
  'expedited-appeal',
  'retrospective-review',
  'gap-exception',
];

/** Everything of these kinds that was sent, oldest first: by the log's entries, or marked as sent. */
export function sendings(
  situation: Pick<TrackSituation, 'log' | 'sentLetters'>,
  kinds: readonly LetterKind[],
): Sending[] {
  const logged = situation.log.flatMap((entry): Sending[] => {
    const kind = entry.about ?? null;
    if (!kind || !kinds.includes(kind)) return [];
    switch (entry.kind) {
      case 'mail':
        return [
          {
            kind,
            sentOn: entry.sentOn ?? entry.at.slice(0, 10),
            arrivedOn: entry.deliveredOn,
            entryId: entry.id,
          },
        ];
      case 'fax':
      case 'portal':
        return [{ kind, sentOn: entry.at, arrivedOn: entry.at, entryId: entry.id }];
      case 'call':
        // Only an urgent appeal can be asked for by telephone (29 CFR 2560.503-1(h)(3)(vi)).
        return kind === 'expedited-appeal'
          ? [{ kind, sentOn: entry.at, arrivedOn: entry.at, entryId: entry.id }]
          : [];
      default:
        return [];
    }
  });
  const loggedKinds = new Set(logged.map((each) => each.kind));
  const marked = situation.sentLetters
    .filter((each) => kinds.includes(each.kind) && !loggedKinds.has(each.kind))
    .map((each) => ({ kind: each.kind, sentOn: each.sentOn, arrivedOn: null, entryId: null }));
  return [...logged, ...marked].toSorted((a, b) => (a.sentOn < b.sentOn ? -1 : a.sentOn > b.sentOn ? 1 : 0));
}

/** Before or after the scan: as told, else as the dates of the letter show; null when they do not. */
export function timingOf(
  situation: Pick<TrackSituation, 'timing' | 'decisions'>,
): 'preservice' | 'postservice' | null {
  if (situation.timing) return situation.timing;
  const [first] = situation.decisions;
  if (!first?.serviceDate || !first.letterDate) return null;
  return first.serviceDate > first.letterDate.slice(0, 10) ? 'preservice' : 'postservice';
}
