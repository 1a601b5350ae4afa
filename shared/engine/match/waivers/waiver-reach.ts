/** What a waiver reaches: the criteria it names, by label or by kind, and the treatment that a contraindication excuses from. */
import type {
  CriterionGroup,
  CriterionNode,
  CriterionOutcome,
  PolicyWaiver,
} from '../../../domain/policy.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { namesNode } from '../../policy/outline/label-paths.ts';
import { therapyConcepts } from '../../policy/vocabulary.ts';
import { wordsOf } from '../evidence/evidence.ts';
import type { MatchInput } from '../outcomes/match-context.ts';

/** A contraindication waives only the treatment it speaks of. */
export function excuses(result: CriterionOutcome, waived: CriterionNode, input: MatchInput): boolean {
  const text = input.facts
    .filter((fact) => result.factIds.includes(fact.id))
    .map(wordsOf)
    .join(' ');
  const rules = input.context.rules.concepts.filter((rule) =>
    leavesOf(waived).some((leaf) => leaf.ruleIds.includes(rule.id)),
  );
  return rules.some(
    (rule) =>
      (rule.proof !== null && new RegExp(rule.proof, 'iu').test(text)) ||
      new RegExp(rule.pattern.replace(/ /g, '\\s+'), 'iu').test(text),
  );
}

/** Whether a waiver names this node by label or by what it asks for. */
export function reaches(waiver: PolicyWaiver, node: CriterionNode): boolean {
  if (waiver.waivesLabels.some((label) => namesNode(label, node))) return true;
  const concept = node.concept;
  if (concept === null || waiver.waivesConcepts.length === 0) return false;
  if (node.kind !== 'leaf' && !onlyOf(node, waiver)) return false;
  return covers(waiver, concept);
}

function covers(waiver: PolicyWaiver, concept: string): boolean {
  return waiver.waivesConcepts.some(
    (waived) =>
      waived === concept || (waived === 'conservative-therapy' && therapyConcepts.has(concept as never)),
  );
}

/** A group is waived as a whole only where all its members are of the waived kind. */
function onlyOf(node: CriterionGroup, waiver: PolicyWaiver): boolean {
  return leavesOf(node).every((leaf) => leaf.concept !== null && covers(waiver, leaf.concept));
}
