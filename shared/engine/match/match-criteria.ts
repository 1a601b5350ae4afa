/** Holds a criteria tree against the facts: met, contradicted, not documented, not applicable, or a question. */
import type {
  CriterionGroup,
  CriterionLeaf,
  CriterionNode,
  CriterionOutcome,
  PolicyWaiver,
} from '../../domain/policy.ts';
import type { Concept } from '../../domain/kinds.ts';
import type { ClinicalFact } from '../../domain/record.ts';
import { daysBetween } from '../../text/calendar.ts';
import { namesNode } from '../policy/label-paths.ts';
import { therapyConcepts } from '../policy/vocabulary.ts';
import { concerning } from './concerning.ts';
import { dayOf, inWindow, oldYear } from './fact-times.ts';
import { isDenied, isEvidence, isSuspected, rankOf, wordsOf } from './evidence.ts';
import type { MatchContext } from './match-context.ts';
import { ofEpisode, onsetOf, sinceOnset } from './episode.ts';
import { matchInterval } from './match-interval.ts';
import { matchLab } from './match-lab.ts';
import { matchLasting, describe } from './match-lasting.ts';
import { asksForDecline, matchDecline } from './match-decline.ts';
import { matchQuantity } from './match-quantity.ts';
import { matchStrengthDrop } from './match-strength.ts';
import { outcome, ids } from './outcome.ts';
import { stretchReaching } from './stretches.ts';

export interface MatchInput {
  readonly facts: readonly ClinicalFact[];
  readonly context: MatchContext;
  /** Waivers that reach over the tree: those of waiver sections and of sentences. */
  readonly waivers: readonly PolicyWaiver[];
  /** Finds the leaf's own words in the record, for what no lexicon knows; null where nothing says them. */
  readonly inWords?: (leaf: CriterionLeaf) => ClinicalFact | null;
  /** The tree that a label names ("section 3 applies"), or null. */
  readonly byLabel: (label: string) => CriterionNode | null;
}

/** The outcome of a tree. Never says more than the facts: what is unsure is 'ask'. */
export function matchCriteria(node: CriterionNode, input: MatchInput, depth = 0): CriterionOutcome {
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
  const result = matchCriteria(condition, { ...input, waivers: [] }, depth + 1);
  if (
    result.state === 'met' &&
    condition.kind === 'leaf' &&
    condition.concept === 'contraindication' &&
    !excuses(result, waived, input)
  )
    return { ...result, state: 'ask' };
  return result;
}

/** A contraindication waives only the treatment it speaks of. */
function excuses(result: CriterionOutcome, waived: CriterionNode, input: MatchInput): boolean {
  const text = input.facts
    .filter((fact) => result.factIds.includes(fact.id))
    .map(wordsOf)
    .join(' ');
  const rules = input.context.rules.concepts.filter((rule) =>
    leavesOf(waived).some((leaf) => leaf.ruleIds.includes(rule.id)),
  );
  return rules.some(
    (rule) =>
      (rule.proof !== null && new RegExp(rule.proof, 'iu').test(text)) ||
      new RegExp(rule.pattern.replace(/ /g, '\\s+'), 'iu').test(text),
  );
}

/** Whether a waiver names this node by label or by what it asks for. */
export function reaches(waiver: PolicyWaiver, node: CriterionNode): boolean {
  if (waiver.waivesLabels.some((label) => namesNode(label, node))) return true;
  const concept = node.concept;
  if (concept === null || waiver.waivesConcepts.length === 0) return false;
  if (node.kind !== 'leaf' && !onlyOf(node, waiver)) return false;
  return covers(waiver, concept);
}

function covers(waiver: PolicyWaiver, concept: string): boolean {
  return waiver.waivesConcepts.some(
    (waived) =>
      waived === concept || (waived === 'conservative-therapy' && therapyConcepts.has(concept as never)),
  );
}

