/** Dates as people read them. A calendar date has no time zone and must not slip by one. */
import { dayNumber } from '../../shared/text/calendar.ts';
import { t } from '../text/index.ts';

/** "September 3, 2026"; the text itself when it is no date. Moments keep their time. */
export function longDate(moment: string): string {
  const day = dayNumber(moment.slice(0, 10));
  if (day === null) return moment;
  const date = new Date(day * 86_400_000).toLocaleDateString(t.locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  });
  return moment.length > 10 ? `${date}, ${moment.slice(11, 16)}` : date;
}

export function shortDate(moment: string): string {
  const day = dayNumber(moment.slice(0, 10));
  if (day === null) return moment;
  return new Date(day * 86_400_000).toLocaleDateString(t.locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  });
}

/** A sentence of the host with its dates as people read them. */
export function withDates(sentence: string): string {
  return sentence.replace(/\b\d{4}-\d{2}-\d{2}\b/g, shortDate);
}

/** Today and now by this computer's own clock, as ISO text. */
export function today(): string {
  return now().slice(0, 10);
}

export function now(): string {
  const date = new Date();
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toLocaleString(t.locale, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${units[unit]}`;
}
