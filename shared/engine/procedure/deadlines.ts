/** Time the letter grants, and time the plan took, against the rule of the plan type. */
import type { Sourced } from '../../domain/denial.ts';
import type { Citation, Finding } from '../../domain/finding.ts';
import type { DeadlineRule } from '../../deadlines/rules.ts';
import { ruleFor } from '../../deadlines/answer.ts';
import { addMonths, daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { splitSentences } from '../../text/blocks.ts';
import { readDurations } from '../../text/durations.ts';
import { letterSpan } from '../denial/letter-text.ts';
import type { CaseContext } from '../folder.ts';
import { cite, findGroup, makeFinding, sentenceAround } from '../folder.ts';
import { letterSentence } from './letter-sentence.ts';
import { commercial } from './plan-types.ts';
import { timeToSend } from './time-to-send.ts';

/** True for a decision on an appeal: other clocks and windows hold then. */
export function isAppealDecision(context: CaseContext): boolean {
  const { letters, latest } = context;
  if (letters.length > 1) return true;
  const own = latest.sentences
    .filter(({ rationale }) => rationale)
    .map(({ text }) => text)
    .join(' ');
  return (
    saidOfThis(context, 'appealDecision', own) ||
    saidOfThis(context, 'appealDecisionTitle', latest.letter.text.slice(0, titleLength))
  );
}

/** "After the final denial you may ask …" tells of a decision to come, not of this one. */
const toCome =
  /\b(?:after|once|if|when|until|upon|following|from|before|any|within)\s+(?:(?:the|a|an|our|your|you|we|get|receive|have|plan's|date|day|of|on)\s+){0,5}$/i;

function saidOfThis(context: CaseContext, group: string, text: string): boolean {
  return findGroup(context.rules, group, text).some(
    ({ start }) => !toCome.test(text.slice(Math.max(0, start - 60), start)),
  );
}

/** What a letter calls itself, and the numbers it bears, stand in its first part. */
const titleLength = 1200;

export function deadlineFindings(context: CaseContext): readonly Finding[] {
  return [...appealWindow(context), ...decisionClock(context), ...timeToSend(context)];
}

function rule(context: CaseContext, event: string, start: string): DeadlineRule | null {
  const found = ruleFor(
    { planType: context.input.planType, event, letterDate: start },
    context.rules.deadlines,
  );
  return found !== null && found.mark === 'V' && found.add !== null ? found : null;
}

function appealWindow(context: CaseContext): readonly Finding[] {
  const { denial } = context.latest;
  const date = denial.letterDate?.value;
  const stated = denial.appealDays ?? dayToAppeal(context);
  if (
    stated === null ||
    stated.span === null ||
    date === undefined ||
    isAppealDecision(context) ||
    context.input.planType === 'unknown'
  )
    return [];
  const law = rule(context, 'internal-appeal-level1', date);
  if (law?.add === null || law === null) return [];
  const sentence = letterSentence(context, stated.span);
  const months = law.add.months;
  const fromReceipt = /\b(?:receipt|receiv\w+|got|get|came|reach\w*)\b/i.test(sentence.quote);
  const lawDays =
    months === undefined
      ? (law.add.days ?? 0) + (fromReceipt ? 0 : (law.presumedDays ?? 0))
      : daysBetween(date, addMonths(date, months, 'clamp')) - 5;
  if (lawDays === 0 || stated.value >= lawDays) return [];
  const named = months === undefined ? `${lawDays} days` : `${months} months`;
  return [
    makeFinding(
      'deadline-defect',
      'appeal-window',
      `The letter gives ${stated.value} days to appeal; the rule for this plan gives ${named} (${law.citation}).`,
      [cite('denial', sentence), ...planSaysAppeal(context, stated.value)],
      {
        ruleIds: [law.id],
        criterion: law.rule,
        steps: [
          `Letter: ${stated.value} days.`,
          `Rule: ${law.rule}.`,
          `${stated.value} is less than ${named}.`,
        ],
      },
    ),
  ];
}

/** The last day to appeal, where the letter names a day ("must be received by July 19, 2026"), as days from its own. */
export function dayToAppeal(context: CaseContext): Sourced<number> | null {
  const { denial, letter, sentences } = context.latest;
  const from = denial.letterDate?.value;
  if (from === undefined) return null;
  for (const { text, start } of sentences) {
    if (
      !/\b(?:appeals?|reconsider\w*|grievance)\b/i.test(text) ||
      /\b(?:external|hearing|outside review)\b/i.test(text)
    )
      continue;
    const day = readDates(text, from).find(
      (each) => each.precision === 'day' && each.iso > from && lastDay.test(text.slice(0, each.start)),
    );
    if (day !== undefined)
      return {
        value: daysBetween(from, day.iso),
        span: letterSpan(letter, start + day.start, start + day.end),
      };
  }
  return null;
}

/** What stands before the last day of a period. */
const lastDay =
  /\b(?:by|until|through|before|no later than|not later than|on or before|deadline (?:is|of)|is due(?: on| by)?)\s+(?:\w+day,?\s+)?$/i;

/** A sentence of the plan that gives longer. */
function planSaysAppeal(context: CaseContext, stated: number): readonly Citation[] {
  for (const { page, kind } of context.pages) {
    if (kind !== 'plan-document') continue;
    for (const duration of readDurations(page.text)) {
      if (duration.days <= stated || duration.days > 200) continue;
      const sentence = sentenceAround(page, duration.start, duration.end);
      if (
        /\bappeal|reconsider/i.test(sentence.quote) &&
        !/external|independent|hearing|OPM|answer/i.test(sentence.quote)
      )
        return [cite('policy', sentence)];
    }
  }
  return [];
}

/** The letter decides a bill for care that was given: the longer clock, though no date of service was understood. */
const pastCare =
  /\b(?:(?:hospital|provider|doctor|clinic|facility)(?:'s|’s)? (?:claim|bill)|claims? (?:for|from|of|submitted by) (?:the |your |a )?(?:hospital|provider|services?|emergency|visit|care|treatment)|claims? (?:\S+ )?(?:came|reached|arrived|was (?:received|sent|submitted))|charges?,? (?:of )?\$|care (?:(?:that )?you (?:have )?)?already|(?:amount|total|services?) billed|billed (?:amount|charges?)|(?:provider|hospital|total) charges?|services? (?:(?:that )?you (?:had|received|got)|(?:were|was) (?:given|provided|rendered|performed|received))|(?:you )?(?:were|was) treated (?:on|at|in)|treated (?:on )?\p{L}+ \d{1,2}, \d{4})\b/iu;

/** "You had 45 days, to August 24, to send them": while the plan waits for records its clock stands still (29 CFR 2560.503-1(f)(4)). */
const gaveTimeToSend =
  /\b(?:had|have|gave you|given|allowed) (?:\w+ ){0,3}(?:45|forty-five)(?: \(45\))? (?:calendar )?days\b[^.;]{0,60}\b(?:send|provide|submit|supply|furnish)\b|\b(?:send|provide|submit|supply|furnish)\b[^.;]{0,60}\bwithin (?:45|forty-five)(?: \(45\))? (?:calendar )?days\b/i;

/** The letter up to the last of its reasons: the rights behind them tell of care "already received" to everybody. */
function decisionText({ latest: { letter, sentences } }: CaseContext): string {
  const last = sentences.findLast(({ rationale }) => rationale);
  return last === undefined ? letter.text : letter.text.slice(0, last.end);
}

function decisionClock(context: CaseContext): readonly Finding[] {
  const { denial } = context.latest;
  const from = denial.requestDate;
  const to = denial.letterDate;
  if (from === null || to === null || from.span === null || to.span === null || from.value > to.value)
    return [];
  const post = denial.serviceDate !== null || pastCare.test(decisionText(context));
  const appeal = isAppealDecision(context);
  const events = appeal
    ? post
      ? ['plan-appeal-decision-postservice-one-level', 'plan-appeal-decision']
      : ['plan-appeal-decision-preservice-one-level', 'plan-appeal-decision-standard', 'plan-appeal-decision']
    : post
      ? ['plan-initial-decision-postservice']
      : ['plan-initial-decision-prior-authorization', 'plan-initial-decision-preservice'];
  const law = events.map((event) => rule(context, event, from.value)).find((found) => found !== null);
  const limit = law?.add?.days;
  const taken = daysBetween(from.value, to.value);
  if (law === undefined || law === null || limit === undefined || taken <= limit) return [];
  const longest = law.planTypes.some((type) => commercial.has(type)) ? limit + 15 : limit + 14;
  if (gaveTimeToSend.test(context.latest.letter.text)) return [];
  const told =
    context.pages.some(
      ({ page, kind }) =>
        (kind === 'correspondence' || kind === 'claim-file') &&
        findGroup(context.rules, 'extension', page.text).some(({ start }) => !saidMissing(page.text, start)),
    ) ||
    context.latest.sentences.some(
      ({ rationale, text }) =>
        rationale &&
        findGroup(context.rules, 'extension', text).some(({ start }) => !saidMissing(text, start)),
    );
  if (told && taken <= longest) return [];
  const citations = [
    cite('denial', letterSentence(context, from.span)),
    cite('denial', letterSentence(context, to.span)),
    ...planPeriod(context, limit),
  ];
  return [
    makeFinding(
      'deadline-defect',
      'decision-clock',
      `The plan took ${taken} days to decide; its rule allows ${limit} (${law.citation}).`,
      citations,
      {
        ruleIds: [law.id],
        criterion: law.rule,
        steps: [
          `Received ${from.value}.`,
          `Decided ${to.value}.`,
          `${taken} days; allowed are ${limit}.`,
          law.consequence ?? '',
        ].filter((step) => step !== ''),
      },
      taken > longest ? 'strong' : 'fair',
    ),
  ];
}

/** "No extension letter on file", "asked if there was an extension, he sees none": the word stands there, the extension does not. */
function saidMissing(text: string, start: number): boolean {
  const sentence = splitSentences(text).find((each) => each.start <= start && start < each.end);
  const before = text.slice(Math.max(sentence?.start ?? 0, start - 60), start).replace(/\s+/g, ' ');
  const behind = text.slice(start, Math.min(sentence?.end ?? text.length, start + 90)).replace(/\s+/g, ' ');
  return (
    /\b(?:no|without|never(?: \w+)?|not (?:send|sent|issue|issued|get|got|given|receive|received|told of)(?: an?| any)?) (?:\w+ ){0,2}$/i.test(
      before,
    ) ||
    /\b(?:asked?|asking|know|see|checked|wondered) (?:if|whether|about|for)\b/i.test(before) ||
    /\b(?:none|nothing|never (?:sent|came|issued|mentioned|given|received|taken)|(?:was|were|is|has been) not (?:sent|given|issued|made|taken|received|found|asked|used)|not (?:sent|received|found|on file))\b/i.test(
      behind,
    )
  );
}

function planPeriod(context: CaseContext, limit: number): readonly Citation[] {
  for (const { page, kind } of context.pages) {
    if (kind !== 'plan-document') continue;
    for (const hit of findGroup(context.rules, 'decisionPeriod', page.text)) {
      const sentence = sentenceAround(page, hit.start, hit.end);
      if (readDurations(sentence.quote).some(({ days }) => days === limit)) return [cite('policy', sentence)];
    }
  }
  return [];
}
