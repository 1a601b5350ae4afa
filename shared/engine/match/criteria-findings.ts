/** Criteria of the right section: which the record meets, which it does not, and what to ask the doctor for. */
import type { DenialAssertion } from '../../domain/denial.ts';
import type { Citation, Finding, Gap, PleaseCheck } from '../../domain/finding.ts';
import type { ClinicalConcept, Concept } from '../../domain/kinds.ts';
import type { CriterionGroup, CriterionNode, CriterionOutcome } from '../../domain/policy.ts';
import { isSameThing } from '../compare/same-thing.ts';
import { conceptsIn, hasPhrase, therapyConcepts } from '../policy/vocabulary.ts';
import { isEvidence, wordsOf } from './evidence.ts';
import { leavesOf } from '../policy/criteria-tree.ts';
import { careNotDone } from './after-care.ts';
import { reaches } from './waiver-reach.ts';
import { nameOf } from './names.ts';
import {
  assertionsAbout,
  bestChoices,
  citedSection,
  findsFaultBesides,
  isClinical,
  makeFinding,
  nodeWords,
  policyCitation,
  recordCitations,
  stepsOf,
  type PolicyCase,
} from './policy-case.ts';

export interface CriteriaFindings {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly pleaseCheck: readonly PleaseCheck[];
}

/** Findings and gaps of the section that applies. Where it is not clear which one does, questions only. */
export function criteriaFindings(found: PolicyCase): CriteriaFindings {
  const findings: Finding[] = [];
  const gaps: Gap[] = [];
  const pleaseCheck: PleaseCheck[] = [];
  if (!isClinical(found)) return { findings, gaps, pleaseCheck };
  const choice = applicable(found);
  if (choice === null) return { findings, gaps, pleaseCheck };
  const { reasons } = found.input.denial;
  const necessity =
    reasons.length === 0 ||
    reasons.some(({ value }) => value === 'MN' || value === 'INF') ||
    findsFaultBesides(found);
  const items = itemsOf(choice, found);
  const guessed = isGuess(choice);
  const rivalled = hasRival(choice, found);
  for (const item of items) {
    const concept = conceptOf(found, item);
    if (concept === null) {
      pleaseCheck.push(question(found, item, null));
      continue;
    }
    if (item.state === 'met') {
      const finding = metFinding(
        found,
        item,
        items.filter((other) => other !== item),
      );
      if (finding !== null) findings.push(finding);
    } else if (item.state === 'not-applicable' || concept === 'age') {
      continue;
    } else if (item.state === 'ask' && !(necessity && undated(found, item))) {
      pleaseCheck.push(question(found, item, concept));
      gaps.push(gapOf(found, item, concept));
    } else {
      gaps.push(gapOf(found, item, concept));
      const finding =
        necessity &&
        !guessed &&
        !rivalled &&
        !isGuess(item) &&
        !isTorn(item) &&
        !isTestThatWasDone(found, item) &&
        !mayBeWaived(found, item)
          ? unmetFinding(found, item, concept)
          : null;
      if (finding === null) pleaseCheck.push(question(found, item, concept));
      else findings.push(finding);
    }
  }
  return { findings, gaps, pleaseCheck };
}

/**
 * Treatment that the denial misses and the record only mentions, without a length or a count anywhere: too little
 * for a policy that asks for weeks, whatever was done.
 */
function undated(found: PolicyCase, item: CriterionOutcome): boolean {
  const leaves = leavesOf(item.node);
  if (
    !leaves.every(
      (leaf) =>
        leaf.concept !== null && therapyConcepts.has(leaf.concept) && leaf.threshold?.minDays !== undefined,
    )
  )
    return false;
  const claimed = leaves.some((leaf) =>
    assertionsAbout(found, leaf.concept).some(({ claim }) => claim !== 'normal' && claim !== 'other'),
  );
  const facts = item.factIds.map((id) => found.facts.get(id)).filter((fact) => fact !== undefined);
  return (
    claimed &&
    facts.every((fact) => fact.measure === null || !isEvidence(fact)) &&
    !facts.some(
      (fact) => isEvidence(fact) && /\b(?:complet|finish|discharg|d\/c)/i.test(fact.spans[0]?.quote ?? ''),
    )
  );
}

