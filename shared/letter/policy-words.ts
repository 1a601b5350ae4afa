/** Finds the policy's words on a subject, in the section that the analysis itself relies on; never a guess between sections. */
import type { Analysis } from '../domain/finding.ts';
import type { Concept } from '../domain/kinds.ts';
import type { CriterionNode, PolicySection } from '../domain/policy.ts';
import type { Span } from '../domain/page-text.ts';
import { overlaps } from '../text/spans.ts';

/** A heading line such as "any one of the following:" is printed before its item when it is no longer than this. */
const maxLead = 200;
const maxItem = 420;

/**
 * The criterion on the concept, with the line that introduces it, from the section whose words other findings quote;
 * without such findings, from the only covered section that speaks of the concept. Empty where that is not one place.
 */
export function policyWordsOn(concept: Concept, analysis: Analysis): Span[] {
  const quoted = analysis.findings.flatMap((finding) =>
    finding.citations.filter((citation) => citation.role === 'policy').map((citation) => citation.span),
  );
  const covered = analysis.policies
    .flatMap((policy) => policy.sections)
    .filter((section) => section.role === 'covered' && section.tree !== null);
  const relied = covered.filter((section) =>
    nodesOf(section).some((node) => quoted.some((span) => overlaps(span, node.span))),
  );
  const paths = (relied.length > 0 ? relied : covered).flatMap((section) =>
    section.tree ? pathsTo(section.tree, concept, []) : [],
  );
  const path = paths[0];
  const leaf = path?.at(-1);
  if (!path || !leaf || paths.length !== 1 || leaf.span.quote.length > maxItem) return [];
  const parent = path.at(-2);
  const lead =
    parent && path.length > 2 && parent.span.quote.length <= maxLead && !overlaps(parent.span, leaf.span)
      ? [parent.span]
      : [];
  return [...lead, leaf.span];
}

function nodesOf(section: PolicySection): CriterionNode[] {
  const all = (node: CriterionNode): CriterionNode[] =>
    node.kind === 'leaf' ? [node] : [node, ...node.children.flatMap(all)];
  return section.tree ? all(section.tree) : [];
}

/** Ways from the root to leaves on the concept that ask for it (not for its absence). */
function pathsTo(
  node: CriterionNode,
  concept: Concept,
  above: readonly CriterionNode[],
): (readonly CriterionNode[])[] {
  const path = [...above, node];
  if (node.kind === 'leaf') return node.concept === concept && !node.negated ? [path] : [];
  return node.children.flatMap((child) => pathsTo(child, concept, path));
}
