/** Weakness asked for as a grade of strength or as a loss of it. */
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionGroup } from '../../../domain/policy.ts';
import { group, type ItemWords, leaf } from './criterion-nodes.ts';
import { fitted } from './fitted.ts';
import { readThreshold } from '../thresholds.ts';
import type { ConceptHit } from '../vocabulary.ts';

/**
 * "Strength of 3/5 or worse, or a loss of one grade or more between two examinations": two alternatives, a grade and a
 * decline; null for anything else.
 */
export function gradeOrDecline(
  item: ItemWords,
  words: string,
  hits: readonly ConceptHit[],
  rules: PolicyRules,
): CriterionGroup | null {
  const first = hits[0];
  if (first?.rule.concept !== 'motor-deficit') return null;
  const found =
    /^(?<grade>.*\b[0-5][+-]?\s*(?:\/|out of|of)\s*(?:5|five)\s+(?:or (?:less|worse|lower|below|weaker)|and below)\b[^,;]*?)(?:[,;]\s*|\s+)or\s+(?<decline>.*\b(?:progress|worsen|advanc|declin|drop|los[st]|loss|decreas|deteriorat|grow|increas)\w*\b.*)$/is.exec(
      words,
    )?.groups;
  const grade = found?.['grade'];
  const decline = found?.['decline'];
  if (grade === undefined || decline === undefined) return null;
  const limit = readThreshold(grade);
  if (limit?.quantity?.unit !== 'strength-grade') return null;
  const plain = { ...item, label: null, heading: null };
  return group(
    item,
    'any',
    [
      leaf({ ...plain, text: grade.trim() }, grade, [first], fitted(limit, 'motor-deficit'), rules, []),
      leaf({ ...plain, text: decline.trim() }, decline, [first], null, rules, []),
    ],
    true,
    rules,
  );
}