/** A release for medical reasons that the record may give: whether it holds is the doctor's to say, and nothing to claim against. */
function mayBeWaived(found: PolicyCase, { node }: CriterionOutcome): boolean {
  const excusing = [...node.waivers, ...found.match.waivers.filter((waiver) => reaches(waiver, node))].some(
    ({ condition }) => leavesOf(condition).some(({ concept }) => concept === 'contraindication'),
  );
  return (
    excusing && found.input.facts.some((fact) => fact.concept === 'contraindication' && isEvidence(fact))
  );
}

/** What a test must show for a policy that asks for more than that it be done. */
const asksForResult =
  /\b(?:raised|elevated|abnormal|high(?:er)?|increased|rising|positive|low(?:er)?|reduced|decreased|above|below|over|under|at least|more|less|shows?|confirms?)\b|[≥≤<>]|\d\.\d/i;

/** "Blood count and liver tests", and the record has their values: normal ones are no missing test. */
function isTestThatWasDone(found: PolicyCase, item: CriterionOutcome): boolean {
  return leavesOf(item.node).every(
    ({ concept, text }) =>
      concept === 'lab-result' &&
      !asksForResult.test(text) &&
      item.factIds.some((id) => found.facts.get(id)?.measure?.quantity != null),
  );
}

/** A list that the policy does not say how to join: that one of its items is missing is a question, no finding. */
function isGuess({ node }: CriterionOutcome): boolean {
  return node.kind === 'all' && !node.stated;
}

/** "Treatment with at least two of: a brace;" read as one criterion: its list was torn apart, and what is missing is not known. */
function isTorn({ node, children }: CriterionOutcome): boolean {
  return (
    children.length === 0 &&
    /\b(?:one|two|three|four|any|all|both|either|each) of(?: the following| these)?\s*:/i.test(node.text)
  );
}

/** Points by which a section must fit better than one that the record all but meets. */
const clearly = 2;

/** Another section fits about as well and lacks nothing that the record is known not to show: which of the two applies is doubtful. */
function hasRival(choice: CriterionOutcome, found: PolicyCase): boolean {
  const top = found.choices.find(({ outcome }) => outcome === choice);
  return (
    top !== undefined &&
    choice.state !== 'met' &&
    found.choices.some(
      ({ outcome, score }) =>
        outcome !== choice &&
        (score >= top.score - clearly || choice.children.every(({ state }) => state !== 'met')) &&
        outcome.node.kind === 'all' &&
        outcome.children.filter(({ state }) => state === 'met').length >= 2 &&
        outcome.children.every(({ state }) => state !== 'contradicted' && state !== 'not-documented'),
    )
  );
}

/** The outcome to report on: a section that is met, else the one that clearly fits best. */
function applicable(found: PolicyCase): CriterionOutcome | null {
  const best = bestChoices(found);
  const met = best.find(({ outcome }) => outcome.state === 'met');
  if (met !== undefined) return met.outcome;
  const first = best[0];
  if (first === undefined) return null;
  if (best.length > 1 && first.score <= 1) {
    // A list of alternatives none of which holds is no way for this patient; what is left is the way that was meant.
    const ways = best.filter(({ outcome }) => !isClosedWay(outcome));
    return ways.length === 1 ? (ways[0]?.outcome ?? null) : null;
  }
  return restOf(first, found) ?? first.outcome;
}

/** Titles of what is left over when no other section applies. */
const remainder =
  /\b(?:none|not|neither|nothing) (?:of|in|under|listed|named|covered|described)(?: \w+){0,3} (?:above|before|sections?|chapters?|parts?|list)\b|\b(?:all|any|every) other\b|\bnot otherwise\b|\bother (?:headaches?|pain|cases|indications|situations|members|patients|requests|complaints)\b|\beverything else\b|\bwithout (?:any of )?the (?:above|signs? (?:of|in))\b/i;

