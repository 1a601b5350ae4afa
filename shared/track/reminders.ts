/**
 * When to remind. Nothing is counted in timers: each look at the clock works out afresh what is due, so a machine that
 * slept over a date, a clock put forward or back, or a flight over time zones gives the right answer at the next look.
 */
import type { IsoDate } from '../domain/kinds.ts';
import type { CaseDeadline, IsoMoment, Reminder } from '../domain/track.ts';
import { daysBetween } from '../text/calendar.ts';
import { dayOf } from './moments.ts';

/** Days before a date on which to remind, far to near. */
export const reminderDays: readonly number[] = [30, 14, 10, 7, 3, 2, 1, 0];
/** Hours before the end of an hour clock. */
export const reminderHours: readonly number[] = [24, 6, 1];
/** A missed date of the patient is said again each day for so long. */
const OVERDUE_DAYS = 7;
/** A reminder shown this many days in the future was shown by a clock that ran wrong: it does not count. */
const CLOCK_RAN_WRONG_DAYS = 2;

/** The step of the countdown a deadline is at; null when there is nothing to say. */
export function reminderStep(deadline: CaseDeadline): string | null {
  if (deadline.state === 'done' || deadline.keepDay === null || deadline.daysLeft === null) return null;
  const hours = deadline.hoursLeft ?? null;
  if (deadline.state === 'overdue') {
    if (deadline.whose === 'plan') return 'over';
    return -deadline.daysLeft < OVERDUE_DAYS ? `over-${-deadline.daysLeft}` : 'over';
  }
  // The plan's clocks matter to the patient when they are over.
  if (deadline.whose === 'plan') return null;
  if (hours !== null) {
    const step = reminderHours.findLast((each) => hours <= each);
    if (step !== undefined) return `hours-${step}`;
  }
  const step = reminderDays.findLast((each) => (deadline.daysLeft ?? 0) <= each);
  return step === undefined ? null : `days-${step}`;
}

export function reminderKey(deadline: CaseDeadline, step: string): string {
  return `${deadline.id}|${deadline.keepDay ?? ''}|${step}`;
}

/** True when this reminder was not shown yet; `shown` maps keys to the day they were shown on. */
export function isDue(key: string, now: IsoMoment, shown: ReadonlyMap<string, IsoDate>): boolean {
  const on = shown.get(key);
  return on === undefined || daysBetween(dayOf(now), on) >= CLOCK_RAN_WRONG_DAYS;
}

/** What to remind of now, the most pressing first: one reminder a deadline, each step of its countdown once. */
export function dueReminders(
  of: { readonly caseId: string; readonly caseTitle: string },
  deadlines: readonly CaseDeadline[],
  now: IsoMoment,
  shown: ReadonlyMap<string, IsoDate>,
): Reminder[] {
  return deadlines
    .flatMap((deadline): Reminder[] => {
      const step = reminderStep(deadline);
      if (step === null || deadline.keepDay === null || deadline.daysLeft === null) return [];
      const key = reminderKey(deadline, step);
      if (!isDue(`${of.caseId}|${key}`, now, shown)) return [];
      return [
        {
          key: `${of.caseId}|${key}`,
          caseId: of.caseId,
          caseTitle: of.caseTitle,
          deadlineId: deadline.id,
          title: deadline.title,
          whose: deadline.whose,
          day: deadline.keepDay,
          daysLeft: deadline.daysLeft,
        },
      ];
    })
    .toSorted((a, b) => a.daysLeft - b.daysLeft);
}
