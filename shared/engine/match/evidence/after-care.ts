/** Whether a visit lies behind the care that it is to judge: a look at the patient before or during care is no re-evaluation. */
import type { ClinicalConcept, IsoDate } from '../../../domain/kinds.ts';
import type { CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { therapyConcepts } from '../../policy/vocabulary.ts';
import { isEvidence, wordsOf } from './evidence.ts';
import { rightPlace } from './fact-place.ts';
import { dayOf } from './fact-times.ts';
import type { MatchContext } from '../outcomes/match-context.ts';
import { outcome } from '../outcomes/outcome.ts';

/** Care over weeks that a visit can look back on; medicines go on beside it and have their own end. */
const judged: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'conservative-therapy',
  'physical-therapy',
  'home-exercise',
  'chiropractic',
]);

/** The same, with what the patient leaves off for that time. */
const kept: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([...judged, 'activity-modification']);

/** "Having finished PT on 4/14": care that came to an end, however long it was. */
const broughtToEnd =
  /\b(?:finish(?:ed|ing)|complet(?:ed|ing|ion of)|discharged|ended|graduated|(?:last|final) (?:visit|session))\b/i;

/** Care that ended longer before the visit than this belongs to another episode. */
export const episodeDays = 365;

/** True where no care of this part, that the record dates, ends after the visit. */
export function followsCare(
  visit: ClinicalFact,
  facts: readonly ClinicalFact[],
  context: MatchContext,
): boolean {
  const day = dayOf(visit);
  if (day === null) return true;
  return facts.every((fact) => {
    if (!judged.has(fact.concept) || fact.detail !== 'course' || !isEvidence(fact)) return true;
    const end = fact.measure?.to ?? null;
    return (
      end === null ||
      end <= day ||
      end > context.requestDate ||
      daysBetween(end, day) < -episodeDays ||
      !rightPlace(fact, context)
    );
  });
}

/** The stricter sense, for what is to speak against a letter: a visit is a re-evaluation only where it lies behind the care it is to judge; care without an end tells nothing. */
export function followsEndedCare(
  visit: ClinicalFact,
  facts: readonly ClinicalFact[],
  place: MatchContext,
  until: IsoDate,
): boolean {
  const day = dayOf(visit);
  const ends = facts
    .filter(
      (fact) =>
        kept.has(fact.concept) &&
        // A tick at "stretches" or "heat" tells of no course that came to an end.
        (fact.measure !== null || fact.outcome !== null || broughtToEnd.test(wordsOf(fact))) &&
        isEvidence(fact) &&
        rightPlace(fact, place),
    )
    .map((fact) => ({ from: fact.measure?.from ?? null, end: fact.measure?.to ?? dayOf(fact) ?? '' }))
    // What began after the decision is no care that it judged; what went on from before the visit was not behind it.
    .filter(({ from, end }) => end !== '' && (end <= until || (from ?? end) <= (day ?? '')))
    .map(({ end }) => end);
  return (
    day !== null &&
    ends.some((end) => daysBetween(end, day) <= episodeDays) &&
    ends.every((end) => end <= day)
  );
}

/** Why a visit does not count: its reader says so to the findings. */
export const careNotDone = 'the care after which it is asked for was not done in full';

/** "Seen again after 1(b)": a visit before the weeks of care are over looks back on nothing. */
export function afterCareDone(child: CriterionOutcome, all: readonly CriterionOutcome[]): CriterionOutcome {
  const { node } = child;
  // Where no visit is known, that none can have looked back on care which was not done is known all the same.
  const unseen = child.factIds.length === 0 && (child.state === 'ask' || child.state === 'not-documented');
  if (
    (child.state !== 'met' && !unseen) ||
    node.kind !== 'leaf' ||
    node.concept !== 're-evaluation' ||
    !/\b(?:after|following|since|upon|end|completion|completed)\b/i.test(node.text)
  )
    return child;
  const care = all.filter(
    (other) =>
      other !== child &&
      leavesOf(other.node).every(({ concept }) => concept !== null && therapyConcepts.has(concept)) &&
      leavesOf(other.node).some(({ threshold }) => threshold?.minDays !== undefined),
  );
  const undone = care.every(
    ({ state, waivedBy }) => state === 'not-documented' || (state === 'not-applicable' && waivedBy !== null),
  );
  if (care.length === 0 || !undone) return child;
  if (unseen && !care.every(({ state }) => state === 'not-documented')) return child;
  const waived = care.every(({ state }) => state === 'not-applicable');
  return outcome(node, waived ? 'not-applicable' : 'not-documented', {
    factIds: child.factIds,
    steps: [...child.steps, careNotDone],
  });
}
