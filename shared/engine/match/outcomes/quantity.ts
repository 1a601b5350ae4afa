/** Holds a bound in a unit (percent, millimetres, points) against the values that facts measure. */
import type { Threshold } from '../../../domain/denial.ts';
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOf } from '../evidence/evidence.ts';
import { sizeIn } from '../evidence/sizes.ts';
import { outcome, ids } from './outcome.ts';

export function matchQuantity(
  leaf: CriterionLeaf,
  facts: readonly ClinicalFact[],
  bound: NonNullable<Threshold['quantity']>,
): CriterionOutcome {
  const measured = facts.filter((fact) => valueIn(fact, bound.unit) !== null);
  // Records do not count episodes in a number; that none is counted is for the letter or the person to say.
  if (measured.length === 0 && bound.unit === 'episode')
    return outcome(leaf, 'not-documented', { factIds: ids(facts), steps: ['no count of episodes was read'] });
  if (measured.length === 0)
    return outcome(leaf, 'ask', { factIds: ids(facts), steps: [`no value in ${bound.unit} was read`] });
  const value = (fact: ClinicalFact): number => valueIn(fact, bound.unit) ?? NaN;
  const fits = measured.filter(
    (fact) => value(fact) >= (bound.min ?? -Infinity) && value(fact) <= (bound.max ?? Infinity),
  );
  const steps = measured
    .slice(0, 3)
    .map(
      (fact) =>
        `${value(fact)} ${bound.unit}; asked for ${bound.min === undefined ? '' : `at least ${bound.min}`}${bound.max === undefined ? '' : ` at most ${bound.max}`}`,
    );
  const first = fits[0];
  if (first !== undefined) return outcome(leaf, 'met', { factIds: ids(fits), steps });
  return outcome(leaf, 'not-documented', { factIds: ids(measured), steps });
}

/** The value that the fact measures, in the unit asked for; null where it measures none of the kind. */
export function valueIn(fact: ClinicalFact, unit: string): number | null {
  const quantity = fact.measure?.quantity;
  if (quantity == null && fact.concept === 'mass' && (unit === 'mm' || unit === 'cm')) {
    const size = sizeIn(wordsOf(fact));
    return size === null ? null : inUnit(size, 'mm', unit);
  }
  if (quantity === null || quantity === undefined) return null;
  return sameUnit(quantity.unit, unit) || isAnalyte(fact)
    ? inUnit(quantity.value, quantity.unit, unit)
    : null;
}

/** A laboratory value is stored under the name of what was measured ("calprotectin 312"). */
function isAnalyte(fact: ClinicalFact): boolean {
  return (
    fact.concept === 'lab-result' && fact.detail !== null && fact.measure?.quantity?.unit === fact.detail
  );
}

function sameUnit(a: string, b: string): boolean {
  const plain = (unit: string): string =>
    unit
      .toLowerCase()
      .replace(/s$/, '')
      .replace(/^%$/, 'percent')
      .replace(/^(?:µg|ug|mcg)\/g$/, 'mcg/g')
      .replace(/^cm$/, 'mm')
      .replace(/^year$/, 'year');
  return plain(a) === plain(b);
}

function inUnit(value: number, from: string, to: string): number {
  if (/^cm$/i.test(from) && to === 'mm') return value * 10;
  if (/^mm$/i.test(from) && to === 'cm') return value / 10;
  return value;
}
