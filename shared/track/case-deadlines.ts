/** All clocks of a case, the patient's and the plan's, with the date to keep, what is over, and what follows. */
import { answerDeadline, ruleFor } from '../deadlines/answer.ts';
import type { DeadlineRule } from '../deadlines/rules.ts';
import type { IsoDate, PlanType } from '../domain/kinds.ts';
import type { LetterKind } from '../domain/letter.ts';
import type { CaseDeadline, DeadlineAnswer, DeadlineQuery, IsoMoment } from '../domain/track.ts';
import { addDays, dayNumber, daysBetween } from '../text/calendar.ts';
import { dayOf, daysLeft, earliest, hasTime, hoursLeft, isOver } from './moments.ts';
import {
  appealKinds,
  sendings,
  timingOf,
  type Sending,
  type TrackDecision,
  type TrackSituation,
} from './situation.ts';
import {
  appealDecisionEvent,
  externalReviewTypes,
  federalExternal,
  initialDecisionEvent,
  patientSteps,
  type PatientStep,
} from './steps.ts';
import { applyTolling } from './tolling.ts';

/** Two weeks before a date it is called soon. */
const SOON_DAYS = 14;
/** Plans and courts mostly look at when the paper arrived: aim for arrival ten days early. */
const AIM_DAYS = 10;
/** Until delivery is proved, a mailed paper counts as there after so many days, before a plan is said to be late. */
const MAIL_DAYS = 5;

interface Draft {
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

/** Open clocks first, the nearest first; then those without a date; then what is done. */
export function caseDeadlines(situation: TrackSituation, rules: readonly DeadlineRule[]): CaseDeadline[] {
  const drafts = [
    ...situation.decisions.flatMap((decision, index) => [
      ...patientDrafts(situation, decision, index, rules),
      ...appealClock(situation, decision, index, rules),
    ]),
    ...initialClock(situation, rules),
    ...externalClocks(situation, rules),
    ...planDocumentsClock(situation, rules),
    ...followUps(situation),
  ];
  const finished = drafts.map((draft) => finish(draft, situation));
  const rank = (each: CaseDeadline) => (each.state === 'done' ? 2 : each.keepDay === null ? 1 : 0);
  return finished.toSorted(
    (a, b) => rank(a) - rank(b) || compare(a.keepDay ?? '', b.keepDay ?? '') || compare(a.id, b.id),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function query(
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

// The patient's clocks

function patientDrafts(
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
  const asked = query(situation, situation.planType, step.event, notice ?? '');
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

// The plan's clocks

function appealClock(
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
  const asked = query(situation, situation.planType, event, arrived);
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
    const silent = query(
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
function arrival(sent: Sending, warnings: string[]): IsoMoment {
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
function initialClock(situation: TrackSituation, rules: readonly DeadlineRule[]): Draft[] {
  const [first] = situation.decisions;
  if (!first?.requestDate || !first.letterDate || first.requestDate > dayOf(first.letterDate)) return [];
  const events = initialDecisionEvent(situation.planType, timingOf(situation));
  if (!events) return [];
  const asked = query(situation, situation.planType, events.event, first.requestDate);
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

function externalClocks(situation: TrackSituation, rules: readonly DeadlineRule[]): Draft[] {
  const sent = sendings(situation, ['external-review']).at(-1);
  if (!sent) return [];
  const warnings: string[] = [];
  const arrived = dayOf(arrival(sent, warnings));
  const isFederal =
    situation.planType === 'erisa-self-funded' ||
    (externalReviewTypes.includes(situation.planType) && situation.externalProcess === 'federal');
  const events = externalReviewTypes.includes(situation.planType)
    ? [...(isFederal ? ['external-preliminary-review-done'] : []), 'iro-decision-standard']
    : [];
  return events.map((event) => {
    const asked = query(situation, situation.planType, event, arrived);
    const rule = ruleFor(asked, rules);
    return {
      id: `${event}.${sent.entryId ?? 'sent'}`,
      event,
      title: rule?.title ?? 'Decide the review',
      whose: 'plan' as const,
      answer: answerDeadline(asked, rules),
      rule,
      start: arrived,
      doneOn: null,
      letterKind: 'call-follow-up' as const,
      warnings:
        event === 'iro-decision-standard'
          ? [
              ...warnings,
              'The reviewer’s own clock starts when it has the request, which can be a few days later.',
            ]
          : warnings,
    };
  });
}

/** Thirty days for plan documents asked of the plan administrator; no law fixes days for the claim file itself. */
function planDocumentsClock(situation: TrackSituation, rules: readonly DeadlineRule[]): Draft[] {
  const sent = sendings(situation, ['claim-file-request'])[0];
  if (!sent) return [];
  const start = dayOf(sent.sentOn);
  const asked = query(situation, situation.planType, 'administrator-furnishes-plan-documents', start);
  const rule = ruleFor(asked, rules);
  if (!rule) return [];
  return [
    {
      id: `plan-documents.${sent.entryId ?? 'sent'}`,
      event: asked.event,
      title: rule.title,
      whose: 'plan',
      answer: answerDeadline(asked, rules),
      rule,
      start,
      doneOn: (situation.papers['plan-document'] ?? 0) > 0 ? situation.now : null,
      letterKind: 'call-follow-up',
      warnings: [
        'This counts for the plan documents asked in writing of the plan administrator (mostly the employer). No rule fixes days for the claim file: ask for it in time to use it.',
      ],
    },
  ];
}

/** The person's own follow-up dates from the log; done when a later entry speaks of the same matter. */
function followUps(situation: TrackSituation): Draft[] {
  return situation.log.flatMap((entry): Draft[] => {
    if (entry.followUpOn === null) return [];
    const later = situation.log.find(
      (other) =>
        other.id !== entry.id &&
        other.at > entry.at &&
        (same(other.reference, entry.reference) ||
          same(other.number, entry.number) ||
          same(other.about ?? null, entry.about ?? null)),
    );
    return [
      {
        id: `follow-up.${entry.id}`,
        event: 'follow-up',
        title: entry.kind === 'call' ? 'Call again, or write down what was promised' : 'Follow up',
        whose: 'patient',
        answer: {
          lastDay: entry.followUpOn,
          safeDay: entry.followUpOn,
          rule: 'your own date in the log',
          citation: '',
        },
        rule: null,
        start: null,
        doneOn: later?.at ?? null,
        letterKind: entry.kind === 'mail' || entry.kind === 'fax' ? 'proof-of-delivery' : 'call-follow-up',
        warnings: [],
      },
    ];
  });
}

const same = (a: string | null, b: string | null) => a !== null && a !== '' && a === b;

// What all have in common

function finish(draft: Draft, situation: TrackSituation): CaseDeadline {
  const { now } = situation;
  const warnings = [...draft.warnings];
  let { lastDay } = draft.answer;
  let standing = false;
  const stops = situation.tollings.filter((each) => each.whose === 'both' || each.whose === draft.whose);
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
    consequence: draft.rule?.consequence ?? null,
    warnings,
    mark: draft.rule?.mark ?? 'M',
    letterKind: draft.letterKind,
  };
}

function isSoon(keepDay: IsoMoment | null, now: IsoMoment): boolean {
  const left = daysLeft(keepDay, now);
  return left !== null && left <= SOON_DAYS;
}
