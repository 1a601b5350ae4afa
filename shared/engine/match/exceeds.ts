/** Where the denial asks for more than the policy: a longer time, a higher value, a test the policy does not want. */
import type { DenialAssertion, Threshold } from '../../domain/denial.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Concept } from '../../domain/kinds.ts';
import type { CriterionNode } from '../../domain/policy.ts';
import { readThreshold } from '../policy/thresholds.ts';
import { conceptsIn, therapyConcepts } from '../policy/vocabulary.ts';
import { readDurations } from '../../text/durations.ts';
import { matchesPattern } from '../../text/pattern.ts';
import { criterionOf } from '../policy/criteria.ts';
import { oneLine } from '../policy/flow.ts';
import { leavesOf } from './match-criteria.ts';
import { nameOf } from './names.ts';
import {
  bestChoices,
  citedSection,
  isClinical,
  makeFinding,
  nodeWords,
  policyCitation,
  sameFamily,
  type PolicyCase,
} from './policy-case.ts';
import { wrongRegion } from './sections-for.ts';

/** One finding for each statement of the denial that goes beyond every criterion of the kind in the policy. */
export function exceedsFindings(found: PolicyCase): Finding[] {
  if (!isClinical(found)) return [];
  const out: Finding[] = [];
  for (const assertion of found.input.denial.assertions) {
    const longer = exceeding(found, assertion);
    if (longer !== null) out.push(longer);
    const unwanted = notWanted(found, assertion);
    if (unwanted !== null) out.push(unwanted);
  }
  return out;
}

interface Bound {
  readonly node: CriterionNode;
  readonly concept: Concept;
  readonly threshold: Threshold;
}

function exceeding(found: PolicyCase, assertion: DenialAssertion): Finding | null {
  const asked = askedBy(found, assertion);
  if (asked === null) return null;
  for (const roots of places(found)) {
    const bounds = roots.flatMap(boundsOf).filter((bound) => speaksOfSame(found, assertion, bound));
    const days = bounds.filter(({ threshold }) => threshold.minDays !== undefined);
    if (asked.minDays !== undefined && days.length > 0) {
      const most = days.toSorted((a, b) => (b.threshold.minDays ?? 0) - (a.threshold.minDays ?? 0))[0];
      if (most === undefined || asked.minDays <= (most.threshold.minDays ?? 0) * 1.15) return null;
      return report(found, assertion, most, `${asked.minDays} days`, `${most.threshold.minDays} days`);
    }
    const wanted = asked.quantity;
    const same =
      wanted === undefined
        ? []
        : bounds.filter(
            ({ threshold }) =>
              threshold.quantity?.unit === wanted.unit && threshold.quantity.min !== undefined,
          );
    if (wanted?.min !== undefined && same.length > 0) {
      const most = same.toSorted(
        (a, b) => (b.threshold.quantity?.min ?? 0) - (a.threshold.quantity?.min ?? 0),
      )[0];
      if (most === undefined || wanted.min <= (most.threshold.quantity?.min ?? 0)) return null;
      return report(
        found,
        assertion,
        most,
        `${wanted.min} ${wanted.unit}`,
        `${most.threshold.quantity?.min} ${wanted.unit}`,
      );
    }
  }
  return null;
}

/**
 * What the letter demands of this one thing. A sentence that demands several ("six weeks of therapy and three of
 * medicine") is taken apart first; where it cannot be, a single amount is taken and several are not.
 */
function askedBy(found: PolicyCase, assertion: DenialAssertion): Threshold | null {
  const text = oneLine(assertion.span.quote);
  const tree = criterionOf(
    { text, span: assertion.span, label: null, heading: null },
    found.input.rules.policy,
    new Map(),
  );
  const own = leavesOf(tree).filter(({ concept }) => concept === assertion.concept);
  const first = own.map(({ threshold }) => threshold).find((threshold) => threshold !== null);
  if (tree.kind !== 'leaf' && own.length > 0) return first ?? null;
  if (first !== undefined) return first;
  return readDurations(text).filter(({ window, ago }) => !window && !ago).length > 1
    ? null
    : (readThreshold(text) ?? assertion.threshold);
}