/** "Headache, none of the above": where another section is met, that one is the patient's. Null where it is no such section. */
function restOf({ section }: PolicyCase['choices'][number], found: PolicyCase): CriterionOutcome | null {
  if (!remainder.test(`${section.heading} ${(section.tree?.text ?? '').slice(0, 120)}`)) return null;
  const other = found.choices.find(
    (choice) => choice.section !== section && choice.score > 1 && choice.outcome.state === 'met',
  );
  return other?.outcome ?? null;
}

/** "Approve at once for any of: …", and the record shows none of them. */
function isClosedWay({ node, children, state }: CriterionOutcome): boolean {
  return (
    node.kind === 'any' &&
    node.stated &&
    children.length > 2 &&
    (state === 'contradicted' || state === 'not-documented')
  );
}

/** The single criteria of a section: the members of its all-of list, or the whole where it is an any-of. */
function itemsOf(outcome: CriterionOutcome, found: PolicyCase): CriterionOutcome[] {
  const { node } = outcome;
  if (node.kind === 'all' && outcome.waivedBy === null)
    return outcome.children.flatMap((child) =>
      child.node.kind === 'all' && !isGuess(child) && sameItem(child.node, node) && !isFailedCare(child)
        ? itemsOf(child, found)
        : [child],
    );
  if (
    node.kind === 'any' &&
    outcome.children.some((child) => child.node.kind === 'all' && child.node.label !== node.label)
  ) {
    const ways = outcome.children.filter((child) => !isWarning(child.node, found));
    const lists = ways.filter((way) => way.node.kind === 'all');
    const [most] = lists.toSorted((a, b) => metItems(b) - metItems(a));
    const met = ways.find(({ state }) => state === 'met');
    // What the record shows most of is the way that this patient goes; what it lacks of it may be owed by another.
    if (most !== undefined && metItems(most) >= 2 && most.state === 'ask' && !node.stated)
      return itemsOf(most, found).filter(({ state }) => state === 'met');
    if (met === undefined && most !== undefined && lists.length === 1) return itemsOf(most, found);
    return met === undefined ? [] : itemsOf(met, found);
  }
  if (node.kind === 'any' && !node.stated) {
    const met = outcome.children.filter(({ state }) => state === 'met');
    return outcome.state !== 'met' ? [] : isOneList(outcome) ? met : met.slice(0, 1);
  }
  return [outcome];
}

/** How many things of a list the record shows. */
function metItems({ children }: CriterionOutcome): number {
  return children.filter(({ state }) => state === 'met').length;
}

/** A list that does not say how it is joined, most of which holds for this patient, tells of one patient's way and not of several. */
function isOneList({ children }: CriterionOutcome): boolean {
  const held = children.filter(({ state, waivedBy }) => state === 'met' || waivedBy !== null);
  return held.length >= children.length / 2 && children.every(({ state }) => state !== 'contradicted');
}

/** Conservative care of several parts that falls short is one gap, not one for each part. */
function isFailedCare({ node, state }: CriterionOutcome): boolean {
  return (
    state !== 'met' &&
    node.concept === 'conservative-therapy' &&
    leavesOf(node).every(({ concept }) => concept !== null && therapyConcepts.has(concept))
  );
}

/** A nested all-of is part of the list above it: one without a label of its own, or "BOTH of" items with labels. */
function sameItem(child: CriterionGroup, parent: CriterionNode): boolean {
  return (
    child.label === null ||
    child.label === parent.label ||
    (child.stated && child.children.every(({ label }) => label !== null && label !== child.label))
  );
}

function isWarning(node: CriterionNode, found: PolicyCase): boolean {
  const title = (node.heading ?? node.text).slice(0, 80);
  return hasPhrase(title, 'waiver', 'heading', found.input.rules.policy) && !/^no\b/i.test(title);
}