/** A group is waived as a whole only where all its members are of the waived kind. */
function onlyOf(node: CriterionGroup, waiver: PolicyWaiver): boolean {
  return leavesOf(node).every((leaf) => leaf.concept !== null && covers(waiver, leaf.concept));
}

/** All leaves of a tree. */
export function leavesOf(node: CriterionNode): CriterionLeaf[] {
  return node.kind === 'leaf' ? [node] : node.children.flatMap(leavesOf);
}

/** What a tree asks for: its own concept and those of everything under it. */
export function conceptsOf(node: CriterionNode): Concept[] {
  const own = node.concept === null ? [] : [node.concept];
  return node.kind === 'leaf' ? own : [...own, ...node.children.flatMap(conceptsOf)];
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
  const proven = met.filter((child) => !(child.node.kind === 'leaf' && child.node.concept === 'age'));
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

/** Why a visit does not count: its reader says so to the findings. */
export const careNotDone = 'the care after which it is asked for was not done in full';

/** "Seen again after 1(b)": a visit before the weeks of care are over looks back on nothing. */
function afterCareDone(child: CriterionOutcome, all: readonly CriterionOutcome[]): CriterionOutcome {
  const { node } = child;
  if (
    child.state !== 'met' ||
    node.kind !== 'leaf' ||
    node.concept !== 're-evaluation' ||
    !/\b(?:after|following|since|upon|end|completion|completed)\b/i.test(node.text)
  )
    return child;
  const care = all.filter(
    (other) =>
      other !== child &&
      leavesOf(other.node).every(({ concept }) => concept !== null && therapyConcepts.has(concept)) &&
      leavesOf(other.node).some(({ threshold }) => threshold?.minDays !== undefined),
  );
  const undone = care.every(
    ({ state, waivedBy }) => state === 'not-documented' || (state === 'not-applicable' && waivedBy !== null),
  );
  if (care.length === 0 || !undone) return child;
  const waived = care.every(({ state }) => state === 'not-applicable');
  return outcome(node, waived ? 'not-applicable' : 'not-documented', {
    factIds: child.factIds,
    steps: [...child.steps, careNotDone],
  });
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
  return child.state === 'ask' && child.node.kind === 'leaf' && child.node.concept === 'age';
}

/** "Fifty years old or more, or with thin bones": whoever is of the age needs nothing else of the group. */
function isOfAge({ node, children, state }: CriterionOutcome): boolean {
  return (
    node.kind === 'any' &&
    state !== 'met' &&
    children.some(
      (child) => child.state === 'met' && child.node.kind === 'leaf' && child.node.concept === 'age',
    )
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
  const facts = concerning(leaf, input.facts, input.context);
  const evidence = facts
    .filter((fact) => isEvidence(fact) || (suspects(leaf) && isSuspected(fact)))
    .toSorted(byRank);
  const denied = facts.filter(isDenied);
  if (leaf.concept === 'age') return matchAge(leaf, evidence);
  if (leaf.concept === 'interval') return matchInterval(leaf, evidence, denied, input.context);
  if ((leaf.concept === 'motor-deficit' || leaf.concept === 'progression') && !leaf.negated) {
    const dropped = matchStrengthDrop(leaf, input.facts, input.context);
    if (dropped !== null) return dropped;
  }
  const lab = leaf.concept === 'lab-result' && !leaf.negated ? matchLab(leaf, facts, input.context) : null;
  if (lab !== null) return lab;
  if (leaf.negated) {
    if (evidence.length > 0) return outcome(leaf, 'contradicted', { factIds: ids(evidence) });
    return denied.length > 0
      ? outcome(leaf, 'met', { factIds: ids(denied), strength: 'fair' })
      : outcome(leaf, 'ask');
  }
  if (therapyConcepts.has(leaf.concept) || leaf.concept === 'symptom-duration')
    return matchLasting(leaf, evidence, denied, facts, input.context, input.facts);
  const found = matchFinding(leaf, evidence, denied, facts, input.context, input.facts);
  return found.state === 'met' && asksForSign.test(leaf.text) && !showsSign(leaf, input)
    ? outcome(leaf, 'ask', { factIds: found.factIds, steps: ['the sign that it asks for was not read'] })
    : found;
}

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

function matchFinding(
  leaf: CriterionLeaf,
  evidence: readonly ClinicalFact[],
  denied: readonly ClinicalFact[],
  all: readonly ClinicalFact[],
  context: MatchContext,
  facts: readonly ClinicalFact[],
): CriterionOutcome {
  const past =
    /\bhistory\b|\bpersonal\b|\b(?:prior|previous)\b(?! (?:\w+ )?(?:imaging|films?|x-?rays?|radiographs?|scans?|stud(?:y|ies)|authori[sz]ation|treatment|therapy))|\bhas had\b|\bknown\b|\bproven\b|\bconfirmed\b|\bestablished\b|\bshown\b|\bbaseline\b|\bin the past\b|\bwithin\b|\brecent\b/i.test(
      leaf.text,
    );
  const timeless =
    leaf.concept === 'malignancy' ||
    leaf.concept === 'tissue-diagnosis' ||
    leaf.concept === 'prior-imaging' ||
    leaf.concept === 'lab-result' ||
    leaf.concept === 'smoking-history' ||
    leaf.concept === 'genetic-test' ||
    leaf.concept === 'risk-score' ||
    leaf.concept === 'stress-test' ||
    leaf.concept === 'specialist-evaluation' ||
    leaf.concept === 're-evaluation' ||
    leaf.concept === 'contraindication';
  const smokesNow =
    leaf.concept === 'smoking-history' && /\b(?:current(?:ly)?|active(?:ly)?)\b/i.test(leaf.text);
  const current = evidence.filter(
    (fact) =>
      !(smokesNow && givenUp.test(wordsOf(fact))) &&
      ((fact.context.temporality !== 'historical' && oldYear(fact) === null && !isBygone(fact, context)) ||
        ((past || timeless) && !(isAbility(fact) && isBygone(fact, context)))),
  );
  const episode = leaf.concept === 'prior-imaging' && ofEpisode.test(leaf.text);
  const onset = episode ? onsetOf(facts, context) : null;
  const windowed = current.map((fact) => ({
    fact,
    within: episode ? sinceOnset(fact, onset) : inWindow(fact, leaf.threshold, context),
  }));
  const recent = windowed.filter(({ within }) => within === true).map(({ fact }) => fact);
  const undated = windowed.filter(({ within }) => within === null).map(({ fact }) => fact);
  if (recent.length === 0) {
    if (undated.length > 0) return outcome(leaf, 'ask', { factIds: ids(undated) });
    if (windowed.length > 0)
      return outcome(leaf, 'not-documented', {
        factIds: ids(windowed.map(({ fact }) => fact)),
        steps: [`documented, but older than asked for (${describe(leaf.threshold)})`],
      });
    // "Foveal sign positive, Watson shift negative" denies one test of several.
    const mixed =
      leaf.concept === 'provocative-test' &&
      denied.some((fact) => /\bpos(?:itive)?\b|\(\+\)|\+(?!\d)/i.test(wordsOf(fact)));
    if (mixed) return outcome(leaf, 'ask', { factIds: ids(denied) });
    if (denied.length > 0) return outcome(leaf, 'contradicted', { factIds: ids(denied) });
    return outcome(leaf, 'not-documented', { factIds: ids(all) });
  }
  if (leaf.threshold?.quantity !== undefined) {
    const measured = matchQuantity(leaf, recent, leaf.threshold.quantity);
    // A score or a size of another year, too low for the policy, says nothing of how things stand now.
    const old = measured.factIds.every((id) =>
      recent.some((fact) => fact.id === id && isBygone(fact, context)),
    );
    return measured.state === 'not-documented' && measured.factIds.length > 0 && old
      ? outcome(leaf, 'ask', { factIds: measured.factIds, steps: [...measured.steps, 'an old value'] })
      : measured;
  }
  if (leaf.concept === 'motor-deficit' && asksForDecline(leaf)) return matchDecline(leaf, recent);
  // An examination that finds it outranks a review of systems that denies it; among equals the later one counts,
  // and where both stand on one day the record is asked about, not believed.
  const best = recent[0];
  const against =
    best === undefined
      ? undefined
      : denied.find(
          (fact) =>
            sameTopic(fact, best) &&
            rankOf(fact) <= rankOf(best) &&
            (dayOf(fact) ?? '') >= (dayOf(best) ?? ''),
        );
  const undone =
    best === undefined || best.section === 'report' || leaf.concept !== 'prior-imaging'
      ? undefined
      : denied.find(
          (fact) =>
            fact.concept === 'prior-imaging' &&
            fact.detail === best.detail &&
            fact.status === 'not-done' &&
            (dayOf(fact) ?? '') > (dayOf(best) ?? ''),
        );
  if (best !== undefined && undone !== undefined)
    return outcome(leaf, 'not-documented', {
      factIds: [undone.id, best.id],
      steps: ['a later entry says that it was not done'],
    });
  const examined =
    best === undefined || rankOf(best) === 0 || !neurological.has(best.concept)
      ? undefined
      : denied.find(
          (fact) =>
            fact.concept === best.concept && rankOf(fact) === 0 && (dayOf(fact) ?? '') >= (dayOf(best) ?? ''),
        );
  if (best !== undefined && examined !== undefined)
    return outcome(leaf, 'ask', {
      factIds: [best.id, examined.id],
      steps: ['the examination speaks against it'],
    });
  if (best !== undefined && against !== undefined && !isSuspected(best))
    return outcome(leaf, 'ask', { factIds: [best.id, against.id], steps: ['the record speaks both ways'] });
  return outcome(leaf, 'met', {
    factIds: ids(recent),
    strength: best !== undefined && rankOf(best) <= 2 ? 'strong' : 'fair',
  });
}

/** Days after which what was found is no longer how the patient is. */
const presentState = 400;

/** "Cannot walk two blocks" may pass, unlike an allergy. */
function isAbility(fact: ClinicalFact): boolean {
  return (
    fact.concept === 'contraindication' &&
    /\b(?:walk|climb|stairs|blocks?|exercise|treadmill|stand|lie (?:flat|still))\b/i.test(wordsOf(fact))
  );
}

/** "Quit smoking 2009", "former smoker": no current smoking. */
const givenUp = /\b(?:quit|stopped|former(?:ly)?|ex-?|past|gave up|prior|previous(?:ly)?)\b/i;

/** A fever of two years ago is none of today's illness. */
function isBygone(fact: ClinicalFact, context: MatchContext): boolean {
  const day = dayOf(fact);
  return day !== null && daysBetween(day, context.requestDate) > presentState;
}

const neurological: ReadonlySet<string> = new Set([
  'motor-deficit',
  'sensory-deficit',
  'reflex-change',
  'focal-neurological-deficit',
]);

/** Two facts speak of one thing: "O'Brien positive" and "Hawkins negative" do not, nor do left and right. */
function sameTopic(a: ClinicalFact, b: ClinicalFact): boolean {
  if (a.concept !== b.concept || a.concept === 'place-of-service') return false;
  if (a.side !== null && b.side !== null && a.side !== b.side) return false;
  // "No pacemaker" denies no other reason.
  if (a.concept === 'contraindication' && a.subject !== b.subject) return false;
  if (
    a.concept === 'provocative-test' ||
    a.concept === 'reflex-change' ||
    a.concept === 'motor-deficit' ||
    a.concept === 'sensory-deficit' ||
    a.concept === 'prior-imaging' ||
    a.concept === 'lab-result'
  )
    return false;
  return a.detail === b.detail || a.detail === null || b.detail === null;
}
