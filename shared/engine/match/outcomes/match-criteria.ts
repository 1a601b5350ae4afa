/** Holds a criteria tree against the facts: met, contradicted, not documented, not applicable, or a question. */
import type {
  CriterionGroup,
  CriterionLeaf,
  CriterionNode,
  CriterionOutcome,
  PolicyWaiver,
} from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { therapyConcepts } from '../../policy/vocabulary.ts';
import { afterCareDone } from '../evidence/after-care.ts';
import { concerning } from '../evidence/concerning.ts';
import { isDenied, isEvidence, isSuspected, rankOf } from '../evidence/evidence.ts';
import { dayOf } from '../evidence/fact-times.ts';
import type { MatchInput } from './match-context.ts';
import { matchFinding } from './finding.ts';
import { matchInterval } from './interval.ts';
import { matchLab } from './lab.ts';
import { matchLasting } from './lasting.ts';
import { matchYearsSinceQuitting } from './smoking.ts';
import { matchStrengthDrop } from './strength.ts';
import { ids, outcome } from './outcome.ts';
import { matchRecentVisit } from './recent-visit.ts';
import { matchRuledOut } from './ruled-out.ts';
import { matchSecondLook } from './second-look.ts';
import { matchAbsence } from './absence.ts';
import { asksAgeAlone, isAgeLeaf } from './age-alone.ts';
import { matchSeveralDrugs } from './several-drugs.ts';
import { sinceLastStudy } from './since-last-study.ts';
import { stretchReaching } from '../evidence/stretches.ts';
import { excuses, reaches } from '../waivers/waiver-reach.ts';

/** The outcome of a tree. Never says more than the facts: what is unsure is 'ask'. */
export function matchCriteria(node: CriterionNode, given: MatchInput, depth = 0): CriterionOutcome {
  const input = given.releasing === true ? sinceLastStudy(node, given) : given;
  if (depth > 16) return outcome(node, 'ask', { steps: ['criteria nested too deep'] });
  const plain = node.kind === 'leaf' ? matchLeaf(node, input, depth) : matchGroup(node, input, depth);
  if (plain.state === 'met') return plain;
  for (const waiver of [...node.waivers, ...input.waivers.filter((candidate) => reaches(candidate, node))]) {
    const condition = matchWaiver(waiver, node, input, depth);
    if (condition.state === 'met')
      return {
        ...plain,
        state: 'not-applicable',
        waivedBy: { waiver, outcome: condition },
        steps: [...plain.steps, `waived: ${waiver.condition.text}`],
      };
  }
  return plain;
}

function matchWaiver(
  waiver: PolicyWaiver,
  waived: CriterionNode,
  input: MatchInput,
  depth: number,
): CriterionOutcome {
  const condition = waiver.condition;
  const result = matchCriteria(condition, { ...input, waivers: [], releasing: true }, depth + 1);
  if (
    result.state === 'met' &&
    condition.kind === 'leaf' &&
    condition.concept === 'contraindication' &&
    !excuses(result, waived, input)
  )
    return { ...result, state: 'ask' };
  return result;
}

function matchGroup(node: CriterionGroup, input: MatchInput, depth: number): CriterionOutcome {
  const first = node.children.map((child) => matchCriteria(child, input, depth + 1));
  const read =
    node.kind === 'all' && first.some((child) => child.state === 'met' && child.node.concept !== 'age')
      ? first.map((child) => byWords(child, input))
      : first;
  const children = node.kind === 'all' ? read.map((child) => afterCareDone(child, read)) : read;
  const count = (...states: readonly CriterionOutcome['state'][]): number =>
    children.filter((child) => states.includes(child.state)).length;
  const facts = (which: readonly CriterionOutcome[]): readonly string[] => [
    ...new Set(which.flatMap((child) => child.factIds)),
  ];
  const met = children.filter((child) => child.state === 'met');
  const rest = { children, steps: [] as readonly string[] };
  if (children.length === 0) return outcome(node, 'ask', rest);
  if (node.kind === 'all') {
    const needed = children.filter((child) => !isAgeQuestion(child) && !isOfAge(child));
    const done = needed.filter((child) => child.state === 'met' || child.state === 'not-applicable');
    const state = children.some((child) => child.state === 'contradicted')
      ? 'contradicted'
      : done.length === needed.length && met.length > 0
        ? 'met'
        : done.length === needed.length
          ? 'not-applicable'
          : needed.some((child) => child.state === 'not-documented')
            ? 'not-documented'
            : 'ask';
    return outcome(node, state, {
      ...rest,
      factIds: facts(state === 'met' ? met : children),
      strength: met.every((child) => child.strength === 'strong') ? 'strong' : 'fair',
    });
  }
  const needed = node.kind === 'at-least' ? node.count : 1;
  const proven = met.filter(
    ({ node }) => !isAgeLeaf(node) || (input.releasing === true && asksAgeAlone(node)),
  );
  if (distinctFacts(proven) >= needed)
    return outcome(node, 'met', {
      ...rest,
      factIds: facts(proven),
      strength: proven.filter((child) => child.strength === 'strong').length >= needed ? 'strong' : 'fair',
    });
  const excused = children.filter(isExcused);
  if (distinctFacts(proven) + excused.length >= needed)
    return outcome(node, proven.length > 0 ? 'met' : 'not-applicable', {
      ...rest,
      factIds: facts([...proven, ...excused]),
      strength: 'fair',
    });
  const shared = sharedLength(node, input, depth);
  if (shared !== null) return shared;
  if (proven.length + count('ask') >= needed)
    return outcome(node, 'ask', { ...rest, factIds: facts(children) });
  const state = count('contradicted') === children.length ? 'contradicted' : 'not-documented';
  return outcome(node, state, { ...rest, factIds: facts(children) });
}

