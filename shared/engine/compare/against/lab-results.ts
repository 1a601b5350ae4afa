/** What a letter says of laboratory tests: that they were not done, or showed nothing. A value answers the one, a value out of its range the other. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { dayOf } from '../../match/fact-times.ts';
import { wordsOfClaim } from '../../denial/words-of-claim.ts';

/** The letter misses a result that is out of its range, not the test. */
const abnormalMissed =
  /\b(?:abnormal|raised|elevated|high(?:er)?|increased|rising|positive|low(?:er)?|reduced|above|below|outside|active|activity)\b/i;

/** Why a value was read as out of its range (`labs.ts`, `lab-words.ts`). */
const outOfRange = /^outside the reference range$|^flagged (?:high|low)$| abnormal$/;

/** A value out of its range, by the laboratory's own flag, range or word. */
export function isAbnormalValue(fact: ClinicalFact): boolean {
  const quantity = fact.measure?.quantity;
  return (
    fact.concept === 'lab-result' &&
    fact.context.negation === 'affirmed' &&
    (fact.why.some((line) => outOfRange.test(line)) ||
      (quantity?.upperLimit !== undefined && quantity.value > quantity.upperLimit))
  );
}

/** Whether the test was done on this patient, whatever it showed. */
export function isMeasured({ concept, context, measure }: ClinicalFact): boolean {
  return (
    concept === 'lab-result' &&
    context.experiencer === 'patient' &&
    context.temporality !== 'hypothetical' &&
    measure?.quantity != null
  );
}

/** Of the values that speak of what the letter names, those that contradict it. */
export function labsAgainst(
  facts: readonly ClinicalFact[],
  assertion: DenialAssertion,
): readonly ClinicalFact[] {
  if (assertion.claim === 'normal' || abnormalMissed.test(wordsOfClaim(assertion)))
    return facts.filter((fact) => isAbnormalValue(fact) && !wasFollowed(fact, facts));
  return facts;
}

/** A later value of the same test that is back in its range. */
function wasFollowed(fact: ClinicalFact, facts: readonly ClinicalFact[]): boolean {
  const day = dayOf(fact) ?? '';
  return facts.some(
    (other) => other.detail === fact.detail && !isAbnormalValue(other) && (dayOf(other) ?? '') > day,
  );
}
