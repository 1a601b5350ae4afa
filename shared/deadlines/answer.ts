/** One question, one date: which rule governs an event, and what day it gives. */
import type { IsoDate } from '../domain/kinds.ts';
import type { DeadlineAnswer, DeadlineQuery, IsoMoment } from '../domain/track.ts';
import { addBusinessDays, addDays, addMonths, dayNumber, rollForward } from '../text/calendar.ts';
import { eventName, matchEvent } from './events.ts';
import type { DeadlineRule, Span } from './rules.ts';

const UNKNOWN_EVENT: DeadlineAnswer = {
  lastDay: null,
  safeDay: null,
  rule: 'no rule on file for this plan type and event: read the letter and the plan',
  citation: '',
};

/** What was not read on the source is never given as law. */
const UNCHECKED = ' (not checked on the law itself: trust the letter if it gives less time)';

/** A rule for every event of its plan types that no other rule knows. */
const ANY_EVENT = '*';

/** The governing rule, the most specific first (state, external process); null when none is on file. */
export function ruleFor(query: DeadlineQuery, rules: readonly DeadlineRule[]): DeadlineRule | null {
  const start = query.letterDate.slice(0, 10);
  const state = query.state?.trim().toUpperCase();
  // "HHS-administered", "federal (HHS)"
  const process = query.externalProcess ? eventName(query.externalProcess).split('-') : [];
  const fits = rules.filter(
    (rule) =>
      rule.planTypes.includes(query.planType) &&
      (!rule.states || (state !== undefined && rule.states.includes(state))) &&
      (!rule.externalProcesses || rule.externalProcesses.some((each) => process.includes(each))) &&
      (!rule.startsFrom || start >= rule.startsFrom) &&
      (!rule.startsUntil || start <= rule.startsUntil),
  );
  const named = (event: string) => fits.filter((rule) => rule.events.includes(event));
  let found = named(query.event);
  if (found.length === 0) {
    const alike = matchEvent(
      query.event,
      fits.map((rule) => rule.events),
    );
    if (alike !== null) found = named(alike);
  }
  if (found.length === 0) found = named(ANY_EVENT);
  const weight = (rule: DeadlineRule) => (rule.externalProcesses ? 2 : 0) + (rule.states ? 1 : 0);
  return found.toSorted((a, b) => weight(b) - weight(a))[0] ?? null;
}

/**
 * The last day the law gives and the cautious day to show. Dates are calendar dates; hour clocks keep the minute
 * they started at. Both are null where the law fixes no date or the starting date is not a date.
 */
export function answerDeadline(query: DeadlineQuery, rules: readonly DeadlineRule[]): DeadlineAnswer {
  const rule = ruleFor(query, rules);
  if (!rule) return UNKNOWN_EVENT;
  const { citation } = rule;
  const words = rule.mark === 'V' ? rule.rule : `${rule.rule}${UNCHECKED}`;
  const notice = query.letterDate;
  if (dayNumber(notice.slice(0, 10)) === null) return { lastDay: null, safeDay: null, rule: words, citation };
  const received =
    query.receivedDate && dayNumber(query.receivedDate.slice(0, 10)) !== null ? query.receivedDate : null;
  const start = dayZero(rule, notice, received);
  const lastDay = rule.add ? count(start, rule.add, rule, true) : null;
  const cautious = [
    ...(rule.add ? [count(start, rule.add, { ...rule, missingDay: 'clamp' }, false)] : []),
    ...(rule.cautious ?? []).map((other) =>
      count(
        other.basis === 'receipt' ? (received ?? notice) : notice,
        other.add,
        { ...rule, missingDay: 'clamp' },
        false,
      ),
    ),
    // A provable earlier receipt shortens a presumed one.
    ...(rule.basis === 'presumed-receipt' && rule.add && received && received < start
      ? [count(received, rule.add, rule, false)]
      : []),
  ];
  const safeDay = cautious.toSorted()[0] ?? null;
  return { lastDay, safeDay, rule: words, citation };
}

function dayZero(rule: DeadlineRule, notice: IsoMoment, received: IsoMoment | null): IsoMoment {
  switch (rule.basis) {
    case 'receipt':
      return received ?? notice;
    case 'notice':
      return notice;
    case 'presumed-receipt':
      return addDays(notice.slice(0, 10), rule.presumedDays ?? 0);
    case 'documented-or-presumed':
      return received ?? addDays(notice.slice(0, 10), rule.presumedDays ?? 0);
  }
}

function count(
  start: IsoMoment,
  span: Span,
  rule: Pick<DeadlineRule, 'missingDay' | 'roll' | 'skipHolidays'>,
  roll: boolean,
): IsoMoment {
  const day: IsoDate = start.slice(0, 10);
  if (span.hours !== undefined) return addHours(start, span.hours);
  let date = day;
  if (span.months !== undefined) date = addMonths(date, span.months, rule.missingDay ?? 'clamp');
  if (span.days !== undefined) date = addDays(date, span.days);
  if (span.businessDays !== undefined) {
    date = addBusinessDays(date, span.businessDays, rule.skipHolidays ?? false);
  }
  if (span.yearEnds !== undefined) date = `${Number(date.slice(0, 4)) + span.yearEnds}-12-31`;
  return roll && rule.roll === 'federal' ? rollForward(date) : date;
}

/** Wall-clock hours; a start without a time of day gives the day alone (the cautious end of it is its start). */
function addHours(start: IsoMoment, hours: number): IsoMoment {
  const match = /T(\d{2}):(\d{2})/.exec(start);
  if (!match) return addDays(start.slice(0, 10), Math.floor(hours / 24));
  const total = Number(match[1]) + hours;
  const time = `${String(((total % 24) + 24) % 24).padStart(2, '0')}:${match[2]}`;
  return `${addDays(start.slice(0, 10), Math.floor(total / 24))}T${time}`;
}