/**
 * "Treatment for six weeks with at least two of: a brace; therapy; medicine": the kinds of care share the length. Met
 * where enough of them are documented and reach it together; null where the group is no such one, or they do not.
 */
function sharedLength(node: CriterionGroup, input: MatchInput, depth: number): CriterionOutcome | null {
  if (node.kind !== 'at-least' || node.count < 2) return null;
  const lengths = new Set(
    node.children.map((child) =>
      child.kind === 'leaf' && child.concept !== null && therapyConcepts.has(child.concept)
        ? child.threshold?.minDays
        : undefined,
    ),
  );
  const [days] = lengths;
  if (lengths.size !== 1 || days === undefined) return null;
  const children = node.children.map((child) =>
    child.kind === 'leaf'
      ? {
          ...matchCriteria({ ...child, threshold: { ...child.threshold, minDays: 1 } }, input, depth + 1),
          node: child,
        }
      : matchCriteria(child, input, depth + 1),
  );
  const met = children.filter(({ state }) => state === 'met');
  const factIds = new Set(met.flatMap((child) => child.factIds));
  const run = stretchReaching(
    input.facts.filter(({ id }) => factIds.has(id)),
    days,
  );
  if (distinctFacts(met) < node.count || run.length === 0) return null;
  return outcome(node, 'met', {
    children,
    factIds: ids(run),
    strength: 'fair',
    steps: [`kinds of care that reach ${days} days together`],
  });
}

/** Beside a criterion that facts prove, one that no rule reads may be proven by the record's own words. */
function byWords(child: CriterionOutcome, input: MatchInput): CriterionOutcome {
  const { node } = child;
  if (node.kind !== 'leaf' || input.inWords === undefined) return child;
  const unread =
    (node.concept === null && child.state === 'ask') ||
    ((node.concept === 'functional-limitation' ||
      node.concept === 'progression' ||
      node.concept === 'treatment-response') &&
      child.state === 'not-documented');
  if (!unread) return child;
  const fact = input.inWords(node);
  return fact === null
    ? child
    : outcome(node, 'met', {
        factIds: [fact.id],
        strength: 'fair',
        steps: ['the record uses the words of the policy'],
      });
}

/** "Two weeks of a medicine, or a reason why it is not safe": who has the reason has that one of the list. */
function isExcused({ node, state, waivedBy }: CriterionOutcome): boolean {
  return state === 'not-applicable' && waivedBy !== null && node.waivers.includes(waivedBy.waiver);
}

function isAgeQuestion(child: CriterionOutcome): boolean {
  return child.state === 'ask' && isAgeLeaf(child.node);
}

/** "Fifty years old or more, or with thin bones": whoever is of the age needs nothing else of the group. */
function isOfAge({ node, children, state }: CriterionOutcome): boolean {
  return (
    node.kind === 'any' &&
    state !== 'met' &&
    children.some((child) => child.state === 'met' && isAgeLeaf(child.node))
  );
}

/** "Two or more of": one fact must not count for two members. */
function distinctFacts(met: readonly CriterionOutcome[]): number {
  const used = new Set<string>();
  let count = 0;
  for (const child of met) {
    const own = child.factIds.find((id) => !used.has(id));
    if (own === undefined) continue;
    used.add(own);
    count++;
  }
  return count;
}

