/** Finds the policy's words on a subject, in the section that the analysis itself relies on; never a guess between sections. */
import type { Analysis, Finding } from '../domain/finding.ts';
import type { Concept } from '../domain/kinds.ts';
import type { CriterionNode, PolicyDocument, PolicySection, PolicyWaiver } from '../domain/policy.ts';
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
  return section.tree ? allNodes(section.tree) : [];
}

function allNodes(node: CriterionNode): CriterionNode[] {
  return node.kind === 'leaf' ? [node] : [node, ...node.children.flatMap(allNodes)];
}

/** A waiving sentence longer than this is a whole section: its words are then not printed. */
const maxWaiver = 480;

/** The sentences that waive a requirement under one of the conditions quoted, each once. */
export function waiverWords(conditions: readonly Span[], policies: readonly PolicyDocument[]): Span[] {
  const words = waiversOn(conditions, policies).flatMap(({ waiver }) =>
    waiver.span.quote.length <= maxWaiver ? [waiver.span] : [],
  );
  return words.filter((span, index) => !words.some((other, at) => at < index && overlaps(span, other)));
}

/** Criteria that are released, or stand in one sentence with what is, by the waivers that findings rely on. */
export function waivedNodes(findings: readonly Finding[], analysis: Analysis): CriterionNode[] {
  const relied = findings
    .filter((finding) => finding.type === 'exception-ignored')
    .flatMap((finding) => finding.citations.filter(({ role }) => role === 'policy').map(({ span }) => span));
  return waiversOn(relied, analysis.policies).flatMap(({ waiver, policy }) => {
    const nodes = policy.sections.flatMap(nodesOf);
    const released = nodes.filter(
      (node) =>
        (node.label !== null && waiver.waivesLabels.includes(node.label)) ||
        (node.concept !== null && waiver.waivesConcepts.includes(node.concept)),
    );
    return nodes.filter((node) => released.some((other) => overlaps(node.span, other.span)));
  });
}

function waiversOn(
  conditions: readonly Span[],
  policies: readonly PolicyDocument[],
): { readonly waiver: PolicyWaiver; readonly policy: PolicyDocument }[] {
  return policies.flatMap((policy) =>
    policy.sections.flatMap((section) =>
      section.waivers
        .filter((waiver) =>
          allNodes(waiver.condition).some((node) => conditions.some((span) => overlaps(span, node.span))),
        )
        .map((waiver) => ({ waiver, policy })),
    ),
  );
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
