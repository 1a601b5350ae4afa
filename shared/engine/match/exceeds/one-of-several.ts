/** The letter demands one kind of care by itself that the policy names as one choice among several. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { Concept } from '../../../domain/kinds.ts';
import type { CriterionNode } from '../../../domain/policy.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { criterionOf } from '../../policy/criteria/criteria.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { nameOf } from '../names.ts';
import { makeFinding, nodeWords, type PolicyCase, policyCitation } from '../policy-case.ts';
import { places } from './bounds.ts';

/** The letter demands one kind of care by itself; the policy only names it as one choice among several. */
export function onlyAlternative(
  found: PolicyCase,
  assertion: DenialAssertion,
  concept: Concept,
): Finding | null {
  if (assertion.claim !== 'required') return null;
  const own = criterionOf(
    { text: oneLine(assertion.span.quote), span: assertion.span, label: null, heading: null },
    found.input.rules.policy,
    new Map(),
  );
  const inLetter = standing(own, concept, false);
  if (inLetter.length === 0 || inLetter.some(({ chosen }) => chosen)) return null;
  for (const roots of places(found)) {
    const named = roots.flatMap((root) => standing(root, concept, false));
    if (named.length === 0) continue;
    const first = named[0]?.node;
    if (first === undefined || named.some(({ chosen }) => !chosen)) return null;
    return makeFinding(
      found,
      'denial-exceeds-policy',
      concept,
      `The denial demands ${nameOf(concept)}; the policy names it as one choice among several.`,
      [{ role: 'denial', span: assertion.span }, policyCitation(first)],
      { node: first, steps: [`one of several: ${nodeWords(first)}`], rule: 'policy.only-alternative' },
    );
  }
  return null;
}

/** Each mention of the concept, and whether something else would do in its place. */
function standing(
  node: CriterionNode,
  concept: Concept,
  chosen: boolean,
): { readonly node: CriterionNode; readonly chosen: boolean }[] {
  if (node.kind === 'leaf') return node.concept === concept ? [{ node, chosen }] : [];
  const others = node.kind === 'any' && leavesOf(node).some((leaf) => leaf.concept !== concept);
  return node.children.flatMap((child) => standing(child, concept, chosen || others));
}
