/** The value that the letter asks for ("a risk of 20 percent or more"), and which measured facts reach it. */
import type { DenialAssertion, Threshold } from '../../../domain/denial.ts';
import type { CriterionLeaf } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { withoutOwnValue } from '../../denial/claims/own-value.ts';
import { wordsOfClaim } from '../../denial/claims/words-of-claim.ts';
import { valueIn } from '../../match/outcomes/quantity.ts';
import { modelFits } from '../../match/evidence/risk-models.ts';
import { readQuantity } from '../../policy/thresholds.ts';
import { labNamesIn } from '../../record/labs/names.ts';

/** Concepts that are numbers: a mention without one proves nothing against a bound. */
const numbers: ReadonlySet<string> = new Set(['risk-score', 'lab-result', 'smoking-history']);

type Bound = NonNullable<Threshold['quantity']>;

/**
 * The bound in the claim's own words, else the one that the letter demands elsewhere ("that level"). The policy's is
 * not asked: its section may not be the patient's.
 */
function boundOf(assertion: DenialAssertion, all: readonly DenialAssertion[]): Bound | null {
  const own = readQuantity(flat(wordsOfClaim(assertion)));
  if (own !== null) return own;
  return (
    all
      .filter(({ concept, claim }) => concept === assertion.concept && claim === 'required')
      .filter((demand) => !ofOtherTest(demand, assertion))
      .map((demand) => readQuantity(flat(wordsOfClaim(demand))))
      .find((bound) => bound !== null) ?? null
  );
}

/** "Serum calcium must be …", "no parathyroid hormone above normal": each test has its own bound. */
function ofOtherTest(demand: DenialAssertion, claim: DenialAssertion): boolean {
  const asked = labNamesIn(wordsOfClaim(demand));
  const missed = labNamesIn(wordsOfClaim(claim));
  return asked.length > 0 && missed.length > 0 && !missed.some((name) => asked.includes(name));
}

function flat(words: string): string {
  return withoutOwnValue(words.replaceAll(/\s+/g, ' '));
}

/** Facts whose values reach what the letter asks for, computed as letter and policy want them to be. */
export function highEnough(
  facts: readonly ClinicalFact[],
  assertion: DenialAssertion,
  all: readonly DenialAssertion[],
  leaves: readonly CriterionLeaf[],
): readonly ClinicalFact[] {
  if (!numbers.has(assertion.concept)) return facts;
  const words = flat(wordsOfClaim(assertion));
  const asking = leaves.filter(({ concept }) => concept === assertion.concept);
  const fitting = facts.filter(
    (fact) =>
      modelFits(words, fact) && (asking.length === 0 || asking.some(({ text }) => modelFits(text, fact))),
  );
  const bound = boundOf(assertion, all);
  // Too few pack-years or too low a risk is a matter of numbers: where the letter names none, nothing answers it.
  if (bound === null && assertion.claim === 'insufficient' && assertion.concept !== 'lab-result') return [];
  if (bound === null || bound.unit === 'years') return fitting;
  return fitting.filter((fact) => {
    const value = valueIn(fact, bound.unit);
    return value !== null && value >= (bound.min ?? -Infinity) && value <= (bound.max ?? Infinity);
  });
}
