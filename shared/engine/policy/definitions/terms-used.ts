/** Where a policy uses the terms it defines: the criteria that a term stands for, under the lengths that the words using it give. */
import type { Threshold } from '../../../domain/denial.ts';
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionGroup, CriterionNode } from '../../../domain/policy.ts';
import { group } from '../criteria/criterion-nodes.ts';
import { fitted, mergeThresholds } from '../criteria/fitted.ts';
import { therapyConcepts } from '../vocabulary.ts';

/** Terms a policy defines, lower case, with the criteria they stand for. */
export type Definitions = ReadonlyMap<string, CriterionNode>;

export interface Defined {
  readonly node: CriterionNode;
  /** The text without the term. */
  readonly rest: string;
}

/** A word of every day means what the policy says it means where so much of it is asked for: "six weeks of treatment", not "seen after the treatment". */
const commonWord = /^(?:treatments?|care|therapy|management|trial)$/;
const asAmount =
  /\b(?:weeks?|months?|days?|course|trial|period|failure|failed|failing|despite|refractory to|amount|attempt|round|full)(?: or (?:more|longer))?(?: of| to| with)?(?: (?:such|this|that|the|a|full))? ?$/;

/** The defined term that the text uses, with the words around it; a tree wins over a tightened single thing, and terms that are parts of one thing come together. */
export function definedIn(text: string, definitions: Definitions, rules: PolicyRules): Defined | null {
  const lower = text.toLowerCase();
  let best: CriterionNode | null = null;
  let rest = text;
  const trees: CriterionGroup[] = [];
  const places: [number, number][] = [];
  for (const [term, node] of definitions) {
    const at = lower.indexOf(term);
    if (at < 0) continue;
    if (commonWord.test(term) && !asAmount.test(lower.slice(0, at))) continue;
    const before = lower[at - 1] ?? ' ';
    const after = lower[at + term.length] ?? ' ';
    if (/[a-z0-9]/.test(before) || (/[a-z0-9]/.test(after) && !term.endsWith(')'))) continue;
    if (best === null || (best.kind === 'leaf' && node.kind !== 'leaf')) best = node;
    if (node.kind !== 'leaf' && !trees.includes(node)) {
      trees.push(node);
      places.push([at, at + term.length]);
    }
    const again = rest.toLowerCase().indexOf(term);
    if (again >= 0) rest = `${rest.slice(0, again)} ${rest.slice(again + term.length)}`;
  }
  if (best === null) return null;
  const parts = trees.filter((tree) => !trees.some((other) => other !== tree && contains(other, tree)));
  const first = parts[0];
  const ordered = places.toSorted(([a], [b]) => a - b);
  const between = lower.slice(ordered[0]?.[1] ?? 0, ordered.at(-1)?.[0] ?? 0);
  if (parts.length < 2 || first === undefined || /\bor\b/.test(between)) return { node: best, rest };
  const item = { text, span: first.span, label: null, heading: null };
  return { node: group(item, 'all', parts, true, rules), rest };
}

/** Whether the tree holds the leaves of the other: a term made of others stands for them. */
function contains(tree: CriterionGroup, other: CriterionNode): boolean {
  return tree.children.some(
    (child) =>
      child === other || child.span === other.span || (child.kind !== 'leaf' && contains(child, other)),
  );
}

/** The tree with the lengths and windows that the words using the term give ("four weeks of active care"). */
export function limited(node: CriterionNode, limit: Threshold | null): CriterionNode {
  if (limit === null) return node;
  if (node.kind === 'leaf')
    return node.concept !== null && therapyConcepts.has(node.concept)
      ? { ...node, threshold: fitted(mergeThresholds(node.threshold, limit), node.concept) }
      : node;
  return { ...node, children: node.children.map((child) => limited(child, limit)) };
}
