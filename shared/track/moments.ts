/** Arithmetic on dates and wall-clock moments, without time zones. */
import type { IsoMoment } from '../domain/track.ts';
import { dayNumber } from '../text/calendar.ts';

export const dayOf = (moment: IsoMoment): string => moment.slice(0, 10);
export const hasTime = (moment: IsoMoment): boolean => moment.length > 10;

/** Minutes since 1970 on the wall clock; a day without a time counts from its midnight. Null when it is no date. */
export function minuteNumber(moment: IsoMoment): number | null {
  const day = dayNumber(dayOf(moment));
  if (day === null) return null;
  const match = /T(\d{2}):(\d{2})/.exec(moment);
  return day * 1440 + (match ? Number(match[1]) * 60 + Number(match[2]) : 0);
}

/** The earliest of the moments that are there; days and moments of the same day: the day counts as its start. */
export function earliest(moments: readonly (IsoMoment | null | undefined)[]): IsoMoment | null {
  return moments.filter((each) => each !== null && each !== undefined).toSorted()[0] ?? null;
}

/** Whole days from today to the moment's day; negative once it is past. Null when it is no date. */
export function daysLeft(moment: IsoMoment | null, now: IsoMoment): number | null {
  if (moment === null) return null;
  const [end, start] = [dayNumber(dayOf(moment)), dayNumber(dayOf(now))];
  return end === null || start === null ? null : end - start;
}

/** For clocks in hours: whole hours left, negative once over; null for clocks in days. */
export function hoursLeft(moment: IsoMoment | null, now: IsoMoment): number | null {
  if (moment === null || !hasTime(moment)) return null;
  const [end, start] = [minuteNumber(moment), minuteNumber(now)];
  return end === null || start === null ? null : Math.floor((end - start) / 60);
}

/** Over: a day is over when it has ended, an hour clock at its minute. */
export function isOver(moment: IsoMoment, now: IsoMoment): boolean {
  if (!hasTime(moment)) return dayOf(now) > moment;
  return (minuteNumber(now) ?? 0) > (minuteNumber(moment) ?? 0);
}
