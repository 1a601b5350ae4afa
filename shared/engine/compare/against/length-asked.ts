/** How long the care must have lasted: what the letter asks for, else the policy, and which facts reach it. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { CriterionLeaf } from '../../../domain/policy.ts';
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import type { CaseContext } from '../../folder.ts';
import { lengthOf } from '../../match/evidence/fact-times.ts';
import type { MatchContext } from '../../match/outcomes/match-context.ts';
import { twoLengths } from '../../denial/claims/two-lengths.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { stretchReaching } from '../../match/evidence/stretches.ts';
import { idKey, inForce } from '../../match/sections/sections-for.ts';

/** Concepts of care over time: a single mention without a length proves nothing against "six weeks". */
export const care: ReadonlySet<string> = new Set([
  'physical-therapy',
  'home-exercise',
  'medication-trial',
  'conservative-therapy',
  'chiropractic',
  'activity-modification',
  'symptom-duration',
]);

/** Fewest days of care that count as a trial where neither letter nor policy names a length. */
const shortTrialDays = 14;

/** How many times what the letter counted a record must show before the count is wrong. */
const clearlyMore = 1.5;

/** Concepts whose lengths are asked for under one name or another. */
export const therapy: ReadonlySet<string> = new Set([
  'conservative-therapy',
  'physical-therapy',
  'home-exercise',
  'chiropractic',
  'activity-modification',
]);

/**
 * The assertion with the time that the letter asks for, or the longest that the policy does where the letter names
 * none: a sentence about what is too short often names only the time that was found ("about six weeks").
 */
export function demanding(
  assertion: DenialAssertion,
  all: readonly DenialAssertion[],
  context: CaseContext,
  matching: MatchContext,
): DenialAssertion {
  if (!care.has(assertion.concept)) return assertion;
  const alike = (concept: string) =>
    concept === assertion.concept || (therapy.has(concept) && therapy.has(assertion.concept));
  const own = all.filter(({ concept, claim }) => alike(concept) && claim !== 'insufficient');
  // "Two weeks are all that can be counted, and six weeks are needed": asks in its own sentence.
  const letter = Math.max(
    twoLengths(assertion.span.quote)?.asked.days ?? 0,
    ...own.map(({ threshold }) => threshold?.minDays ?? 0),
  );
  const policy = policyLeaves(context, matching)
    .filter((leaf) => leaf.concept !== null && alike(leaf.concept))
    .map(({ threshold }) => threshold?.minDays ?? 0);
  // "Five sessions in three weeks" is what the letter counted, not what it asks for: the record must show clearly more.
  if (assertion.claim === 'insufficient' && letter === 0 && Math.max(0, ...policy) === 0) {
    const { minDays, minVisits, ...rest } = assertion.threshold ?? {};
    return {
      ...assertion,
      threshold: {
        ...rest,
        ...(minDays === undefined ? {} : { minDays: Math.ceil(minDays * clearlyMore) }),
        ...(minVisits === undefined ? {} : { minVisits: Math.ceil(minVisits * clearlyMore) }),
      },
    };
  }
  const most = letter > 0 ? letter : Math.max(assertion.threshold?.minDays ?? 0, ...policy);
  return most === 0 ? assertion : { ...assertion, threshold: { ...assertion.threshold, minDays: most } };
}

/** Criteria of the policies the letter cites, in sections for the scan's part of the body. */
export function policyLeaves(context: CaseContext, matching: MatchContext): readonly CriterionLeaf[] {
  const cited = new Set(
    context.letters.flatMap(({ denial }) => denial.citedPolicies.map(({ id }) => idKey(id ?? ''))),
  );
  const day = context.latest.denial.letterDate?.value ?? context.input.today;
  return context.policies
    .filter(
      (policy) =>
        inForce(policy, day) && (cited.size === 0 || policy.id === null || cited.has(idKey(policy.id))),
    )
    .flatMap(({ sections }) => sections)
    .filter(
      ({ role, regions }) =>
        role === 'covered' &&
        (regions.length === 0 || matching.region === null || regions.includes(matching.region)),
    )
    .flatMap(({ tree }) => (tree === null ? [] : leavesOf(tree)));
}

export function longEnough(fact: ClinicalFact, assertion: DenialAssertion): boolean {
  if (!care.has(assertion.concept)) return true;
  const needed = assertion.threshold?.minDays;
  const visits = assertion.threshold?.minVisits;
  const length = lengthOf(fact);
  if (visits !== undefined && (fact.measure?.visits ?? 0) >= visits && needed === undefined) return true;
  if (needed !== undefined) return length !== null && length >= needed - 1 && fact.outcome !== 'improved';
  if (fact.concept === 'medication-trial')
    return (
      fact.outcome === 'failed' ||
      fact.outcome === 'partial' ||
      fact.outcome === 'intolerance' ||
      (length ?? 0) >= shortTrialDays
    );
  return (length ?? 0) >= shortTrialDays * 2 || (fact.measure?.visits ?? 0) >= 6;
}

/** Kinds of care that count as conservative treatment only where the policy lists them as such. */
export function listedCare(context: CaseContext, matching: MatchContext): readonly ClinicalConcept[] {
  const listed = new Set(policyLeaves(context, matching).map(({ concept }) => concept));
  return (['activity-modification', 'medication-trial'] as const).filter((concept) => listed.has(concept));
}

/**
 * Stretches of care that reach the length together: of the same care back to back, or of several kinds where the
 * letter misses conservative treatment as such (a boot for three weeks, then therapy for five).
 */
export function together(
  facts: readonly ClinicalFact[],
  assertion: DenialAssertion,
): readonly ClinicalFact[] {
  const needed = assertion.threshold?.minDays;
  if (needed === undefined) return [];
  const mixed = assertion.concept === 'conservative-therapy';
  const fitting = facts.filter((fact) =>
    mixed ? fact.outcome !== 'improved' : fact.concept === assertion.concept,
  );
  return stretchReaching(fitting, needed, (fact) => !mixed || isTherapy(fact));
}

/** Rest, a brace or medicine alone are no course of treatment. */
function isTherapy({ concept }: ClinicalFact): boolean {
  return concept !== 'activity-modification' && concept !== 'medication-trial';
}
