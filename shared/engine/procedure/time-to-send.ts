/** Time that the plan gave to send missing papers, against what the law or its own book leaves for that. */
import type { Citation, Finding } from '../../domain/finding.ts';
import type { IsoDate } from '../../domain/kinds.ts';
import type { PageText, Span } from '../../domain/page-text.ts';
import { daysBetween } from '../../text/calendar.ts';
import type { DateMention } from '../../text/dates.ts';
import { readDates } from '../../text/dates.ts';
import { readDurations } from '../../text/durations.ts';
import { letterSpan } from '../denial/letter-text.ts';
import type { CaseContext } from '../folder.ts';
import { cite, findGroup, makeFinding, sentenceAround } from '../folder.ts';
import { letterSentence } from './letter-sentence.ts';
import { commercial } from './plan-types.ts';

/** 29 CFR 2560.503-1(f)(2)(iii): at least 45 days from the receipt of the notice that says what is missing. */
const daysByLaw = 45;

/** Days that must be left to send missing papers, and whence. */
interface Allowed {
  readonly days: number;
  readonly source: string;
  readonly ruleId: string;
  /** The plan's own words for it, where its book is in the folder. */
  readonly plan: readonly Citation[];
}

/** Too little time to send what was missing: as the denial tells it, or as the plan's own request for it does. */
export function timeToSend(context: CaseContext): readonly Finding[] {
  const allowed = allowedToSend(context);
  if (allowed === null) return [];
  const told = toldInLetter(context, allowed.days) ?? toldInRequest(context, allowed.days);
  return told === null ? [] : [findingOf(told, allowed)];
}

/** The law of the commercial plans; under other plans only what the plan's own book promises. */
function allowedToSend(context: CaseContext): Allowed | null {
  const own = planAllows(context);
  if (!commercial.has(context.input.planType))
    return own === null
      ? null
      : {
          days: own.days,
          source: 'the plan\u2019s own words',
          ruleId: 'plan.missing-information',
          plan: [cite('policy', own.span)],
        };
  return {
    days: daysByLaw,
    source: '29 CFR 2560.503-1(f)(2)(iii)',
    ruleId: 'commercial.missing-information',
    plan: own !== null && own.days >= daysByLaw ? [cite('policy', own.span)] : [],
  };
}

/** Fewer days than this are no period of a plan's book for missing papers, but one for urgent care. */
const leastOfBook = 14;
const givesTime = /\b(?:allow\w*|give\w*|given|grant\w*|have|has|get|gets|within)\b/i;
const missingPapers =
  /\b(?:information|records?|documentation|documents|papers)\b[^.;]{0,160}\b(?:provide|send|furnish|supply|submit|respond|reply|return)\b|\b(?:provide|send|furnish|supply|submit|respond|reply|return)\b[^.;]{0,80}\b(?:information|records?|documentation|documents|papers)\b/i;
const notForPapers =
  /\b(?:appeals?|grievances?|reconsider\w*|external|claims? (?:must|have to|form)|disputed|OPM|urgent)\b/i;

/** "We will allow you up to 60 days from the receipt of the notice to provide the information", in the plan's book. */
function planAllows(context: CaseContext): { readonly days: number; readonly span: Span } | null {
  for (const { page, kind } of context.pages) {
    if (kind !== 'plan-document') continue;
    for (const { start, end, unit, days } of readDurations(page.text)) {
      if (unit !== 'day' || days < leastOfBook) continue;
      const span = sentenceAround(page, start, end);
      const before = page.text.slice(Math.max(span.start, start - 40), start);
      if (givesTime.test(before) && missingPapers.test(span.quote) && !notForPapers.test(span.quote))
        return { days, span };
    }
  }
  return null;
}

/** What was given, with the places that say so. */
interface Told {
  readonly given: number;
  readonly step: string;
  readonly citations: readonly Citation[];
}

