/** Calendar arithmetic on ISO dates, pure and free of time zones: a date is a date wherever the computer is. */
import type { IsoDate } from '../domain/kinds.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01, or null when `date` is not a real calendar date. */
export function dayNumber(date: IsoDate): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? ms / DAY_MS : null;
}

/** Inverse of `dayNumber`. */
export function dateOfDay(day: number): IsoDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** `date` plus calendar days; `date` must be real. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDay(requireDay(date) + days);
}

/** Whole days from `from` to `to` (negative when `to` is earlier). */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return requireDay(to) - requireDay(from);
}

/**
 * `date` plus calendar months. Where the day does not exist (30 February), 'clamp' takes the last day of the month
 * and 'first-of-next' the first day of the following one (29 CFR 2590.715-2719(d)(2)(i) counts so).
 */
export function addMonths(
  date: IsoDate,
  months: number,
  missing: 'clamp' | 'first-of-next' = 'clamp',
): IsoDate {
  requireDay(date);
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  if (day <= length) return dateOfDay(first.getTime() / DAY_MS + day - 1);
  return dateOfDay(first.getTime() / DAY_MS + (missing === 'clamp' ? length - 1 : length));
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: IsoDate): number {
  return (((requireDay(date) + 4) % 7) + 7) % 7;
}

export function isWeekend(date: IsoDate): boolean {
  const day = weekday(date);
  return day === 0 || day === 6;
}

function nthWeekday(year: number, month: number, day: number, nth: number): IsoDate {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return addDays(first, ((day - weekday(first) + 7) % 7) + (nth - 1) * 7);
}

/**
 * Federal holidays on their own dates (5 USC 6103(a)). Observed Fridays and Mondays are not included: whether they
 * extend a filing date is unsettled, so they never do here.
 */
export function federalHolidays(year: number): readonly IsoDate[] {
  const lastMondayOfMay = ['31', '30', '29', '28', '27', '26', '25']
    .map((day) => `${year}-05-${day}`)
    .find((date) => weekday(date) === 1);
  return [
    `${year}-01-01`,
    nthWeekday(year, 1, 1, 3),
    nthWeekday(year, 2, 1, 3),
    lastMondayOfMay ?? `${year}-05-31`,
    `${year}-06-19`,
    `${year}-07-04`,
    nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 10, 1, 2),
    `${year}-11-11`,
    nthWeekday(year, 11, 4, 4),
    `${year}-12-25`,
  ];
}

export function isFederalHoliday(date: IsoDate): boolean {
  return federalHolidays(Number(date.slice(0, 4))).includes(date);
}

/** The date itself, or the next that is no Saturday, Sunday or federal holiday. */
export function rollForward(date: IsoDate): IsoDate {
  let at = date;
  while (isWeekend(at) || isFederalHoliday(at)) at = addDays(at, 1);
  return at;
}

/** `count` business days after `date`; holidays are skipped only when asked. */
export function addBusinessDays(date: IsoDate, count: number, skipHolidays: boolean): IsoDate {
  let at = date;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (!isWeekend(at) && !(skipHolidays && isFederalHoliday(at))) left--;
  }
  return at;
}

function requireDay(date: IsoDate): number {
  const day = dayNumber(date);
  if (day === null) throw new RangeError('not a calendar date');
  return day;
}

/** The ISO date of year, month (1..12) and day, or null where no such day exists or the year is absurd. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  if (!Number.isInteger(year) || year < 1880 || year > 2199) return null;
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return dayNumber(date) === null ? null : date;
}

/** Days of a month (1..12). */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The same day `years` later; 29 February becomes 28 February. */
export function addYears(date: IsoDate, years: number): IsoDate {
  return addMonths(date, years * 12);
}

/** Whole years from a birth date to a day. */
export function ageOn(birth: IsoDate, on: IsoDate): number {
  const before = on.slice(5) < birth.slice(5);
  return Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (before ? 1 : 0);
}
