/** One clock before and after it is set against today: what all clocks of a case have in common. */
import type { DeadlineRule } from '../deadlines/rules.ts';
import type { IsoDate, PlanType } from '../domain/kinds.ts';
import type { LetterKind } from '../domain/letter.ts';
import type { CaseDeadline, DeadlineAnswer, DeadlineQuery, IsoMoment } from '../domain/track.ts';
import { addDays } from '../text/calendar.ts';
import { dayOf, daysLeft, earliest, hasTime, hoursLeft, isOver } from './moments.ts';
import type { TrackSituation } from './situation.ts';
import { applyTolling, stopsClock } from './tolling.ts';

/** Two weeks before a date it is called soon. */
const SOON_DAYS = 14;
/** Plans and courts mostly look at when the paper arrived: aim for arrival ten days early. */
const AIM_DAYS = 10;

/** Never left without a next step. */
const NOTHING_ON_FILE =
  'No rule on file says what follows. Ask for the decision in writing, and keep the log of it.';

/** A clock as its rule gives it. */
export interface Draft {
  readonly id: string;
  readonly event: string;
  readonly title: string;
  readonly whose: 'patient' | 'plan';
  readonly answer: DeadlineAnswer;
  readonly rule: DeadlineRule | null;
  /** Day 0 as far as known, for stops of the clock. */
  readonly start: IsoDate | null;
  readonly printedDay?: IsoDate | null;
  readonly doneOn?: IsoMoment | null;
  readonly letterKind: LetterKind | null;
  readonly warnings: readonly string[];
}

/** The question to the rules for a clock of this case that starts at `start`. */
export function clockQuery(
  situation: TrackSituation,
  planType: PlanType,
  event: string,
  start: IsoMoment,
): DeadlineQuery {
  return {
    planType,
    event,
    letterDate: start,
    ...(situation.state ? { state: situation.state } : {}),
    ...(situation.externalProcess ? { externalProcess: situation.externalProcess } : {}),
  };
}

/** The clock against today: stops of the clock, the date to keep, what is over and what to say about it. */
export function finishClock(draft: Draft, situation: TrackSituation): CaseDeadline {
  const { now } = situation;
  const warnings = [...draft.warnings];
  let { lastDay } = draft.answer;
  let standing = false;
  const stops = situation.tollings.filter((each) => stopsClock(each, draft, situation.planType));
  if (lastDay !== null && draft.start !== null && draft.rule && stops.length > 0) {
    const tolled = applyTolling(draft.start, lastDay, stops);
    if (tolled === 'standing') {
      standing = true;
      if (draft.whose === 'plan') lastDay = null;
      warnings.push('The clock was put on hold in the log and has not started again.');
    } else if (tolled.days > 0) {
      lastDay = tolled.lastDay;
      warnings.push(
        `${tolled.days} days on hold are left out of the last day${draft.whose === 'patient' ? '; the date to keep does not rely on them' : ''}.`,
      );
    }
  }
  const printedDay = draft.printedDay ?? null;
  // A plan's time is counted to its end before it is called late; the patient keeps the earliest date of all.
  const keepDay = draft.whose === 'plan' ? lastDay : earliest([draft.answer.safeDay, lastDay, printedDay]);
  const doneOn = draft.doneOn ?? null;
  const over = keepDay !== null && isOver(keepDay, now);
  const state =
    doneOn !== null
      ? 'done'
      : over && !(standing && draft.whose === 'plan')
        ? 'overdue'
        : isSoon(keepDay, now)
          ? 'soon'
          : 'open';
  if (state === 'overdue' && draft.whose === 'patient' && draft.rule) {
    warnings.unshift(
      lastDay !== null && !isOver(lastDay, now)
        ? `The cautious date has passed, but the last day by the rule is ${dayOf(lastDay)}: send it today.`
        : 'The date has passed. File anyway and explain why: exceptions exist, and only the plan or a reviewer can refuse.',
    );
  }
  const isOwn = draft.whose === 'patient' && keepDay !== null && !hasTime(keepDay);
  const aim = isOwn && draft.rule ? addDays(dayOf(keepDay), -AIM_DAYS) : null;
  return {
    id: draft.id,
    event: draft.event,
    title: draft.title,
    whose: draft.whose,
    lastDay,
    safeDay: draft.answer.safeDay,
    rule: draft.answer.rule,
    citation: draft.answer.citation,
    printedDay,
    keepDay,
    daysLeft: daysLeft(keepDay, now),
    hoursLeft: hoursLeft(keepDay, now),
    aimDay: aim,
    state,
    consequence:
      draft.rule?.consequence ?? (state === 'overdue' && draft.whose === 'plan' ? NOTHING_ON_FILE : null),
    warnings,
    mark: draft.rule?.mark ?? 'M',
    letterKind: draft.letterKind,
  };
}

function isSoon(keepDay: IsoMoment | null, now: IsoMoment): boolean {
  const left = daysLeft(keepDay, now);
  return left !== null && left <= SOON_DAYS;
}
