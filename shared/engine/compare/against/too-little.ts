/**
 * What a letter calls too little, too low or too short. Only what it counted of this patient can be contradicted: that a nodule
 * is there does not answer "the nodule is too small", and an age is what it is.
 */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOfClaim } from '../../denial/claims/words-of-claim.ts';
import { sortOf } from '../../sentences/claim-features.ts';

/** Signs that are themselves an amount. */
const amounts: ReadonlySet<string> = new Set(['weight-loss']);

/** False where the letter calls something too little of which more or less is not what the record can show. */
export function canBeMore({ claim, concept }: DenialAssertion): boolean {
  return (
    claim !== 'insufficient' || (concept !== 'age' && (sortOf(concept) !== 'sign' || amounts.has(concept)))
  );
}

/** The facts without those whose value is the one that the letter itself counted: they agree with it. */
export function otherThanCounted(
  facts: readonly ClinicalFact[],
  assertion: DenialAssertion,
): readonly ClinicalFact[] {
  if (assertion.claim !== 'insufficient') return facts;
  const counted = new Set(
    Array.from(wordsOfClaim(assertion).matchAll(/(?<![\d./-])\d+(?:\.\d+)?(?![\d/-])/g), ([digits]) =>
      Number(digits),
    ),
  );
  return facts.filter(({ measure }) => !counted.has(measure?.quantity?.value ?? NaN));
}
