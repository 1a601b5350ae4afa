/** Indications of which one is the patient's, in a policy that asks something of every request as well. */
import type { CriterionNode } from '../../../domain/policy.ts';

/** A list of indications that stands beside what every request asks for: the one that fits, with those requirements. Null for other nodes, and where none fits. */
export function withRequirements(
  node: CriterionNode,
  bestOf: (list: CriterionNode) => { node: CriterionNode; score: number },
): { node: CriterionNode; score: number } | null {
  if (node.kind !== 'all') return null;
  const list = node.children.find((child) => child.kind === 'any' && child.text === node.text);
  if (list === undefined) return null;
  const best = bestOf(list);
  if (best.node === list) return null;
  const asked = best.node.kind === 'all' ? best.node.children : [best.node];
  const children = [...asked, ...node.children.filter((child) => child !== list)];
  const { label, heading, text, span, situations } = best.node;
  return {
    node: { ...node, label, heading, text, span, situations, children, count: children.length },
    score: best.score,
  };
}