/** The criterion's concept by the naming rule: general name, else the member that the letter names, else the first. */
function conceptOf(found: PolicyCase, outcome: CriterionOutcome): Concept | null {
  const { node } = outcome;
  if (node.kind === 'leaf') return node.concept;
  const general = conceptsIn(`${node.heading ?? ''} ${node.text}`, found.input.rules.policy).find(
    ({ rule }) => rule.general,
  );
  const members = leavesOf(node)
    .map(({ concept }) => concept)
    .filter((concept) => concept !== null);
  if (general !== undefined && members.some((concept) => therapyConcepts.has(concept)))
    return general.rule.concept;
  if (node.kind === 'any' && node.concept === 'conservative-therapy') return 'conservative-therapy';
  // Of things asked for together, what is missing names the item, and of several the first.
  if (node.kind === 'all' && outcome.state !== 'met') {
    const missing = outcome.children
      .filter(({ state, waivedBy }) => state !== 'met' && waivedBy === null)
      .flatMap((child) => leavesOf(child.node).map(({ concept }) => concept));
    if (missing.includes(node.concept)) return node.concept;
  }
  const named = members.find((member) =>
    found.input.denial.assertions.some(({ concept }) => concept === member),
  );
  return named ?? members.find((member) => member !== 'age') ?? null;
}

/** What a node and its members ask for. */
function conceptsOf(node: CriterionNode): ReadonlySet<Concept> {
  const all = [node.concept, ...leavesOf(node).map(({ concept }) => concept)];
  return new Set<Concept>(all.filter((concept) => concept !== null));
}

const ofTime =
  /\d|\b(?:months?|weeks?|years?|days?|since|last|repeat\w*|again|soon|early|interval|recent\w*|earlier|previous\w*|prior|already|follow-?up|due)\b/i;

/** "We have no ultrasound" says nothing of the chest film that another section asks for. */
function speaksOfShown(
  found: PolicyCase,
  { factIds }: CriterionOutcome,
  assertion: DenialAssertion,
): boolean {
  // "You have not had one" misses a test; of the time since the last one it says nothing.
  if (assertion.concept === 'interval' && !ofTime.test(assertion.span.quote)) return false;
  const shown = factIds
    .map((id) => found.facts.get(id))
    .filter((fact) => fact?.concept === 'prior-imaging')
    .filter((fact) => fact !== undefined);
  return (
    assertion.concept !== 'prior-imaging' ||
    shown.length === 0 ||
    shown.some((fact) => isSameThing(fact, assertion.words ?? assertion.span.quote, null))
  );
}

/** "The policy calls for six weeks of pain, films and treatment": a list of all that is asked for says of none but treatment that it is missing. */
function isRecital({ input }: PolicyCase, { claim, concept, span }: DenialAssertion): boolean {
  return (
    claim === 'required' &&
    !therapyConcepts.has(concept as ClinicalConcept) &&
    input.denial.assertions.some(
      (other) =>
        other.claim === 'required' &&
        other.concept !== concept &&
        other.span.pageIndex === span.pageIndex &&
        other.span.start === span.start,
    )
  );
}

/** The item without the members that the letter speaks of; null where nothing is left that is met. `others`: the other items of the list. */
function unspokenOf(
  found: PolicyCase,
  item: CriterionOutcome,
  others: readonly CriterionOutcome[],
): CriterionOutcome | null {
  const { node } = item;
  // Of things that are all asked for, each is spoken of by itself ("seen by a urologist, who is to do the biopsy").
  if (node.kind === 'all' && item.children.length > 1) {
    const left = item.children.filter(
      (child) => child.state === 'met' && unspokenOf(found, child, others) !== null,
    );
    if (left.length === 0 || left.length === item.children.length) return left.length === 0 ? null : item;
    const own = left.some((child) => conceptsOf(child.node).has(node.concept as Concept));
    return { ...item, children: left, node: own ? node : { ...node, concept: null } };
  }
  const own = conceptsOf(node);
  const spoken = [...own].some((concept) =>
    assertionsAbout(found, concept).some(
      (assertion) =>
        !isRecital(found, assertion) &&
        speaksOfShown(found, item, assertion) &&
        (own.has(assertion.concept) ||
          !others.some((other) => conceptsOf(other.node).has(assertion.concept))),
    ),
  );
  return spoken ? null : item;
}

