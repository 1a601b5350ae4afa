/** Where the denial asks for more than the policy: a longer time, a higher value, a test the policy does not want. */
import type { DenialAssertion, Threshold } from '../../domain/denial.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Concept } from '../../domain/kinds.ts';
import type { Span } from '../../domain/page-text.ts';
import type { CriterionLeaf, CriterionNode } from '../../domain/policy.ts';
import type { PolicyRules } from '../../domain/policy-rules.ts';
import { withoutOwnValue } from '../denial/own-value.ts';
import { readThreshold } from '../policy/thresholds.ts';
import { conceptsIn, therapyConcepts } from '../policy/vocabulary.ts';
import { readDurations } from '../../text/durations.ts';
import { matchesPattern } from '../../text/pattern.ts';
import { criterionOf } from '../policy/criteria.ts';
import { fitted } from '../policy/fitted.ts';
import { oneLine } from '../policy/flow.ts';
import { leavesOf } from '../policy/criteria-tree.ts';
import { matchCriteria } from './match-criteria.ts';
import { nameOf } from './names.ts';
import {
  bestChoices,
  citedSection,
  isClinical,
  makeFinding,
  nodeByLabel,
  nodeWords,
  policyCitation,
  sameFamily,
  type PolicyCase,
} from './policy-case.ts';
import { isLabel, wrongRegion } from './sections-for.ts';

/** One finding for each statement of the denial that goes beyond every criterion of the kind in the policy. */
export function exceedsFindings(found: PolicyCase): Finding[] {
  if (!isClinical(found)) return [];
  const out: Finding[] = [];
  for (const assertion of found.input.denial.assertions) {
    const longer = exceeding(found, assertion);
    if (longer !== null) out.push(longer);
    for (const concept of special) {
      const chosen = onlyAlternative(found, assertion, concept);
      if (chosen !== null) out.push(chosen);
    }
    const unwanted = notWanted(found, assertion);
    if (unwanted !== null) out.push(unwanted);
  }
  return out;
}

interface Bound {
  readonly node: CriterionNode;
  readonly concept: Concept;
  readonly threshold: Threshold;
  readonly ruleIds: readonly string[];
}

function exceeding(found: PolicyCase, assertion: DenialAssertion): Finding | null {
  const asked = fitted(askedBy(found, assertion), assertion.concept);
  if (asked === null) return null;
  for (const roots of places(found)) {
    const bounds = roots
      .flatMap((root) => boundsOf(root, found.input.rules.policy))
      .filter((bound) => speaksOfSame(found, assertion, bound));
    if (bounds.length === 0) continue;
    const beyond = excess(asked, bounds, assertion);
    if (beyond !== null) return report(found, assertion, beyond.bound, beyond.asked, beyond.policy);
    if (compared(asked, bounds)) return null;
  }
  return null;
}

/** Care that no policy means when it says "treatment": a letter that demands it by name demands it by itself. */
const special: ReadonlySet<Concept> = new Set<Concept>(['injection', 'chiropractic']);

