/** Care whose length was read as too short, or not at all, while the dates beside it reach as long as the policy asks. */
import type { CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { readDates } from '../../../text/dates.ts';
import { readDurations } from '../../../text/durations.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { therapyConcepts } from '../../policy/vocabulary.ts';
import { concerning } from '../evidence/concerning.ts';
import { isDenied, isEvidence, wordsOf } from '../evidence/evidence.ts';
import type { PolicyCase } from '../policy-case.ts';
import { medicalPages } from '../sections/situation.ts';

/** Days before the request beyond which care belongs to another episode, where the policy names no window. */
const episodeDays = 400;

/** Care that was to come, or did not: its days are no days of care. */
const toCome =
  /\b(?:order\w*|refer(?:ral|red)?|sched\w*|appts?|appointments?|eval(?:uate)? (?:and|&) treat|plan(?:ned|s)?|start(?:s|ing)? (?:today|now|on|next)|begin(?:s)? on|will|next|new date|cancel\w*|no[- ]show\w*|rescheduled|missed|called|waiting|wait ?list\w*|declin\w*|refus\w*|recommend\w*|consider\w*|if)\b/i;

/** "Still", "continues": a note that tells of care as going on. */
const goesOn =
  /\b(?:still|cont(?:\.|inu\w+)?|remains|ongoing|keeps?|stayed|so far|daily|finished|completed)\b/i;

/** Rows and slips of which the engine read each by itself (fills, visits in columns) may hold the course: a question, no gap. */
export function mayHaveLasted(found: PolicyCase, { node }: CriterionOutcome): boolean {
  let told: readonly number[] | null = null;
  return leavesOf(node).some((leaf) => {
    const asked = leaf.threshold?.minDays;
    if (leaf.concept === null || asked === undefined || !therapyConcepts.has(leaf.concept)) return false;
    const days = concerning(leaf, found.input.facts, found.match.context)
      .filter((fact) => !isDenied(fact) && !toCome.test(wordsOf(fact)))
      .flatMap(daysOf)
      .filter((day) => day <= found.requestDate && daysBetween(day, found.requestDate) <= episodeDays)
      .toSorted();
    const [first] = days;
    const last = days.at(-1);
    if (first !== undefined && last !== undefined && daysBetween(first, last) + 1 >= asked - slackDays)
      return true;
    told ??= lengthsTold(found);
    return told.some((length) => length >= asked - slackDays);
  });
}

/** "He stopped the exercises on 7/2, so seven full weeks by his log": a length told beside care, of which no fact was made. */
function lengthsTold({ input }: PolicyCase): number[] {
  return medicalPages(input.parts, input.documents)
    .flatMap(({ text }) => splitSentences(text).map(({ start, end }) => text.slice(start, end)))
    .filter((words) => exercised.test(words) && !toCome.test(words) && !earlier.test(words))
    .flatMap((words) =>
      readDurations(words)
        .filter(({ recurring, ago, window, unit }) => !recurring && !ago && !window && unit !== 'hour')
        .map(({ days }) => days),
    );
}

const exercised = /\b(?:exercis\w*|home program|HEP|stretch\w*)\b/i;
/** Care of another year or another part of the body. */
const earlier = /\b(?:19|20)\d\d\b|\blast year\b|\byears? ago\b|\bprevious(?:ly)?\b|\bprior\b/i;

/** A course "for six weeks" from a Monday to a Friday is some days short of it. */
const slackDays = 3;

function daysOf(fact: ClinicalFact): string[] {
  const words = wordsOf(fact);
  const told = readDates(words, fact.noteDate)
    .filter(({ precision }) => precision === 'day')
    .map(({ iso }) => iso);
  const noted = isEvidence(fact) && goesOn.test(words) ? [fact.date] : [];
  return [...told, ...noted, fact.measure?.from, fact.measure?.to].filter((day) => day != null);
}
