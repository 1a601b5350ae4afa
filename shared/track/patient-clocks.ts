/** The patient's own clocks: what may be done after each decision, until when, and what to watch for. */
import { answerDeadline, ruleFor } from '../deadlines/answer.ts';
import type { DeadlineRule } from '../deadlines/rules.ts';
import type { IsoDate } from '../domain/kinds.ts';
import type { IsoMoment } from '../domain/track.ts';
import { addDays, dayNumber } from '../text/calendar.ts';
import { clockQuery, type Draft } from './clock.ts';
import { dayOf, earliest, isOver } from './moments.ts';
import { sendings, type Sending, type TrackDecision, type TrackSituation } from './situation.ts';
import { federalExternal, patientSteps, type PatientStep } from './steps.ts';

/** The clocks that the decision with this index starts. */
export function patientDrafts(
  situation: TrackSituation,
  decision: TrackDecision,
  index: number,
  rules: readonly DeadlineRule[],
): Draft[] {
  const next = situation.decisions[index + 1];
  return patientSteps(situation.planType, index, situation.levels).map((step, position) => {
    const sent = sendings(situation, step.doneBy).find(
      (each) => decision.letterDate === null || dayOf(each.sentOn) >= dayOf(decision.letterDate),
    );
    const doneOn = sent?.sentOn ?? next?.letterDate ?? null;
    return patientDraft(situation, decision, step, position === 0, doneOn, sent ?? null, rules);
  });
}

function patientDraft(
  situation: TrackSituation,
  decision: TrackDecision,
  step: PatientStep,
  isFirst: boolean,
  doneOn: IsoMoment | null,
  sent: Sending | null,
  rules: readonly DeadlineRule[],
): Draft {
  const id = `${step.event}.${decision.id}`;
  const warnings: string[] = [];
  const notice = step.fromService ? decision.serviceDate : decision.letterDate;
  const asked = clockQuery(situation, situation.planType, step.event, notice ?? '');
  const received = decision.receivedDate;
  const full = received && !step.fromService ? { ...asked, receivedDate: received } : asked;
  const rule = ruleFor(full, rules);
  const base = {
    id,
    event: step.event,
    title: rule?.title ?? 'Next step',
    whose: 'patient' as const,
    rule,
    letterKind: step.letterKind,
  };
  if (notice === null || dayNumber(dayOf(notice)) === null) {
    const answer = {
      ...answerDeadline({ ...asked, letterDate: 'unknown' }, rules),
      lastDay: null,
      safeDay: null,
    };
    warnings.push(
      step.fromService
        ? 'Put in the date of the scan: this clock starts with it.'
        : 'Put in the date on the letter: without it no date can be worked out.',
    );
    return { ...base, answer, start: null, doneOn, warnings };
  }
  let answer = answerDeadline(full, rules);
  if (situation.planType === 'unknown') {
    const narrowed = situation.candidates.map((planType) => answerDeadline({ ...full, planType }, rules));
    // A type without a date of its own (a short-term policy) leaves the shortest safe date standing.
    const dates = narrowed.map((each) => each.safeDay ?? each.lastDay);
    if (dates.length > 0 && dates.every((each) => each !== null)) {
      answer = {
        ...answer,
        safeDay: earliest(dates),
        rule: 'the plan type is not settled: the earliest date of the types still possible',
        citation: [...new Set(narrowed.map((each) => each.citation))].join('; '),
      };
    }
    warnings.push(
      'The kind of plan is not known yet, so this is the shortest safe date. Answer the questions about the plan to get the right one.',
    );
  }
  if (situation.planType === 'short-term') {
    warnings.push(
      'A short-term policy sets its own time to appeal: read the policy and the letter. No date is worked out here.',
    );
  }
  if (
    step.event === 'external-review-request' &&
    federalExternal.includes(situation.planType) &&
    situation.planType !== 'erisa-self-funded' &&
    situation.externalProcess === null
  ) {
    const other = answerDeadline({ ...full, externalProcess: 'state' }, rules);
    answer = { ...answer, safeDay: earliest([answer.safeDay, other.safeDay]) };
    warnings.push(
      'If an insurer carries this plan, the state’s own process applies and can be shorter: the cautious date covers both.',
    );
  }
  if (rule?.basis === 'receipt' && received === null && answer.lastDay !== null) {
    warnings.push(
      'Counted from the date on the letter, because the day it arrived is not known. Keep the envelope or the portal’s time stamp.',
    );
  }
  if (rule?.basis === 'presumed-receipt' && received !== null) {
    warnings.push('The rule presumes when the letter arrived; a later arrival is not relied on.');
  }
  if (received !== null && dayOf(received) < dayOf(notice)) {
    warnings.push('The day it arrived is before the date on the letter: check both.');
  }
  if (rule && rule.mark !== 'V')
    warnings.push('This period was not checked on the law itself: trust the letter if it gives less time.');
  const printedDay = isFirst ? printed(decision, rule, notice, received) : null;
  const stated = decision.statedAppealDays;
  if (
    isFirst &&
    stated !== null &&
    rule?.add?.days !== undefined &&
    rule.mark === 'V' &&
    rule.whose === 'patient'
  ) {
    const total = rule.add.days + (rule.presumedDays ?? 0);
    if (stated < rule.add.days) {
      warnings.push(
        `The letter gives ${stated} days; the rule gives ${rule.add.days}. Keep the earlier date; the short time is an error you can raise.`,
      );
    } else if (stated > total) {
      warnings.push(
        `The letter gives ${stated} days, more than the rule. Do not rely on it: keep the earlier date.`,
      );
    }
  }
  if (step.event !== 'court-filing') {
    warnings.push('A call, a peer-to-peer talk, a corrected claim or a complaint does not stop this clock.');
  }
  if (sent && answer.lastDay !== null && isOver(answer.lastDay, sent.sentOn)) {
    warnings.push('It was sent after the last day: say why in the letter.');
  }
  const start = rule?.basis === 'receipt' && received ? dayOf(received) : dayOf(notice);
  return { ...base, answer, start, printedDay, doneOn, warnings };
}

/** The last day by the letter's own count: from the letter, or from receipt where it repeats the rule's own number. */
function printed(
  decision: TrackDecision,
  rule: DeadlineRule | null,
  notice: IsoMoment,
  received: IsoMoment | null,
): IsoDate | null {
  const days = decision.statedAppealDays;
  if (days === null || !Number.isInteger(days) || days < 1 || days > 1000) return null;
  const fromReceipt = rule?.basis === 'receipt' && rule.add?.days === days && received !== null;
  const repeatsPresumed = rule?.basis === 'presumed-receipt' && rule.add?.days === days;
  const start = dayOf(fromReceipt ? received : notice);
  return addDays(start, days + (repeatsPresumed ? (rule.presumedDays ?? 0) : 0));
}
