/** "Pregnancy and hypothyroidism have been excluded by laboratory test": each disease that is named, by the value that rules it out. */
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { isDenied } from '../evidence/evidence.ts';
import { dayOf, inWindow } from '../evidence/fact-times.ts';
import type { MatchContext } from './match-context.ts';
import { ids, outcome } from './outcome.ts';

const ruledOut = /\b(?:excluded|ruled out|eliminated)\b/i;

/** A disease, and the values that are usual where it is not there, by the detail they are stored under. */
const values: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bpregnan\w+/i, ['hcg']],
  [/\b(?:hypo|hyper)?thyroid\w*/i, ['tsh']],
  [/\b(?:ana?emia)\b/i, ['hemoglobin', 'hematocrit']],
  [/\b(?:kidney|renal)\b/i, ['creatinine', 'egfr']],
  [/\bdiabetes\b|\bhyperglyc\w+|\bhypoglyc\w+/i, ['a1c', 'glucose']],
  [/\bB-?12\b/i, ['b12']],
  [/\bhyponatr\w+/i, ['sodium']],
  [/\bcushing\w*|\badrenal\b/i, ['cortisol']],
  [/\bacromegal\w+/i, ['igf-1']],
  [/\bph(?:a?e)ochromocytoma\w*/i, ['metanephrines']],
  [/\bhypercalc\w+|\bhypocalc\w+/i, ['calcium']],
  [/\bgiant cell\b|\barteritis\b|\binflamm\w+/i, ['esr', 'crp']],
];

/** Null where nothing is to be ruled out, or no disease is named that a value of the list rules out. */
export function matchRuledOut(
  leaf: CriterionLeaf,
  facts: readonly ClinicalFact[],
  context: MatchContext,
): CriterionOutcome | null {
  if (!ruledOut.test(leaf.text)) return null;
  const asked = values.filter(([disease]) => disease.test(leaf.text));
  if (asked.length === 0) return null;
  const usual = facts.filter(
    (fact) =>
      fact.concept === 'lab-result' &&
      fact.context.experiencer === 'patient' &&
      (dayOf(fact) ?? '') <= context.requestDate &&
      inWindow(fact, leaf.threshold, context) !== false &&
      isUsual(fact),
  );
  const shown = asked.map(([, names]) => usual.find(({ detail }) => names.includes(detail ?? '')));
  const known = shown.filter((fact) => fact !== undefined);
  return known.length === shown.length
    ? outcome(leaf, 'met', { factIds: [...new Set(ids(known))], strength: 'fair' })
    : outcome(leaf, 'ask', { factIds: ids(known), steps: ['what rules it out was not read'] });
}

/** Called normal or negative, or inside the range that the laboratory prints. */
function isUsual(fact: ClinicalFact): boolean {
  if (isDenied(fact)) return true;
  const quantity = fact.measure?.quantity;
  return (
    fact.why.includes('within the reference range') ||
    (fact.detail === 'hcg' && quantity?.upperLimit !== undefined && quantity.value < quantity.upperLimit)
  );
}
