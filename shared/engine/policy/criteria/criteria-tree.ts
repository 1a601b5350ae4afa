/** Walks over a tree of criteria: its leaves, and what it asks for. */
import type { Concept } from '../../../domain/kinds.ts';
import type { CriterionLeaf, CriterionNode } from '../../../domain/policy.ts';

/** All leaves of a tree. */
export function leavesOf(node: CriterionNode): CriterionLeaf[] {
  return node.kind === 'leaf' ? [node] : node.children.flatMap(leavesOf);
}

/** What a tree asks for: its own concept and those of everything under it. */
export function conceptsOf(node: CriterionNode): Concept[] {
  const own = node.concept === null ? [] : [node.concept];
  return node.kind === 'leaf' ? own : [...own, ...node.children.flatMap(conceptsOf)];
}
