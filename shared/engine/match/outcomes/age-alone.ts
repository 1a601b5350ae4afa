/** Criteria that ask for an age: beside other things it is scope and proves nothing, by itself it may release. */
import type { CriterionNode } from '../../../domain/policy.ts';

/** Whether the criterion is one of age. */
export function isAgeLeaf({ kind, concept }: CriterionNode): boolean {
  return kind === 'leaf' && concept === 'age';
}

const ageAlone =
  /^\W*(?:(?:any |an? )?(?:members?|patients?|persons?|people|those|anyone|men|women|adults?)\s+)?(?:(?:who|is|are|of|aged?|below|under|over|above|younger|older|than|the|at|years?|or|and|up|to|more|less|least|\d{1,2})\s*)+\W*$/i;

/** "Members below the age of 35", and not "a first headache after age 50": nothing is asked for beside the age. */
export function asksAgeAlone({ text }: CriterionNode): boolean {
  return ageAlone.test(text);
}
