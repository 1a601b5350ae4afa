/** Which amounts the policy asks for, where in it to look, and which of them bound what the letter demands. */
import type { DenialAssertion, Threshold } from '../../../domain/denial.ts';
import type { Concept } from '../../../domain/kinds.ts';
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionLeaf, CriterionNode } from '../../../domain/policy.ts';
import { readDurations } from '../../../text/durations.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { readThreshold } from '../../policy/thresholds.ts';
import { conceptsIn, therapyConcepts } from '../../policy/vocabulary.ts';
import { bestChoices, citedSection, type PolicyCase, sameFamily } from '../policy-case.ts';
import { wrongRegion } from '../sections/sections-for.ts';

export interface Bound {
  readonly node: CriterionNode;
  readonly concept: Concept;
  readonly threshold: Threshold;
  readonly ruleIds: readonly string[];
}

/** Where to look, in turn: the section the letter cites, the item of a section that fits, the one that fits, then all sections for this region. */
export function places(found: PolicyCase): CriterionNode[][] {
  const cited = citedSection(found)?.tree ?? null;
  const choices = bestChoices(found);
  const items = choices.filter(({ node, section }) => node !== section.tree).map(({ node }) => node);
  const best = choices.map(({ section }) => section.tree).filter((tree) => tree !== null);
  const all = found.policy.sections
    .filter(
      (section) =>
        (section.role === 'covered' || section.role === 'definitions') &&
        !wrongRegion(section, found.input.scan, found.input.rules.scans),
    )
    .map(({ tree }) => tree)
    .filter((tree) => tree !== null);
  return [cited === null ? [] : [cited], items, best, all];
}

export function boundsOf(node: CriterionNode, rules: PolicyRules): Bound[] {
  if (node.kind === 'leaf') {
    const own =
      node.concept === null || node.threshold === null
        ? []
        : [{ node, concept: node.concept, threshold: node.threshold, ruleIds: node.ruleIds }];
    return [...own, ...besideBounds(node, rules)];
  }
  const own = node.concept === null ? null : readThreshold(node.text);
  const here =
    own === null || node.concept === null
      ? []
      : [
          {
            node,
            concept: node.concept,
            threshold: own,
            ruleIds: leavesOf(node).flatMap((leaf) => leaf.ruleIds),
          },
        ];
  return [...here, ...node.children.flatMap((child) => boundsOf(child, rules))];
}

/**
 * "Headaches that have changed, after a daily preventive at full dose for six weeks": the criterion is the change, and
 * bounds the medicine all the same. Only a length that stands behind the medicine, with no other thing named between.
 */
function besideBounds(node: CriterionLeaf, rules: PolicyRules): Bound[] {
  const lengths = readDurations(node.text).filter(({ window, ago }) => !window && !ago);
  const [length] = lengths;
  if (length === undefined || lengths.length > 1) return [];
  const last = conceptsIn(node.text, rules).findLast(({ start }) => start < length.start)?.rule;
  return last === undefined || last.concept === node.concept || !therapyConcepts.has(last.concept)
    ? []
    : [{ node, concept: last.concept, threshold: { minDays: length.days }, ruleIds: [last.id] }];
}

/** Words that mean a medicine of any kind. */
const anyMedicine: ReadonlySet<string> = new Set(['policy.medication']);

/** Words that mean laboratory tests of any kind. */
const anyLab = /\b(?:blood|lab(?:oratory)?) (?:tests?|results?|work|panels?|studies|values?)\b|\blabs\b/i;

export function speaksOfSame(found: PolicyCase, assertion: DenialAssertion, bound: Bound): boolean {
  if (bound.concept === assertion.concept) {
    const own = new Set(bound.ruleIds);
    const named = conceptsIn(assertion.span.quote, found.input.rules.policy)
      .filter(({ rule }) => rule.concept === assertion.concept)
      .map(({ rule }) => rule.id);
    if (named.some((id) => own.has(id))) return true;
    // "Blood tests from the last 30 days" are whatever blood tests the policy lists.
    if (bound.concept === 'lab-result' && anyLab.test(assertion.words ?? assertion.span.quote)) return true;
    // Laboratory tests and studies are compared only within one kind; of medicines, the days of an antibiotic bound no spray.
    const specific = (id: string): boolean => !anyMedicine.has(id);
    if (bound.concept === 'medication-trial') return !(named.some(specific) && [...own].some(specific));
    return bound.concept !== 'lab-result' && bound.concept !== 'prior-imaging';
  }
  return sameFamily(assertion.concept, bound.concept) && therapyConcepts.has(bound.concept as never);
}