/** The letter demands one kind of care by itself; the policy only names it as one choice among several. */
function onlyAlternative(found: PolicyCase, assertion: DenialAssertion, concept: Concept): Finding | null {
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

/** Whether the policy bounds what the letter asks for at all: then this place settles it. */
function compared(asked: Threshold, bounds: readonly Bound[]): boolean {
  return bounds.some(
    ({ threshold }) =>
      (asked.minDays !== undefined && threshold.minDays !== undefined) ||
      (asked.quantity?.min !== undefined && threshold.quantity?.unit === asked.quantity.unit),
  );
}

interface Excess {
  readonly bound: Bound;
  readonly asked: string;
  readonly policy: string;
}

/** The respect in which the letter goes beyond the most demanding of the policy's bounds; null where in none. */
function excess(asked: Threshold, bounds: readonly Bound[], assertion: DenialAssertion): Excess | null {
  const most = (
    value: (threshold: Threshold) => number | undefined,
  ): { bound: Bound; value: number } | null =>
    bounds.reduce<{ bound: Bound; value: number } | null>((best, bound) => {
      const own = value(bound.threshold);
      return own !== undefined && (best === null || own > best.value) ? { bound, value: own } : best;
    }, null);
  const days = most(({ minDays }) => minDays);
  if (asked.minDays !== undefined && days !== null && asked.minDays > days.value * 1.15)
    return { bound: days.bound, asked: `${asked.minDays} days`, policy: `${days.value} days` };
  // A narrower window is a stricter one: against the narrowest that the policy has.
  const window = most(({ lookBackDays }) => (lookBackDays === undefined ? undefined : -lookBackDays));
  if (
    asked.lookBackDays !== undefined &&
    window !== null &&
    assertion.claim !== 'normal' &&
    asked.lookBackDays < -window.value * 0.85
  )
    return {
      bound: window.bound,
      asked: `it within ${asked.lookBackDays} days`,
      policy: `it within ${-window.value} days`,
    };
  const visits = most(({ minVisits }) => minVisits);
  if (
    asked.minVisits !== undefined &&
    visits !== null &&
    assertion.claim === 'required' &&
    asked.minVisits > visits.value
  )
    return { bound: visits.bound, asked: `${asked.minVisits} visits`, policy: `${visits.value} visits` };
  const wanted = asked.quantity;
  if (wanted?.min === undefined) return null;
  const quantity = most((threshold) =>
    threshold.quantity?.unit === wanted.unit ? threshold.quantity.min : undefined,
  );
  if (quantity === null || wanted.min <= quantity.value) return null;
  return {
    bound: quantity.bound,
    asked: `${wanted.min} ${wanted.unit}`,
    policy: `${quantity.value} ${wanted.unit}`,
  };
}

/**
 * What the letter demands of this one thing. A sentence that demands several ("six weeks of therapy and three of
 * medicine") is taken apart first; where it cannot be, a single amount is taken and several are not.
 */
function askedBy(found: PolicyCase, assertion: DenialAssertion): Threshold | null {
  const text = withoutOwnValue(oneLine(assertion.span.quote));
  if (isOfOther(found, text, assertion.concept)) return null;
  const tree = criterionOf(
    { text, span: assertion.span, label: null, heading: null },
    found.input.rules.policy,
    new Map(),
  );
  const several = new Set(plainDays(text)).size > 1;
  const own = leavesOf(tree).filter(
    (leaf) => leaf.concept === assertion.concept && !(several && plainDays(leaf.text).length > 1),
  );
  const first = own.map(({ threshold }) => threshold).find((threshold) => threshold !== null);
  if (tree.kind !== 'leaf' && own.length > 0) return first ?? onlyValue(tree, text, assertion.concept);
  if (first !== undefined) return first;
  if (several) return ownAmount(found, text, assertion.concept);
  return plainDays(text).length > 1 ? null : (readThreshold(text) ?? assertion.threshold);
}

/** "A likelihood of 30 percent or more before perfusion imaging": the one value belongs to the one thing that is a number. */
function onlyValue(tree: CriterionNode, text: string, concept: Concept): Threshold | null {
  const quantity = readThreshold(text)?.quantity;
  const counted = leavesOf(tree).filter((leaf) => leaf.concept !== null && numbers.has(leaf.concept));
  return quantity === undefined || counted.length !== 1 || counted[0]?.concept !== concept
    ? null
    : { quantity };
}
const numbers: ReadonlySet<Concept> = new Set<Concept>(['risk-score', 'lab-result', 'smoking-history']);

/** Lengths of time in the words that are no windows. */
function plainDays(text: string): number[] {
  return readDurations(text)
    .filter(({ window, ago }) => !window && !ago)
    .map(({ days }) => days);
}

/** "Exercise lasting six weeks, a medicine taken for three, and films": the length in the part of the sentence that names the thing. */
function ownAmount(found: PolicyCase, text: string, concept: Concept): Threshold | null {
  const parts = text
    .split(/[,;]\s+(?:and\s+)?|\s+and\s+/)
    .filter((part) =>
      conceptsIn(part, found.input.rules.policy).some(
        ({ rule }) => rule.concept === concept || rule.also.includes(concept as never),
      ),
    );
  const amounts = parts.filter((part) => plainDays(part).length === 1).map(readThreshold);
  return amounts.length === 1 ? (amounts[0] ?? null) : null;
}

/** "No stress test is reported, and no kidney test from the last 30 days": the length stands with another thing that is missed by itself. */
function isOfOther(found: PolicyCase, text: string, concept: Concept): boolean {
  const parts = text.split(
    /[,;]\s+(?=(?:and |or )?(?:no|nor|neither|without|there)\b)|\s+(?=(?:and|or) no\b|nor\b)/i,
  );
  const own = parts.filter((part) =>
    conceptsIn(part, found.input.rules.policy).some(
      ({ rule }) => rule.concept === concept || rule.also.includes(concept as never),
    ),
  );
  return (
    parts.length > 1 &&
    own.length > 0 &&
    own.every((part) => readDurations(part).length === 0) &&
    readDurations(text).length > 0
  );
}

function report(
  found: PolicyCase,
  assertion: DenialAssertion,
  bound: Bound,
  asked: string,
  policy: string,
): Finding {
  const { concept } = assertion;
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

/** Where to look, in turn: the section the letter cites, the item of a section that fits, the one that fits, then all sections for this region. */
function places(found: PolicyCase): CriterionNode[][] {
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

function boundsOf(node: CriterionNode, rules: PolicyRules): Bound[] {
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

function speaksOfSame(found: PolicyCase, assertion: DenialAssertion, bound: Bound): boolean {
  if (bound.concept === assertion.concept) {
    const own = new Set(bound.ruleIds);
    const named = conceptsIn(assertion.span.quote, found.input.rules.policy)
      .filter(({ rule }) => rule.concept === assertion.concept)
      .map(({ rule }) => rule.id);
    if (named.some((id) => own.has(id))) return true;
    // Laboratory tests and studies are compared only within one kind; of medicines, the days of an antibiotic bound no spray.
    const specific = (id: string): boolean => !anyMedicine.has(id);
    if (bound.concept === 'medication-trial') return !(named.some(specific) && [...own].some(specific));
    return bound.concept !== 'lab-result' && bound.concept !== 'prior-imaging';
  }
  return sameFamily(assertion.concept, bound.concept) && therapyConcepts.has(bound.concept as never);
}

const redFlags: ReadonlySet<Concept> = new Set<Concept>([
  'cauda-equina',
  'malignancy',
  'infection',
  'fracture-trauma',
  'motor-deficit',
  'sensory-deficit',
  'myelopathy',
  'seizure',
  'papilledema',
  'thunderclap-headache',
  'weight-loss',
  'immunosuppression',
]);

/** "Radiographs need not come first under this section." */
const underThis = /\b(?:under|in|for) this (?:section|part|paragraph|path(?:way)?|indication|heading)\b/i;

function within(inner: Span, outer: Span): boolean {
  return (
    inner.documentId === outer.documentId &&
    inner.pageIndex === outer.pageIndex &&
    inner.start >= outer.start &&
    inner.end <= outer.end
  );
}

/** "No calcium score is asked for under section 3": only where the request falls under that section. */
function reachesRequest(found: PolicyCase, statementSpan: Span): boolean {
  const statement = oneLine(statementSpan.quote);
  const label =
    /\b(?:under|in|for|on) (?:section|part|paragraph|item|path(?:way)?|route|option|track) ([\w.()-]+?)[.;,]?(?:\s|$)/i.exec(
      statement,
    )?.[1];
  if (label === undefined)
    return (
      !/\b(?:under|in) (?!this )(?:section|part)\b/i.test(statement) &&
      (!underThis.test(statement) ||
        bestChoices(found).some(({ section }) => within(statementSpan, section.span)))
    );
  if (bestChoices(found).some(({ section }) => isLabel(section.label, label))) return true;
  const node = nodeByLabel(found.policy, label);
  return node !== null && matchCriteria(node, { ...found.match, waivers: [] }).state === 'met';
}

/** The same sentence speaks of the thing by its own name as well: "a treadmill test before the CT". */
function saidAlso(found: PolicyCase, { span }: DenialAssertion, concept: Concept): boolean {
  return found.input.denial.assertions.some(
    (other) =>
      other.concept === concept && other.span.pageIndex === span.pageIndex && other.span.start === span.start,
  );
}

/** The policy says in so many words that the thing demanded is no condition. */
function notWanted(found: PolicyCase, assertion: DenialAssertion): Finding | null {
  // A red flag that the letter does not see would lift the demand; it is not what is demanded.
  if (assertion.claim === 'normal' || (redFlags.has(assertion.concept) && assertion.claim !== 'required'))
    return null;
  for (const section of found.policy.sections) {
    if (section.role === 'history') continue;
    for (const statement of section.notRequired) {
      const rules = found.input.rules.policy.concepts.filter(({ id }) => statement.ruleIds.includes(id));
      const same = rules.some(
        (rule) =>
          (rule.concept === assertion.concept ||
            (rule.also.includes(assertion.concept as never) && !saidAlso(found, assertion, rule.concept))) &&
          matchesPattern(rule.pattern, assertion.span.quote),
      );
      if (!same || !reachesRequest(found, statement.span)) continue;
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
