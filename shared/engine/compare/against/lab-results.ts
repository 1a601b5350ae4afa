/** What a letter says of laboratory tests: that they were not done, or showed nothing. A value answers the one, a value out of its range the other. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { dayOf } from '../../match/evidence/fact-times.ts';
import { wordsOfClaim } from '../../denial/claims/words-of-claim.ts';

/** The letter misses a result that is out of its range, not the test. */
const abnormalMissed =
  /\b(?:abnormal|raised|elevated|high(?:er)?|increased|rising|positive|low(?:er)?|reduced|above|below|outside|active|activity)\b/i;

/** The letter misses a rise: one value, however high, is none. */
const riseMissed = /\b(?:ris(?:e|es|en|ing)|rose|increasing|climb(?:s|ed|ing)?|going up|gone up|upward)\b/i;

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
  if (assertion.claim !== 'normal' && riseMissed.test(wordsOfClaim(assertion)))
    return facts.filter(
      (fact) =>
        hasRisen(fact, facts) ||
        (isAbnormalValue(fact) && wasLower(fact, facts) && !wasFollowed(fact, facts)),
    );
  if (assertion.claim === 'normal' || abnormalMissed.test(wordsOfClaim(assertion)))
    return facts.filter((fact) => isAbnormalValue(fact) && !wasFollowed(fact, facts));
  return facts;
}

/** A value is told again rounded: less than a tenth is no rise and no fall. */
const tenth = 0.1;

/** A value above the first of its page, where the values of the days between never fell and the last is above it, too. */
function hasRisen(fact: ClinicalFact, facts: readonly ClinicalFact[]): boolean {
  const page = ({ spans }: ClinicalFact): string => `${spans[0]?.documentId} ${spans[0]?.pageIndex}`;
  const values = facts
    .filter((other) => other.detail === fact.detail && page(other) === page(fact))
    .toSorted((a, b) => (dayOf(a) ?? '').localeCompare(dayOf(b) ?? ''))
    .map(({ measure }) => measure?.quantity?.value ?? 0);
  const above = (value: number | undefined): boolean => (value ?? 0) > (values[0] ?? 0) * (1 + tenth);
  return (
    values.every((value, index) => value >= (values[index - 1] ?? 0) * (1 - tenth)) &&
    above(values.at(-1)) &&
    above(fact.measure?.quantity?.value)
  );
}

/** An earlier value of the same test that is lower. */
function wasLower(fact: ClinicalFact, facts: readonly ClinicalFact[]): boolean {
  const value = fact.measure?.quantity?.value ?? 0;
  return facts.some(
    (other) =>
      other.detail === fact.detail &&
      (dayOf(other) ?? '') < (dayOf(fact) ?? '') &&
      (other.measure?.quantity?.value ?? value) < value,
  );
}

/** "CEA 2.1, normal" in the last note: the value of an earlier day. */
function isRetold(fact: ClinicalFact, earlier: ClinicalFact): boolean {
  return (
    earlier.detail === fact.detail &&
    earlier.measure?.quantity != null &&
    earlier.measure.quantity.value === fact.measure?.quantity?.value
  );
}

/** A later value of the same test that is back in its range. */
function wasFollowed(fact: ClinicalFact, facts: readonly ClinicalFact[]): boolean {
  const day = dayOf(fact) ?? '';
  return facts.some(
    (other) =>
      other.detail === fact.detail &&
      !isAbnormalValue(other) &&
      (dayOf(other) ?? '') > day &&
      !facts.some((earlier) => isRetold(other, earlier) && (dayOf(earlier) ?? '') < day),
  );
}