function findingOf({ given, step, citations }: Told, { days, source, ruleId, plan }: Allowed): Finding {
  return makeFinding(
    'deadline-defect',
    'decision-clock',
    `The plan gave ${given} days to send missing records; the rule gives ${ruleId.startsWith('plan') ? 'up to' : 'at least'} ${days} (${source}).`,
    [...citations, ...plan],
    {
      ruleIds: [ruleId],
      criterion: source,
      steps: [step, `The rule leaves ${days} days from receipt of the notice.`],
    },
  );
}

/** What stands before the day by which something had to come. */
const dueDate =
  /\b(?:by|no later than|not later than|before|until|due (?:date (?:of|was)|on|by|back on)|(?:deadline|response date|return date|cut-?off)(?: (?:of|was|on|for \w+))?|(?:was|were|is|are) due)\s*(?:\w+\s+)?$|\b(?:due date of|due by|due on|deadline of)\b/i;
/** What is asked for, or a word for it. */
const papers =
  /\b(?:notes?|records?|information|documents?|documentation|papers|reports?|charts?|clinicals?|x-?rays?|films?|results?|these|them|it|they|more)\b/i;
const weAsked =
  /\bwe (?:had )?(?:asked|requested|wrote|sent|faxed|called)\b|\b(?:was|were) (?:requested|asked for|faxed|sent)\b|\bour (?:letter|fax|request|notice|call) of\b/i;
/** "… that they be sent", "these were due", "must be received": the day is one by which papers had to come. */
const toCome =
  /\b(?:be (?:sent|received|returned|provided|faxed|submitted)|due|reach us|send|fax|submit|return|deadline|response date|have them|get them|receive them)\b/i;

/** "… and gave fourteen days": days left to send something, or null. */
function daysGiven(text: string): number | null {
  const hit = readDurations(text).find(
    ({ start, unit }) =>
      unit === 'day' &&
      /\b(?:gave|allowed|granted|given|had|within)\b[^.]{0,30}$/i.test(text.slice(0, start)),
  );
  return hit === undefined ? null : hit.days;
}

/** Sentences back to where the letter tells when it asked, past the list of what it asked for. */
const sentencesBack = 6;

/** "On September 1 we asked that the notes be sent by September 4": less time than the rule leaves. */
function toldInLetter(context: CaseContext, allowed: number): Told | null {
  const { denial, sentences, letter } = context.latest;
  const anchor = denial.letterDate?.value ?? null;
  for (const [index, sentence] of sentences.entries()) {
    if (!sentence.rationale) continue;
    const next = sentences[index + 1];
    // "On June 9 we asked for the notes. Nothing was received by the due date of June 16." is one statement.
    const text = next?.rationale === true ? `${sentence.text} ${next.text}` : sentence.text;
    const days = daysIn(text, anchor);
    const isLimited =
      daysGiven(text) !== null || days.some(({ start }) => dueDate.test(text.slice(0, start)));
    if (
      !papers.test(sentence.text) ||
      (findGroup(context.rules, 'askedFor', sentence.text).length === 0 &&
        !(weAsked.test(sentence.text) && isLimited))
    )
      continue;
    const [first, second] = days;
    const before =
      first !== undefined && first.end <= sentence.text.length && isDue(sentence.text, first)
        ? askedBefore(context, index, anchor)
        : undefined;
    const [asked, due] = before === undefined ? [first, second] : [before, first];
    const byDate = asked !== undefined && due !== undefined && dueDate.test(text.slice(0, due.start));
    const stated = byDate ? null : daysGiven(text);
    if (asked === undefined || (!byDate && stated === null)) continue;
    const given = stated ?? daysBetween(asked.iso, due?.iso ?? asked.iso);
    if (given < 0 || given >= allowed) continue;
    const end =
      due === undefined || due.start < sentence.text.length ? sentence.end : (next?.end ?? sentence.end);
    const span = letterSpan(letter, sentence.start, end) ?? letterSpan(letter, sentence.start, sentence.end);
    if (span === null) continue;
    return {
      given,
      step: byDate
        ? `Asked ${asked.iso}, due ${due.iso}: ${given} days.`
        : `Asked ${asked.iso}; ${given} days given.`,
      citations: [cite('denial', span)],
    };
  }
  return null;
}

