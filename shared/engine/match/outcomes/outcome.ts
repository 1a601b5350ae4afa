/** An outcome of one criterion, put together in one place. */
import type { CriterionNode, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';

export function outcome(
  node: CriterionNode,
  state: CriterionOutcome['state'],
  rest: {
    readonly factIds?: readonly string[];
    readonly strength?: 'strong' | 'fair';
    readonly steps?: readonly string[];
    readonly children?: readonly CriterionOutcome[];
  } = {},
): CriterionOutcome {
  return {
    node,
    state,
    factIds: rest.factIds ?? [],
    strength: rest.strength ?? 'strong',
    steps: rest.steps ?? [],
    children: rest.children ?? [],
    waivedBy: null,
  };
}

export function ids(facts: readonly ClinicalFact[]): string[] {
  return facts.map(({ id }) => id);
}
