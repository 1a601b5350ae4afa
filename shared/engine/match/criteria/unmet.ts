/** Criteria that the record fails, where something speaks for the failure; and what makes a failure doubtful. */
import type { Citation, Finding } from '../../../domain/finding.ts';
import type { ClinicalConcept, Concept } from '../../../domain/kinds.ts';
import type { CriterionOutcome } from '../../../domain/policy.ts';
import { readDates } from '../../../text/dates.ts';
import { readDurations } from '../../../text/durations.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { dangerSigns, therapyConcepts } from '../../policy/vocabulary.ts';
import { careNotDone } from '../evidence/after-care.ts';
import { isEvidence, wordsOf } from '../evidence/evidence.ts';
import { inWindow, lengthOf } from '../evidence/fact-times.ts';
import { nameOf } from '../names.ts';
import {
  assertionsAbout,
  makeFinding,
  type PolicyCase,
  policyCitation,
  recordCitations,
  stepsOf,
} from '../policy-case.ts';
import { reaches } from '../waivers/waiver-reach.ts';
import { begunAtLastVisit, noVisitSinceCare } from './seen-since-care.ts';

/**
 * Treatment that the denial misses and the record only mentions, without a length or a count anywhere: too little
 * for a policy that asks for weeks, whatever was done.
 */
export function undated(found: PolicyCase, item: CriterionOutcome): boolean {
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

/**
 * A scan again before its time, by the dates of both, of which the letter says so, where the record shows none of what the policy would
 * take instead. Whether the earlier study was good enough is the radiologist's to say, and no claim.
 */
export function tooSoon(found: PolicyCase, { node, children }: CriterionOutcome): boolean {
  const [spacing, ...instead] = children;
  return (
    node.kind === 'any' &&
    spacing?.node.concept === 'interval' &&
    spacing.state === 'contradicted' &&
    assertionsAbout(found, 'interval').some(
      ({ concept, claim }) => concept === 'interval' && (claim === 'insufficient' || claim === 'absent'),
    ) &&
    instead.flatMap(endsOf).every(({ state, node: { concept }, factIds }) => {
      if (state === 'met' || state === 'not-applicable') return false;
      return state !== 'ask' || concept === null || concept === 'prior-imaging' || factIds.length === 0;
    })
  );
}

/** Outcomes of the leaves below an outcome, or itself. */
function endsOf(outcome: CriterionOutcome): CriterionOutcome[] {
  return outcome.children.length === 0 ? [outcome] : outcome.children.flatMap(endsOf);
}

/** A release for medical reasons that the record may give: whether it holds is the doctor's to say, and nothing to claim against. */
export function mayBeWaived(found: PolicyCase, { node }: CriterionOutcome): boolean {
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
export function isTestThatWasDone(found: PolicyCase, item: CriterionOutcome): boolean {
  return leavesOf(item.node).every(
    ({ concept, text, threshold }) =>
      concept === 'lab-result' &&
      !asksForResult.test(text) &&
      item.factIds.some((id) => {
        const fact = found.facts.get(id);
        return fact?.measure?.quantity != null && inWindow(fact, threshold, found.match.context) !== false;
      }),
  );
}

/** "Treatment with at least two of: a brace;" read as one criterion: its list was torn apart, and what is missing is not known. */
export function isTorn({ node, children }: CriterionOutcome): boolean {
  return (
    children.length === 0 &&
    /\b(?:one|two|three|four|any|all|both|either|each) of(?: the following| these)?\s*:/i.test(node.text)
  );
}

/**
 * "Symptoms for twelve weeks and four weeks of a nasal spray" read as one criterion: which of the lengths is that of the care is
 * not known, and the record's reaches one of them.
 */
export function mayBeOtherLength({ input }: PolicyCase, { node }: CriterionOutcome): boolean {
  return leavesOf(node).some(({ concept, text, threshold }) => {
    const asked = threshold?.minDays;
    if (concept === null || asked === undefined) return false;
    const least = Math.min(
      ...readDurations(text)
        .filter(
          ({ end, recurring, unit }) =>
            !recurring &&
            unit !== 'hour' &&
            !/^\s*(?:later|after|before|prior|apart)\b/i.test(text.slice(end)),
        )
        .map(({ days }) => days),
    );
    return (
      least < asked &&
      input.facts.some(
        (fact) => fact.concept === concept && isEvidence(fact) && (lengthOf(fact) ?? 0) >= least,
      )
    );
  });
}

/** What patients tell in words of their own ("it sticks, and I shake it loose"), so that silence may be our own. */
const ownWords: ReadonlySet<Concept> = new Set<Concept>([
  'mechanical-symptoms',
  'joint-instability',
  'functional-limitation',
]);

/** One of several would do, and of one that patients tell in their own words nothing was read: whether all fail is not known. */
export function mayBeTold(found: PolicyCase, { node, factIds }: CriterionOutcome): boolean {
  return (
    node.kind === 'any' &&
    leavesOf(node).some(
      ({ concept }) =>
        concept !== null &&
        ownWords.has(concept) &&
        !factIds.some((id) => found.facts.get(id)?.concept === concept),
    )
  );
}

/**
 * A failed criterion is stated only where the denial speaks of it too. Mere silence, or too little in the papers that came, may be
 * our own blindness and becomes a question.
 */
export function unmetFinding(found: PolicyCase, item: CriterionOutcome, concept: Concept): Finding | null {
  const { node } = item;
  if (signs.has(concept) || asksAbsence(item, concept)) return null;
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
  if (claim === undefined && !isAwaited(found, item)) return null;
  const looked = assertions.some(({ concept: own }) => own === 're-evaluation');
  // The care is the gap; that nobody looked back on it is one only where the letter says so.
  const early = item.steps.includes(careNotDone);
  if (early && !looked) return null;
  const seenSince =
    concepts.has('re-evaluation') && !noVisitSinceCare(found) && !(looked && begunAtLastVisit(found));
  if (
    item.factIds.length === 0 &&
    !early &&
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

/** "No unsafe implant": that it is there, or unknown, is nothing to get before filing. */
function asksAbsence({ node }: CriterionOutcome, concept: Concept): boolean {
  const own = leavesOf(node).filter((leaf) => leaf.concept === concept);
  return own.length > 0 && own.every(({ negated }) => negated);
}

/** "GI referral sent, first appointment 08/11": the visit that the policy asks for is still to come at the request. */
function isAwaited(found: PolicyCase, { node, factIds }: CriterionOutcome): boolean {
  const facts = factIds.map((id) => found.facts.get(id)).filter((fact) => fact !== undefined);
  return (
    leavesOf(node).every(({ concept }) => concept === 'specialist-evaluation') &&
    facts.every(({ status }) => status === 'planned') &&
    facts.some((fact) =>
      [fact.date ?? '', ...readDates(wordsOf(fact), fact.noteDate).map(({ iso }) => iso)].some(
        (day) => day > found.requestDate,
      ),
    )
  );
}

/** Things that records write in few ways, so that their absence can be told from our blindness. */
const wellRead: ReadonlySet<Concept> = new Set<Concept>([
  ...therapyConcepts,
  'symptom-duration',
  'prior-imaging',
]);

/** That the patient has none of these is no gap to close before filing. */
const signs: ReadonlySet<Concept> = new Set<Concept>([...dangerSigns, 'seizure']);