function matchLeaf(leaf: CriterionLeaf, input: MatchInput, depth: number): CriterionOutcome {
  const referred = leaf.refersTo === null ? null : input.byLabel(leaf.refersTo);
  if (referred !== null && referred !== leaf) {
    const result = matchCriteria(referred, { ...input, waivers: [] }, depth + 1);
    return { ...result, node: result.node, children: [result] };
  }
  if (leaf.concept === null) {
    return outcome(leaf, 'ask', { steps: ['no rule understands these words'] });
  }
  if (leaf.concept === 'malignancy' && ofRelative.test(leaf.text))
    return outcome(leaf, 'ask', { steps: ['a relative’s history is asked for'] });
  const facts = concerning(leaf, input.facts, input.context);
  const evidence = facts
    .filter((fact) => isEvidence(fact) || (suspects(leaf) && isSuspected(fact)))
    .toSorted(byRank);
  const denied = facts.filter(isDenied);
  if (leaf.concept === 'age') return matchAge(leaf, evidence);
  const quitting = matchYearsSinceQuitting(leaf, input.facts, input.context);
  if (quitting !== null) return quitting;
  const look = leaf.concept === 're-evaluation' ? matchSecondLook(leaf, input.facts, input.context) : null;
  if (look !== null) return look;
  if (leaf.concept === 'interval') return matchInterval(leaf, evidence, denied, input.context);
  if ((leaf.concept === 'motor-deficit' || leaf.concept === 'progression') && !leaf.negated) {
    const dropped = matchStrengthDrop(leaf, input.facts, input.context);
    if (dropped !== null) return dropped;
  }
  const lab =
    leaf.concept === 'lab-result' && !leaf.negated
      ? (matchRuledOut(leaf, input.facts, input.context) ?? matchLab(leaf, facts, input.context))
      : null;
  if (lab !== null) return lab;
  if (leaf.negated) return matchAbsence(leaf, evidence, denied);
  if (therapyConcepts.has(leaf.concept) || leaf.concept === 'symptom-duration') {
    const lasting = (one: CriterionLeaf, own: readonly ClinicalFact[]): CriterionOutcome =>
      matchLasting(one, own, denied, facts, input.context, input.facts);
    return matchSeveralDrugs(leaf, evidence, input.facts, lasting) ?? lasting(leaf, evidence);
  }
  const found = matchFinding(leaf, evidence, denied, facts, input.context, input.facts);
  const seen = found.state === 'met' ? null : matchRecentVisit(leaf, input.facts, input.context);
  if (seen !== null) return seen;
  return found.state === 'met' && asksForSign.test(leaf.text) && !showsSign(leaf, input)
    ? outcome(leaf, 'ask', { factIds: found.factIds, steps: ['the sign that it asks for was not read'] })
    : found;
}

/** "A parent, brother or sister who had lung cancer": the patient's own cancer is not asked for. */
const ofRelative =
  /^\W*(?:an? |the |one |two )?(?:or more )?(?:(?:first|second)[- ]degree (?:relatives?|family)|relatives?|parents?|mother|father|brother|sister|sibling|child|family history)\b(?!.*\b(?:personal|patient['’]?s own|member has)\b)/i;

/** "Injury suspected, with a positive squeeze test": the injury alone does not meet it. */
const asksForSign =
  /\b(?:with|and) (?:an? )?positive\b[^.;]{0,60}\b(?:tests?|signs?|squeeze|man(?:o?eu|oe)v(?:er|re)s?)\b/i;

function showsSign(leaf: CriterionLeaf, { facts, context }: MatchInput): boolean {
  return (
    leaf.concept === 'provocative-test' ||
    concerning({ ...leaf, concept: 'provocative-test', ruleIds: [] }, facts, context).some(isEvidence)
  );
}

/** The policy is content with suspicion ("suspected fracture"). */
function suspects(leaf: CriterionLeaf): boolean {
  return /\bsuspect(?:ed|ing)?\b|\bsuspicion\b|\bconcern for\b/i.test(`${leaf.heading ?? ''} ${leaf.text}`);
}

function byRank(a: ClinicalFact, b: ClinicalFact): number {
  return rankOf(a) - rankOf(b) || (dayOf(b) ?? '').localeCompare(dayOf(a) ?? '');
}

function matchAge(leaf: CriterionLeaf, evidence: readonly ClinicalFact[]): CriterionOutcome {
  const fact = evidence.find(
    (candidate) => candidate.measure?.quantity !== null && candidate.measure?.quantity !== undefined,
  );
  const value = fact?.measure?.quantity?.value;
  const limits = leaf.threshold?.quantity;
  if (fact === undefined || value === undefined || limits === undefined) return outcome(leaf, 'ask');
  const fits = value >= (limits.min ?? 0) && value <= (limits.max ?? 200);
  return outcome(leaf, fits ? 'met' : 'contradicted', {
    factIds: [fact.id],
    steps: [`age ${value}; asked for ${limits.min ?? 0} to ${limits.max ?? 'any'}`],
  });
}
