/** The plan's clocks: its first decision and its decisions on appeal. */
import { answerDeadline, ruleFor } from '../deadlines/answer.ts';
import type { DeadlineRule } from '../deadlines/rules.ts';
import type { IsoMoment } from '../domain/track.ts';
import { addDays, daysBetween } from '../text/calendar.ts';
import { clockQuery, type Draft } from './clock.ts';
import { dayOf, isOver } from './moments.ts';
import {
  appealKinds,
  sendings,
  timingOf,
  type Sending,
  type TrackDecision,
  type TrackSituation,
} from './situation.ts';
import { appealDecisionEvent, externalReviewTypes, initialDecisionEvent } from './steps.ts';

/** Until delivery is proved, a mailed paper counts as there after so many days, before a plan is said to be late. */
const MAIL_DAYS = 5;

/** The plan's clock on what was sent after the decision with this index; [] where nothing was. */
export function appealClock(
  situation: TrackSituation,
  decision: TrackDecision,
  index: number,
  rules: readonly DeadlineRule[],
): Draft[] {
  const next = situation.decisions[index + 1];
  const isAfter = (each: Sending) =>
    decision.letterDate !== null && dayOf(each.sentOn) >= dayOf(decision.letterDate);
  const isBefore = (each: Sending) => !next?.letterDate || dayOf(each.sentOn) <= dayOf(next.letterDate);
  const sent = sendings(situation, appealKinds).find((each) => isAfter(each) && isBefore(each));
  if (!sent) return [];
  const urgent = sent.kind === 'expedited-appeal';
  const event = appealDecisionEvent(situation.planType, index, {
    urgent,
    timing: timingOf(situation) ?? 'postservice',
    levels: situation.levels,
  });
  if (event === null) return [];
  const warnings: string[] = [];
  const arrived = arrival(sent, warnings);
  const asked = clockQuery(situation, situation.planType, event, arrived);
  const answer = answerDeadline(asked, rules);
  const rule = ruleFor(asked, rules);
  if (timingOf(situation) === null && !urgent) {
    warnings.push(
      'Say whether the scan was done before the claim: the plan’s time is shorter before the service.',
    );
  }
  if (situation.levels === null && event.endsWith('one-level') && situation.planType !== 'aca-individual') {
    warnings.push('If the plan has two appeal levels it has half this time for each.');
  }
  const doneOn = next?.letterDate ?? null;
  if (doneOn !== null && answer.lastDay !== null && isOver(answer.lastDay, doneOn))
    warnings.push(lateWords(answer.lastDay, doneOn));
  const out: Draft[] = [
    {
      id: `plan-appeal.${decision.id}`,
      event,
      title: rule?.title ?? 'Decide the appeal',
      whose: 'plan',
      answer,
      rule,
      start: dayOf(arrived),
      doneOn,
      letterKind: externalReviewTypes.includes(situation.planType) ? 'external-review' : 'call-follow-up',
      warnings,
    },
  ];
  // A silent federal-employee carrier opens the way to OPM, for 120 days from the request.
  const isFederal = situation.planType === 'fehb' || situation.planType === 'pshb';
  if (isFederal && index === 0 && !next && answer.lastDay !== null && isOver(answer.lastDay, situation.now)) {
    const silent = clockQuery(
      situation,
      situation.planType,
      'opm-review-request-carrier-silent',
      dayOf(sent.sentOn),
    );
    const asking = sendings(situation, ['external-review'])[0] ?? null;
    const silentRule = ruleFor(silent, rules);
    out.push({
      id: `opm-silent.${decision.id}`,
      event: silent.event,
      title: silentRule?.title ?? 'Ask OPM for review',
      whose: 'patient',
      answer: answerDeadline(silent, rules),
      rule: silentRule,
      start: dayOf(sent.sentOn),
      doneOn: asking?.sentOn ?? null,
      letterKind: 'external-review',
      warnings: [],
    });
  }
  return out;
}

/** When it got there; without proof a mailed paper counts as there a few days later, so that nobody is accused early. */
export function arrival(sent: Sending, warnings: string[]): IsoMoment {
  if (sent.arrivedOn) return sent.arrivedOn;
  warnings.push(
    `Counted from ${MAIL_DAYS} days after sending, because delivery is not proved. Put the delivery date in the log.`,
  );
  return addDays(dayOf(sent.sentOn), MAIL_DAYS);
}

function lateWords(lastDay: IsoMoment, doneOn: IsoMoment): string {
  const days = daysBetween(dayOf(lastDay), dayOf(doneOn));
  return days > 0
    ? `The plan decided ${days} ${days === 1 ? 'day' : 'days'} after this clock ran out. Check for a notice of extension before you raise it.`
    : 'The plan decided after this clock ran out.';
}

/** How long the plan took for the first decision: past, but it can be raised where it was late. */
export function initialClock(situation: TrackSituation, rules: readonly DeadlineRule[]): Draft[] {
  const [first] = situation.decisions;
  if (!first?.requestDate || !first.letterDate || first.requestDate > dayOf(first.letterDate)) return [];
  const events = initialDecisionEvent(situation.planType, timingOf(situation));
  if (!events) return [];
  const asked = clockQuery(situation, situation.planType, events.event, first.requestDate);
  const answer = answerDeadline(asked, rules);
  const extended = events.extended
    ? answerDeadline({ ...asked, event: events.extended }, rules).lastDay
    : null;
  const warnings: string[] = [];
  if (answer.lastDay !== null && isOver(answer.lastDay, dayOf(first.letterDate))) {
    warnings.push(lateWords(answer.lastDay, dayOf(first.letterDate)));
    if (extended !== null && isOver(extended, dayOf(first.letterDate))) {
      warnings.push('It was late even with the one extension that the rule allows.');
    }
    warnings.push(
      'Counted from the request date in the letter; a wait for papers the plan had asked for stops this clock.',
    );
  }
  return [
    {
      id: `plan-initial.${first.id}`,
      event: events.event,
      title: ruleFor(asked, rules)?.title ?? 'Decide the request',
      whose: 'plan',
      answer,
      rule: ruleFor(asked, rules),
      start: first.requestDate,
      doneOn: first.letterDate,
      letterKind: null,
      warnings,
    },
  ];
}