/** `others` are the other items of the list: what the letter says of one of them it does not say of this one. */
function metFinding(
  found: PolicyCase,
  item: CriterionOutcome,
  others: readonly CriterionOutcome[],
): Finding | null {
  const { node } = item;
  const unspoken = unspokenOf(found, item, others);
  // What the letter says of another section's criteria it does not say of these.
  if (unspoken === null && !fromOtherSection(found)) return null;
  const best = bestMember(unspoken ?? item);
  const { concept } = best.node;
  if (concept === null || concept === 'age') return null;
  // "No symptoms of cancer" is met by its absence; "the record documents cancer" would be false.
  if (best.node.kind === 'leaf' && best.node.negated) return null;
  const record = recordCitations(found, best.factIds);
  if (record.length === 0) return null;
  return makeFinding(
    found,
    'criterion-met',
    concept,
    `The policy asks for ${nameOf(concept)}; the record documents it.`,
    [policyCitation(best.node), ...record],
    { node, factIds: best.factIds, steps: stepsOf(item), rule: 'policy.criterion-met' },
    item.strength,
  );
}

/** The letter applied another section of the policy than the one whose criteria are told. */
function fromOtherSection(found: PolicyCase): boolean {
  const cited = citedSection(found);
  const top = found.choices[0]?.section;
  if (cited === null || top === undefined || cited === top || cited.tree === null) return false;
  const own = found.choices.find(({ section }) => section === cited);
  return (own?.score ?? 0) <= 0.5 && (found.choices[0]?.score ?? 0) >= 5;
}

/** Of an any-of group the best documented member; a general group stays itself. */
function bestMember(item: CriterionOutcome): CriterionOutcome {
  if (item.node.kind === 'leaf') return item;
  const met = item.children.filter(
    ({ state, node }) => state === 'met' && !(node.kind === 'leaf' && node.concept === 'age'),
  );
  if (item.node.kind === 'all' && met.length > 1)
    return { ...item, node: item.node.concept === null ? (met[0]?.node ?? item.node) : item.node };
  const first = met.toSorted(
    (a, b) =>
      Number(b.strength === 'strong') - Number(a.strength === 'strong') ||
      b.factIds.length - a.factIds.length,
  )[0];
  return first === undefined ? item : bestMember(first);
}

/**
 * A failed criterion is stated only where something speaks for the failure: the denial says so too, or the record
 * itself shows too little. Mere silence may be our own blindness and becomes a question.
 */
function unmetFinding(found: PolicyCase, item: CriterionOutcome, concept: Concept): Finding | null {
  const { node } = item;
  const concepts = new Set<ClinicalConcept>(
    leavesOf(node)
      .map((leaf) => leaf.concept)
      .filter((own) => own !== null),
  );
  const assertions = [...concepts, concept].flatMap((own) => assertionsAbout(found, own));
  const claim =
    assertions.find((assertion) => assertion.claim === 'absent' || assertion.claim === 'insufficient') ??
    assertions.find((assertion) => assertion.claim === 'required' || assertion.claim === 'normal');
  const shown = item.factIds.map((id) => found.facts.get(id)).filter((fact) => fact !== undefined);
  const short = shown.some((fact) => isEvidence(fact)) && item.state !== 'contradicted';
  const opposite = item.state === 'contradicted' && [...concepts].some((own) => wellDenied.has(own));
  if (claim === undefined && !short && !opposite) return null;
  const looked = assertions.some(({ concept: own }) => own === 're-evaluation');
  // The care is the gap; that nobody looked back on it is one only where the letter says so.
  const early = item.steps.includes(careNotDone);
  if (early && !looked) return null;
  const seenSince =
    concepts.has('re-evaluation') && !noVisitSinceCare(found) && !(looked && begunAtLastVisit(found));
  if (
    item.factIds.length === 0 &&
    (seenSince || ![...concepts].some((own) => wellRead.has(own) || own === 're-evaluation'))
  )
    return null;
  const denial: Citation[] = claim === undefined ? [] : [{ role: 'denial', span: claim.span }];
  const record = recordCitations(found, item.factIds, 4);
  return makeFinding(
    found,
    'criterion-unmet',
    concept,
    short && !early
      ? `The policy asks for ${nameOf(concept)}; the record shows some, but less than it asks for.`
      : `The policy asks for ${nameOf(concept)}; no record in the folder shows it.`,
    [policyCitation(node), ...record, ...denial],
    { node, factIds: item.factIds, steps: stepsOf(item), rule: 'policy.criterion-unmet' },
  );
}