function report(
  found: PolicyCase,
  assertion: DenialAssertion,
  bound: Bound,
  asked: string,
  policy: string,
): Finding {
  const concept =
    therapyConcepts.has(assertion.concept as never) && bound.concept === 'conservative-therapy'
      ? 'conservative-therapy'
      : assertion.concept;
  return makeFinding(
    found,
    'denial-exceeds-policy',
    concept,
    `The denial asks for more of ${nameOf(concept)} than the policy does.`,
    [{ role: 'denial', span: assertion.span }, policyCitation(bound.node)],
    {
      node: bound.node,
      steps: [`the denial asks for ${asked}, the policy for ${policy}`, nodeWords(bound.node)],
      rule: 'policy.denial-exceeds',
    },
  );
}

/** Where to look, in turn: the section the letter cites, the one that fits, then all sections for this region. */
function places(found: PolicyCase): CriterionNode[][] {
  const cited = citedSection(found)?.tree ?? null;
  const best = bestChoices(found)
    .map(({ section }) => section.tree)
    .filter((tree) => tree !== null);
  const all = found.policy.sections
    .filter(
      (section) =>
        (section.role === 'covered' || section.role === 'definitions') &&
        !wrongRegion(section, found.input.scan, found.input.rules.scans),
    )
    .map(({ tree }) => tree)
    .filter((tree) => tree !== null);
  return [cited === null ? [] : [cited], best, all];
}

function boundsOf(node: CriterionNode): Bound[] {
  if (node.kind === 'leaf')
    return node.concept === null || node.threshold === null
      ? []
      : [{ node, concept: node.concept, threshold: node.threshold }];
  const own = node.concept === null ? null : readThreshold(node.text);
  const here = own === null || node.concept === null ? [] : [{ node, concept: node.concept, threshold: own }];
  return [...here, ...node.children.flatMap(boundsOf)];
}

function speaksOfSame(found: PolicyCase, assertion: DenialAssertion, bound: Bound): boolean {
  if (bound.concept === assertion.concept) {
    if (bound.concept !== 'lab-result' && bound.concept !== 'prior-imaging') return true;
    // Laboratory tests and studies are compared only within one kind.
    const ids = new Set(
      conceptsIn(assertion.span.quote, found.input.rules.policy).map(({ rule }) => rule.id),
    );
    return bound.node.kind === 'leaf' && bound.node.ruleIds.some((id) => ids.has(id));
  }
  return sameFamily(assertion.concept, bound.concept) && therapyConcepts.has(bound.concept as never);
}

/** The policy says in so many words that the thing demanded is no condition. */
function notWanted(found: PolicyCase, assertion: DenialAssertion): Finding | null {
  if (assertion.claim === 'normal') return null;
  for (const section of found.policy.sections) {
    for (const statement of section.notRequired) {
      const rules = found.input.rules.policy.concepts.filter(({ id }) => statement.ruleIds.includes(id));
      const same = rules.some(
        (rule) =>
          (rule.concept === assertion.concept || rule.also.includes(assertion.concept as never)) &&
          matchesPattern(rule.pattern, assertion.span.quote),
      );
      if (!same || /\bunder section\b|\bin section\b/i.test(statement.span.quote)) continue;
      return makeFinding(
        found,
        'denial-exceeds-policy',
        assertion.concept,
        `The denial asks for ${nameOf(assertion.concept)}; the policy says that this is no condition.`,
        [
          { role: 'denial', span: assertion.span },
          { role: 'policy', span: statement.span },
        ],
        { steps: [statement.span.quote], rule: 'policy.not-required' },
      );
    }
  }
  return null;
}
