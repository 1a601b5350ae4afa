/** Days that the letter gives for a beginning or an injury ("the spray was started on March 9") against the chart's. */
import type { Citation, Finding } from '../../../domain/finding.ts';
import type { Concept, IsoDate } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { spanOf } from '../../../text/spans.ts';
import { letterSpan } from '../../denial/letter-text.ts';
import { cite, makeFinding } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { distinct } from '../access/grounds.ts';
import { ownRecords } from './own-pages.ts';

const began =
  /\b(?:start(?:ed|ing)?|beg[au]n|beginning|commenced|initiated|first (?:taken|used|given|prescribed|filled)|onset)\b[^.;]{0,30}$/i;
const injured =
  /\b(?:injur(?:y|ed)|fell|fall|accident|crash|collision|MV[AC]|twist(?:ed|ing)|slip(?:ped)?|trauma)\b[^.;]{0,30}$/i;
/** "Not started until", "before": the day is the end of something else. */
const notTheDay = /\b(?:about|around|approximately|before|until|since the letter of|by|after)\s*$/i;
/** Further apart they are two events, not one day told wrongly. */
const mostApart = 120;
/** Beginnings of another year are of another course. */
const thisCourse = 400;

interface Told {
  readonly iso: IsoDate;
  readonly citation: Citation;
}

/** What begins: the concept, the words by which the letter names it, and the kind of drug where it is one. */
const beginnings: readonly { readonly concept: Concept; readonly detail?: RegExp; readonly words: RegExp }[] =
  [
    {
      concept: 'medication-trial',
      detail: /^intranasal/,
      words: /\b(?:(?:nose|nasal|steroid) spray|spray|nasal steroid)\b/i,
    },
    { concept: 'medication-trial', detail: /^nsaid/, words: /\b(?:NSAIDs?|anti-?inflammator\w+)\b/i },
    { concept: 'physical-therapy', words: /\b(?:physical therapy|physiotherapy|PT|therapy)\b/i },
    { concept: 'home-exercise', words: /\bexercises?\b/i },
    {
      concept: 'symptom-duration',
      words: /\b(?:symptoms?|pain|headaches?|complaints?|illness|onset|cough|numbness|weakness)\b/i,
    },
  ];

/** At most one finding: the first day of the letter that all papers give otherwise. */
export function eventDays(context: CaseContext): readonly Finding[] {
  const { sentences, letter, denial } = context.latest;
  const written = denial.letterDate?.value ?? context.input.today;
  for (const sentence of sentences) {
    if (!sentence.rationale) continue;
    for (const date of readDates(sentence.text, written)) {
      const before = sentence.text.slice(0, date.start).replace(/\b(?:on|of|from|was|is|:)\s*$/i, '');
      if (date.precision !== 'day' || date.approximate || notTheDay.test(before)) continue;
      const days = began.test(before)
        ? beginningsIn(context, clauseOf(before), written)
        : injured.test(before)
          ? injuriesIn(context, written)
          : [];
      const span = letterSpan(letter, sentence.start, sentence.end);
      const [first] = days;
      if (
        first === undefined ||
        span === null ||
        days.some(({ iso }) => iso !== first.iso) ||
        first.iso === date.iso ||
        Math.abs(daysBetween(first.iso, date.iso)) > mostApart
      )
        continue;
      return [
        makeFinding(
          'fact-mismatch',
          'dates',
          `The denial gives the day as ${date.iso}; the chart has ${first.iso}.`,
          [cite('denial', span), ...distinct(days.map(({ citation }) => citation)).slice(0, 4)],
          { ruleIds: ['fact.event-day'], steps: [`Letter: ${date.iso}.`, `Chart: ${first.iso}.`] },
        ),
      ];
    }
  }
  return [];
}

/** The clause that the day belongs to: what began is its subject. */
function clauseOf(before: string): string {
  return before.split(/[,;:]|\b(?:and|but|that|which|when|while)\b/i).at(-1) ?? before;
}

/** First days of what the sentence names, where the chart gives them to the day. */
function beginningsIn(context: CaseContext, words: string, written: IsoDate): readonly Told[] {
  const kinds = beginnings.filter((each) => each.words.test(words));
  const facts = context.facts.filter(
    (fact) =>
      fact.status === 'done' &&
      fact.context.experiencer === 'patient' &&
      kinds.some(
        ({ concept, detail }) => fact.concept === concept && (detail?.test(fact.detail ?? '') ?? true),
      ),
  );
  const named = context.facts.filter(
    (fact) =>
      fact.concept === 'medication-trial' &&
      fact.status === 'done' &&
      fact.context.experiencer === 'patient' &&
      sharedName(words, fact),
  );
  return (named.length > 0 ? named : facts).flatMap((fact) => {
    const from = fact.measure?.from ?? null;
    const [span] = fact.spans;
    if (from === null || span === undefined || daysBetween(from, written) > thisCourse || from > written)
      return [];
    const toTheDay = readDates(span.quote, fact.date ?? written).some(
      ({ iso, precision, approximate }) => iso === from && precision === 'day' && !approximate,
    );
    return toTheDay ? [{ iso: from, citation: cite('record', span) }] : [];
  });
}

/** The drug's own name stands in both ("naproxen was begun on May 3"). */
function sharedName(words: string, { spans }: ClinicalFact): boolean {
  const quote = spans[0]?.quote.toLowerCase() ?? '';
  return (
    words.toLowerCase().match(/\b[a-z]{6,}(?:in|en|ide|one|ate|ine|ol|am|ac|ib|ab|il|xan|tan|cept)\b/g) ?? []
  ).some(
    (name) =>
      quote.includes(name) && !/^(?:began|state|indicate|medicine|indicated|routine|guideline)$/.test(name),
  );
}

/** Days that the member's own pages give an injury. */
function injuriesIn(context: CaseContext, written: IsoDate): readonly Told[] {
  return ownRecords(context)
    .filter(({ kind }) => kind === 'medical-record')
    .flatMap(({ page }) =>
      splitSentences(page.text).flatMap(({ start, end }) => {
        const text = page.text.slice(start, end);
        // "Yesterday" counts from the day of the note, which is not known here.
        const days = readDates(text, written).filter(
          (each) => each.precision === 'day' && /\d/.test(text.slice(each.start, each.end)),
        );
        const [day] = days;
        const near =
          day !== undefined &&
          (injured.test(text.slice(0, day.start).replace(/\b(?:on|of)\s*$/i, '')) ||
            /^[\s,]*(?:\w+ ){0,3}(?:fell|slipped|twisted|was (?:hit|struck|injured)|injur\w+|fall)\b/i.test(
              text.slice(day.end),
            ));
        return day === undefined || days.length > 1 || !near || daysBetween(day.iso, written) > thisCourse
          ? []
          : [{ iso: day.iso, citation: cite('record', spanOf(page, start, end)) }];
      }),
    );
}
