/**
 * Time that stands outside a clock, entered by hand. The kind of stop decides which clocks it may move, and by what
 * rule; a stop moves the last day by the days it covers, and no date earlier.
 */
import type { IsoDate, PlanType } from '../domain/kinds.ts';
import type { IsoMoment, TollingEntry, TollingKind, TollingRule } from '../domain/track.ts';
import { addDays, daysBetween, dayNumber } from '../text/calendar.ts';
import { dayOf, hasTime } from './moments.ts';

interface Stop extends TollingRule {
  /** Plan types the rule covers; null: all. */
  readonly planTypes: readonly PlanType[] | null;
  readonly moves: (event: string) => boolean;
}

const commercial: readonly PlanType[] = [
  'erisa-self-funded',
  'erisa-insured',
  'church',
  'non-federal-government',
  'aca-individual',
];

const stops: readonly Stop[] = [
  {
    kind: 'information',
    whose: 'plan',
    title: 'The plan waits for papers that it asked me for',
    rule: 'From the day the plan sends its notice of extension until you answer, the plan’s time for its first decision stands still. Its time to decide an appeal does not.',
    citation: '29 CFR 2560.503-1(f)(4)',
    planTypes: [...commercial, 'grandfathered'],
    moves: (event) => event.startsWith('plan-initial-decision'),
  },
  {
    kind: 'new-evidence',
    whose: 'plan',
    title: 'The plan gave me new evidence to answer during the appeal',
    rule: 'The plan’s time to decide the appeal may stand still only so that you can answer new evidence or a new reason.',
    citation: '45 CFR 147.136(b)',
    planTypes: commercial,
    moves: (event) => event.includes('appeal-decision'),
  },
  {
    kind: 'disaster',
    whose: 'patient',
    title: 'A federal disaster notice covers my home',
    rule: 'The notice names the places and the days that do not count for claims, appeals and external review (the last: storms Helene and Milton, until May 1, 2025). The date to keep does not rely on it.',
    citation: 'EBSA and Treasury notice of extension, November 2024',
    planTypes: [...commercial, 'grandfathered'],
    moves: (event) => event.startsWith('internal-appeal') || event === 'external-review-request',
  },
  {
    kind: 'other',
    whose: null,
    title: 'Something else',
    rule: 'By your own entry: no rule is on file for it. Ask for it in writing.',
    citation: null,
    planTypes: null,
    moves: () => true,
  },
];

const find = (kind: TollingKind | undefined) => stops.find((each) => each.kind === (kind ?? 'other'));

/** The kinds of stops that can move a clock of this plan type, with what each moves and by what rule. */
export function tollingRules(planType: PlanType): TollingRule[] {
  return stops
    .filter((each) => each.planTypes === null || planType === 'unknown' || each.planTypes.includes(planType))
    .map(({ kind, whose, title, rule, citation }) => ({ kind, whose, title, rule, citation }));
}

/** True when a stop of this kind may move the clock of this event. */
export function stopsClock(
  entry: Pick<TollingEntry, 'kind' | 'whose'>,
  clock: { readonly event: string; readonly whose: 'patient' | 'plan' },
  planType: PlanType,
): boolean {
  const stop = find(entry.kind);
  if (!stop || (stop.planTypes !== null && !stop.planTypes.includes(planType))) return false;
  const whose = stop.whose ?? entry.whose;
  return (whose === 'both' || whose === clock.whose) && stop.moves(clock.event);
}

/** `standing`: the clock has not started to run again, so there is no last day yet. */
export type Tolled = { readonly lastDay: IsoMoment; readonly days: number } | 'standing';

/**
 * The last day after the stops between `start` and it. Days inside several stops count once. A stop that begins after
 * the last day (as moved so far) changes nothing. Clocks in hours move by whole days.
 */
export function applyTolling(
  start: IsoDate,
  lastDay: IsoMoment,
  entries: readonly Pick<TollingEntry, 'startsOn' | 'endsOn'>[],
): Tolled {
  let end = dayOf(lastDay);
  let counted = start;
  let days = 0;
  const sorted = entries
    .filter(
      (stop) => dayNumber(stop.startsOn) !== null && (stop.endsOn === null || stop.endsOn >= stop.startsOn),
    )
    .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  for (const stop of sorted) {
    const from = stop.startsOn > counted ? stop.startsOn : addDays(counted, 1);
    if (from > end) continue;
    if (stop.endsOn === null) return 'standing';
    if (stop.endsOn < from) continue;
    const added = daysBetween(from, stop.endsOn) + 1;
    end = addDays(end, added);
    days += added;
    counted = stop.endsOn;
  }
  return { lastDay: hasTime(lastDay) ? `${end}${lastDay.slice(10)}` : end, days };
}
