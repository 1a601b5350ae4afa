/** Weakness that grows: what a policy means by a decline, and which facts show one. */
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOf } from '../evidence/evidence.ts';
import { ids, outcome } from './outcome.ts';

const decline =
  /\b(?:drop(?:s|ped)? of|loss (?:of (?:one|a|half)|that)|declin\w+|advanc\w+|deteriorat\w+|between two|grows? from|(?:one|a half|half) (?:full )?grade)\b/i;

/** The criterion is a change between two examinations, not weakness alone ("new or progressive weakness" is content with either). */
export function asksForDecline(leaf: CriterionLeaf): boolean {
  return decline.test(leaf.text);
}

const growing =
  /\b(?:progress(?:ive|ing|ed|ion)|worse(?:ned|ning)?|weaker|declin\w+|deteriorat\w+|advanc(?:ing|ed)|increas\w+ weakness|(?:was|from|previously|prior) [0-5][+-]?\s*\/\s*5|now [0-5][+-]?\s*\/\s*5)\b/i;

/** Met where a fact itself tells of the change; weakness without it is a question. */
export function matchDecline(leaf: CriterionLeaf, evidence: readonly ClinicalFact[]): CriterionOutcome {
  const told = evidence.filter((fact) => growing.test(wordsOf(fact)));
  return told.length > 0
    ? outcome(leaf, 'met', { factIds: ids(told), steps: ['the record tells of a decline'] })
    : outcome(leaf, 'ask', { factIds: ids(evidence), steps: ['weakness, but no decline is told'] });
}