function daysIn(text: string, anchor: IsoDate | null): readonly DateMention[] {
  return readDates(text, anchor).filter(({ precision }) => precision === 'day');
}

function isDue(text: string, { start }: DateMention): boolean {
  return dueDate.test(text.slice(0, start)) && toCome.test(text);
}

/** "On August 26 we wrote … and asked for: 1. … 2. …": the day of asking, told before the sentence of the last day. */
function askedBefore(
  { latest: { sentences } }: CaseContext,
  index: number,
  anchor: IsoDate | null,
): DateMention | undefined {
  return sentences
    .slice(Math.max(0, index - sentencesBack), index)
    .toReversed()
    .filter(({ text }) => weAsked.test(text))
    .flatMap(({ text }) => daysIn(text, anchor))
    .at(0);
}

/** "We need more information to process this claim … within 15 days of the date of this letter." */
const needsMore =
  /\b(?:we (?:still )?(?:need|require|ask(?: you)? for|request|are missing)|please (?:send|fax|submit|provide|forward)|(?:additional|more|further|missing) (?:information|records|documents?|documentation)|information (?:is )?(?:needed|required|requested)|send (?:us )?the following)\b/i;
const threatens =
  /\b(?:(?:claim|request|bill|charges?) (?:will|may|can|must|would) be (?:denied|closed|rejected|declined|decided)|(?:cannot|can not|unable to) (?:process|decide|complete)|to (?:process|decide|complete) (?:this|the|your) (?:claim|request|review)|(?:decision|determination) (?:will|may|can|must) be (?:made|based|denied)|(?:will|may|must) (?:decide|deny|close|act) )\b/i;

/** The plan's own letter that asks for papers, in the folder beside the denial that holds their lack against the claim. */
function toldInRequest(context: CaseContext, allowed: number): Told | null {
  const { denial } = context.latest;
  const numbers = [denial.referenceNumber?.value, denial.memberId?.value].filter(
    (each) => each !== undefined,
  );
  for (const { page, kind, otherPatient } of context.pages) {
    if (kind !== 'correspondence' || otherPatient) continue;
    if (!needsMore.test(page.text) || !threatens.test(page.text)) continue;
    if (!numbers.some((number) => page.text.includes(number))) continue;
    const time = timeOnPage(page);
    if (time === null || time.given < 0 || time.given >= allowed) continue;
    const place = denial.letterDate?.span ?? null;
    return {
      given: time.given,
      step: `Asked by letter; ${time.given} days given.`,
      citations: [
        cite('record', sentenceAround(page, time.start, time.end)),
        ...(place === null ? [] : [cite('denial', letterSentence(context, place))]),
      ],
    };
  }
  return null;
}

/** The days a request for papers grants: as a number from its date or receipt, or by a last day behind its own. */
function timeOnPage(page: PageText): { given: number; start: number; end: number } | null {
  for (const { start, end, unit, days } of readDurations(page.text)) {
    const before = page.text.slice(Math.max(0, start - 24), start);
    const after = page.text.slice(end, end + 60);
    if (
      unit === 'day' &&
      /\b(?:within|in|have|allow|allows|gives?)\s+(?:\w+\s+)?$/i.test(before) &&
      /^\s+(?:of|from|after) (?:the )?(?:date|receipt|receiving|day)\b/i.test(after)
    )
      return { given: days, start, end };
  }
  const [written, ...later] = daysIn(page.text, null);
  const due = later.find((day) => {
    const { quote, start } = sentenceAround(page, day.start, day.end);
    return isDue(quote, { ...day, start: day.start - start });
  });
  return written === undefined || due === undefined
    ? null
    : { given: daysBetween(written.iso, due.iso), start: due.start, end: due.end };
}