/** The same day of the year before; older treatment was for something else. */
function yearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}

/** Treatment that somebody gives, on a day. */
const attended: ReadonlySet<Concept> = new Set<Concept>(['physical-therapy', 'chiropractic']);

/** The chart tells of treatment, and of nothing that was seen or done for the patient after it. */
function noVisitSinceCare(found: PolicyCase): boolean {
  const facts = found.input.facts.filter(
    ({ context, date }) => context.experiencer === 'patient' && date !== null && date <= found.decisionDate,
  );
  const ends = facts
    .filter((fact) => therapyConcepts.has(fact.concept) && isEvidence(fact) && attended.has(fact.concept))
    .map(({ date, measure }) => measure?.to ?? date ?? '');
  const last = ends
    .filter((end) => end > yearBefore(found.requestDate))
    .toSorted()
    .at(-1);
  if (last === undefined) return begunAtLastVisit(found);
  return !facts.some(
    (fact) => !therapyConcepts.has(fact.concept) && fact.status === 'done' && (fact.date ?? '') > last,
  );
}

/** Words of a medicine that is to be begun, not gone on with. */
const toBegin = /\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|new|initiat\w*|trial of)\b/i;

/** The last visit before the request is the one at which the medicine was begun: nobody has looked back on it. */
function begunAtLastVisit(found: PolicyCase): boolean {
  const told = found.input.facts.filter(
    ({ context, noteDate }) =>
      context.experiencer === 'patient' && noteDate !== null && noteDate <= found.requestDate,
  );
  const visit = told
    .map(({ noteDate }) => noteDate ?? '')
    .toSorted()
    .at(-1);
  return told.some(
    (fact) =>
      fact.noteDate === visit &&
      fact.concept === 'medication-trial' &&
      fact.status === 'planned' &&
      toBegin.test(wordsOf(fact)),
  );
}

/** Things that records write in few ways, so that their absence can be told from our blindness. */
const wellRead: ReadonlySet<Concept> = new Set<Concept>([
  ...therapyConcepts,
  'symptom-duration',
  'prior-imaging',
]);

/** Things whose absence an examination or a date settles. */
const wellDenied: ReadonlySet<Concept> = new Set<Concept>(['interval', 'motor-deficit', 'joint-effusion']);

function gapOf(found: PolicyCase, item: CriterionOutcome, concept: Concept): Gap {
  const leaf = leavesOf(item.node).find((own) => own.concept === concept) ?? leavesOf(item.node)[0];
  const rule =
    found.input.rules.policy.concepts.find(({ id }) => leaf?.ruleIds.includes(id) === true) ??
    found.input.rules.policy.concepts.find((own) => own.concept === concept);
  return {
    concept,
    criterion: nodeWords(item.node),
    ask: `Ask the doctor for ${rule?.ask ?? `a dated note on ${nameOf(concept)}`}.`,
    citations: [policyCitation(item.node), ...recordCitations(found, item.factIds, 2)],
  };
}

function question(found: PolicyCase, item: CriterionOutcome, concept: Concept | null): PleaseCheck {
  return {
    concept,
    question: `Does the record show this? “${nodeWords(item.node)}”`,
    citations: [policyCitation(item.node), ...recordCitations(found, item.factIds, 2)],
  };
}
