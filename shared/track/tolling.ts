/** Time that stands outside a clock: a stop entered by hand moves the last day by the days it covers, and no date earlier. */
import type { IsoDate } from '../domain/kinds.ts';
import type { IsoMoment, TollingEntry } from '../domain/track.ts';
import { addDays, daysBetween, dayNumber } from '../text/calendar.ts';
import { dayOf, hasTime } from './moments.ts';

/** `standing`: the clock has not started to run again, so there is no last day yet. */
export type Tolled = { readonly lastDay: IsoMoment; readonly days: number } | 'standing';

/**
 * The last day after the stops between `start` and it. Days inside several stops count once. A stop that begins after
 * the last day (as moved so far) changes nothing. Clocks in hours move by whole days.
 */
export function applyTolling(
  start: IsoDate,
  lastDay: IsoMoment,
  stops: readonly Pick<TollingEntry, 'startsOn' | 'endsOn'>[],
): Tolled {
  let end = dayOf(lastDay);
  let counted = start;
  let days = 0;
  const sorted = stops
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
