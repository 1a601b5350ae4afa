/**
 * "A second examination seven days or more after the injury, at which it is still tender": a look so many days behind the injury,
 * with one before it. Dated examinations of the record show it, whoever the clinicians are and whatever they call their visits.
 */
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { addDays, daysBetween } from '../../../text/calendar.ts';
import { readDurations } from '../../../text/durations.ts';
import { isEvidence } from '../evidence/evidence.ts';
import { rightPlace } from '../evidence/fact-place.ts';
import type { MatchContext } from './match-context.ts';
import { ids, outcome } from './outcome.ts';

/** Words behind the days: what they are counted from. */
const fromEvent =
  /^(?: (?:or|and) (?:more|longer|later|beyond))?,? (?:after|following|from|since|past) (?:the |an? |that |this )?(?:\w+ )?(?:injur\w+|falls?|accident|trauma|blow|event|onset|first|initial|original)\b/i;
/** What is still to be found at the second look. */
const stillThere = /\b(?:still|persist\w*|remain\w*|continu\w*|same|again|ongoing|unchanged)\b/i;
/** The event itself, and no result of it: a fall, not the fracture that a film looks for. */
const event = /\b(?:falls?|fell|foosh|injur\w*|blow|crash|collision|accident|twist\w*|trauma\w*|struck)\b/i;
/** An injury longer before the request is another one. */
const mostDaysBefore = 180;

/** The days that the criterion counts from the injury, or null where it counts none. */
export function daysAfterInjury(text: string): number | null {
  const length = readDurations(text).find(
    ({ end, recurring, unit }) => !recurring && unit !== 'hour' && fromEvent.test(text.slice(end)),
  );
  return length?.days ?? null;
}

/** Null where the criterion is of another kind, or the record dates no injury. */
export function matchSecondLook(
  leaf: CriterionLeaf,
  facts: readonly ClinicalFact[],
  context: MatchContext,
): CriterionOutcome | null {
  const days = daysAfterInjury(leaf.text);
  if (days === null || leaf.negated) return null;
  const own = facts.filter((fact) => fact.context.experiencer === 'patient' && rightPlace(fact, context));
  const injury = own
    .filter(
      (fact) =>
        fact.concept === 'fracture-trauma' &&
        isEvidence(fact) &&
        event.test(fact.subject ?? '') &&
        fact.date !== null &&
        fact.date <= context.requestDate &&
        daysBetween(fact.date, context.requestDate) <= mostDaysBefore,
    )
    .map(({ date }) => date ?? '')
    .toSorted()[0];
  if (injury === undefined) return null;
  const looks = own.filter(
    ({ section, noteDate }) =>
      section === 'exam' && noteDate !== null && noteDate >= injury && noteDate <= context.requestDate,
  );
  const from = addDays(injury, Math.ceil(days));
  const first = looks.map(({ noteDate }) => noteDate ?? '').toSorted()[0];
  const second = looks.filter(({ noteDate }) => noteDate !== null && noteDate >= from);
  if (first === undefined) return null;
  if (second.length === 0)
    return outcome(leaf, 'not-documented', {
      factIds: [],
      steps: [`injury ${injury}; no examination from ${from} on`],
    });
  const later = second.filter(({ noteDate }) => noteDate !== first);
  if (later.length === 0) return null;
  const signs = later.filter(isEvidence);
  const named = signs.filter(({ concept }) => concept === 'provocative-test');
  const found =
    named.length > 0 || /\btender/i.test(leaf.text)
      ? named
      : signs.filter(({ concept }) => otherSigns.has(concept));
  const shown = found.length > 0 ? found : later;
  const steps = [`injury ${injury}; examined ${first} and ${shown[0]?.noteDate ?? ''}`];
  return found.length === 0 && stillThere.test(leaf.text)
    ? outcome(leaf, 'ask', { factIds: ids(later), steps })
    : outcome(leaf, 'met', { factIds: ids(shown), steps, strength: 'strong' });
}

/** What an examination may find again beside a named sign. */
const otherSigns: ReadonlySet<string> = new Set([
  'joint-effusion',
  'joint-instability',
  'mechanical-symptoms',
  'functional-limitation',
]);
