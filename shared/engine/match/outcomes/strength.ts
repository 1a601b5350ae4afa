/** "A drop of half a grade or more in the same muscle between two dated examinations": strength held against itself. */
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { readDurations } from '../../../text/durations.ts';
import type { MatchContext } from './match-context.ts';
import { rightPlace } from '../evidence/fact-place.ts';
import { ids, outcome } from './outcome.ts';

/** Words of a policy that ask for strength that went down. */
const asksForDrop =
  /\b(?:drop|fall|falls|falling|loss of (?:\w+ ){0,3}grade|decline|decrease|declin\w+|decreas\w+|worsen\w*|advanc\w+|progress\w+|deteriorat\w+|increas\w+ weakness)\b/i;
const speaksOfGrades = /\bgrades?\b|\bmuscle\b|\bstrength\b|\bexaminations?\b|\bweakness\b|\bmotor\b/i;

/** Plus and minus are a third of a grade; policies that speak of half grades count them as halves. */
const leastDrop = 0.33;

interface Drop {
  readonly earlier: ClinicalFact;
  readonly later: ClinicalFact;
}

/** Met by two gradings of one muscle; null where the leaf asks for no drop or the record shows none. */
export function matchStrengthDrop(
  leaf: CriterionLeaf,
  facts: readonly ClinicalFact[],
  context: MatchContext,
): CriterionOutcome | null {
  if (!asksForDrop.test(leaf.text) || !speaksOfGrades.test(leaf.text)) return null;
  const least = /\b(?:one |a |1 )?(?:full|whole) grade|\bone grade\b/i.test(leaf.text) ? 1 : leastDrop;
  const within = readDurations(leaf.text).find(
    ({ start, end }) =>
      /\bapart\b|\bwithin\b|\bno more than\b|\bless than\b/i.test(
        leaf.text.slice(Math.max(0, start - 16), end + 12),
      ) && /\bexam\w*|\bdrop|\bapart|\bgrade/i.test(leaf.text.slice(0, end + 12)),
  );
  const drop = dropIn(facts, context, least, within?.days ?? Infinity);
  if (drop === null) return null;
  const grade = (fact: ClinicalFact): string => String(fact.measure?.quantity?.value ?? '');
  return outcome(leaf, 'met', {
    factIds: ids([drop.later, drop.earlier]),
    steps: [
      `${drop.later.subject ?? 'strength'}: ${grade(drop.earlier)} on ${drop.earlier.date ?? ''}, ${grade(drop.later)} on ${drop.later.date ?? ''}`,
    ],
  });
}

function dropIn(
  facts: readonly ClinicalFact[],
  context: MatchContext,
  least: number,
  within: number,
): Drop | null {
  const graded = facts.filter(
    (fact) =>
      fact.detail === 'strength' &&
      fact.context.experiencer === 'patient' &&
      fact.measure?.quantity?.unit === 'strength-grade' &&
      fact.date !== null &&
      fact.date <= context.requestDate &&
      rightPlace(fact, context),
  );
  const value = (fact: ClinicalFact): number => fact.measure?.quantity?.value ?? 5;
  const pairs = graded.flatMap((later) =>
    graded
      .filter(
        (earlier) =>
          later.subject !== 'strength' &&
          later.side !== null &&
          (earlier.date ?? '') < (later.date ?? '') &&
          daysBetween(earlier.date ?? '', later.date ?? '') <= within &&
          value(earlier) - value(later) >= least &&
          (earlier.subject === later.subject ? earlier.side === later.side : isWholeLimb(earlier, later)),
      )
      .map((earlier) => ({ earlier, later })),
  );
  // A grade that was won back is no drop.
  const lasting = pairs.filter(
    ({ later }) =>
      !graded.some(
        (other) =>
          other.subject === later.subject &&
          other.side === later.side &&
          (other.date ?? '') > (later.date ?? '') &&
          value(other) > value(later),
      ),
  );
  return (
    lasting.toSorted(
      (a, b) =>
        Number(b.earlier.subject === b.later.subject) - Number(a.earlier.subject === a.later.subject) ||
        (b.later.date ?? '').localeCompare(a.later.date ?? '') ||
        (b.earlier.date ?? '').localeCompare(a.earlier.date ?? ''),
    )[0] ?? null
  );
}

/** "5/5 throughout" of the same limbs stands for each of their muscles. */
function isWholeLimb(earlier: ClinicalFact, later: ClinicalFact): boolean {
  return (
    earlier.subject === 'strength' &&
    earlier.region === later.region &&
    (earlier.measure?.quantity?.value ?? 0) === 5 &&
    (earlier.side === null || earlier.side === 'bilateral' || earlier.side === later.side)
  );
}
