/** Holds a criterion that asks for several different drugs against the courses of each: one drug, however long, is not two. */
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { isEvidence } from '../evidence/evidence.ts';
import { outcome } from './outcome.ts';

/** What may release from the second drug ("one is enough where another is ruled out by …"). */
const ruledOut: ReadonlySet<string> = new Set(['contraindication', 'anticoagulation']);

/**
 * Met where as many different drugs are each tried as the criterion asks; not documented where fewer are; a question where a
 * drug goes unnamed, or the record holds a reason why another could not be taken. `matchOne` holds the criterion for one drug.
 */
export function matchSeveralDrugs(
  leaf: CriterionLeaf,
  evidence: readonly ClinicalFact[],
  record: readonly ClinicalFact[],
  matchOne: (leaf: CriterionLeaf, facts: readonly ClinicalFact[]) => CriterionOutcome,
): CriterionOutcome | null {
  const { minDrugs: asked = 1, ...each } = leaf.threshold ?? {};
  if (leaf.concept !== 'medication-trial' || asked < 2) return null;
  const byClass = /\bclasses\b/i.test(leaf.text);
  const byDrug = Map.groupBy(evidence, ({ subject, detail }) => (byClass ? detail : (subject ?? null)));
  const one: CriterionLeaf = { ...leaf, threshold: Object.keys(each).length === 0 ? null : each };
  const outcomes = [...byDrug].map(([drug, facts]) => ({ drug, result: matchOne(one, facts) }));
  const tried = outcomes.filter(({ drug, result }) => drug !== null && result.state === 'met');
  const factIds = (from: typeof outcomes): string[] => from.flatMap(({ result }) => result.factIds);
  const steps = [`${tried.length} different drugs of ${asked} asked for`];
  if (tried.length >= asked)
    return outcome(leaf, 'met', { factIds: factIds(tried), strength: 'fair', steps });
  const open =
    outcomes.some(({ drug, result }) => drug === null && result.state === 'met') ||
    tried.length + outcomes.filter(({ result }) => result.state === 'ask').length >= asked ||
    record.some((fact) => ruledOut.has(fact.concept) && isEvidence(fact));
  return outcome(leaf, open ? 'ask' : 'not-documented', { factIds: factIds(outcomes), steps });
}
