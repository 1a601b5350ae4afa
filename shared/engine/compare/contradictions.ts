/**
 * Holds each thing the denial says is missing, short or normal against the record. Only facts that took place, in this
 * patient, on the right part and side, in time, and long enough, contradict it.
 */
import type { DenialAssertion } from '../../domain/denial.ts';
import type { Finding, PleaseCheck } from '../../domain/finding.ts';
import type { ClinicalConcept, IsoDate } from '../../domain/kinds.ts';
import { clinicalConcepts } from '../../domain/kinds.ts';
import type { CriterionLeaf } from '../../domain/policy.ts';
import type { ClinicalFact } from '../../domain/record.ts';
import { daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { squeeze } from '../../text/spans.ts';
import type { CaseContext } from '../folder.ts';
import { cite, makeFinding } from '../folder.ts';
import type { MatchContext } from '../match/evidence.ts';
import { dayOf, isDenied, isEvidence, lengthOf, rankOf, rightPlace, windowDays } from '../match/evidence.ts';
import { leavesOf } from '../match/match-criteria.ts';
import { idKey, inForce } from '../match/sections-for.ts';
import { isSameThing } from './same-thing.ts';
import { testSaidNormal } from './tests-normal.ts';
import { conceptName } from './words.ts';

/** Concepts of care over time: a single mention without a length proves nothing against "six weeks". */
const care: ReadonlySet<string> = new Set([
  'physical-therapy',
  'home-exercise',
  'medication-trial',
  'conservative-therapy',
  'chiropractic',
  'activity-modification',
  'symptom-duration',
]);
/** A member of the group answers a claim about the group, never the other way round. */
const answeredBy: Readonly<Record<string, readonly ClinicalConcept[]>> = {
  'focal-neurological-deficit': ['focal-neurological-deficit', 'motor-deficit', 'reflex-change'],
  myelopathy: ['myelopathy'],
  'conservative-therapy': ['conservative-therapy', 'physical-therapy', 'home-exercise', 'chiropractic'],
  contraindication: ['contraindication'],
};
/** "Normal" can be contradicted for findings only; that a test was normal says nothing of its absence. */
const deniable: ReadonlySet<string> = new Set([
  'motor-deficit',
  'sensory-deficit',
  'reflex-change',
  'focal-neurological-deficit',
  'myelopathy',
  'radiculopathy',
  'contraindication',
  'functional-limitation',
  'joint-effusion',
  'joint-instability',
  'provocative-test',
  'mechanical-symptoms',
  'progression',
  'papilledema',
]);
/** How far back a fact may lie for claims about the present state, in days. */
const presentState = 400;
/** Fewest days of care that count as a trial where neither letter nor policy names a length. */
const shortTrialDays = 14;
const mostQuotes = 4;

export interface Contradictions {
  readonly findings: readonly Finding[];
  readonly pleaseCheck: readonly PleaseCheck[];
  /** Assertions that the record answers. */
  readonly answered: readonly DenialAssertion[];
}

/** Contradictions of all letters of the claim that the latest one still rests on. */
export function contradictionFindings(context: CaseContext, matching: MatchContext): Contradictions {
  const findings: Finding[] = [];
  const pleaseCheck: PleaseCheck[] = [];
  const answered: DenialAssertion[] = [];
  const assertions = context.letters.toReversed().flatMap(({ denial }) => denial.assertions);
  for (const read of assertions) {
    const assertion = demanding(read, assertions, context, matching);
    if (assertion.claim === 'required' || assertion.claim === 'other' || !isClinical(assertion.concept))
      continue;
    if (assertion.claim === 'normal' && !deniable.has(assertion.concept)) {
      const found = testSaidNormal(assertion, context);
      if (found !== null) findings.push(found);
      continue;
    }
    const facts = factsAgainst(assertion, assertion.concept, context, matching);
    const proof = [
      ...facts.filter((fact) => longEnough(fact, assertion)),
      ...(assertion.concept === 'progression' ? newSince(assertion, context, matching) : []),
    ];
    const shown = proof.length > 0 ? proof : care.has(assertion.concept) ? together(facts, assertion) : [];
    if (shown.length === 0) {
      if (facts.length > 0 && care.has(assertion.concept)) {
        pleaseCheck.push({
          concept: assertion.concept,
          question: `The denial says that ${conceptName(assertion.concept)} is missing. The record mentions it, but not for how long. Can a paper show the dates?`,
          citations: [
            cite('denial', assertion.span),
            ...facts
              .slice(0, 2)
              .flatMap(({ spans }) => spans.slice(0, 1).map((span) => cite('record', span))),
          ],
        });
      }
      continue;
    }
    answered.push(assertion);
    const concept = shownConcept(assertion, shown);
    if (findings.some((finding) => finding.concept === concept)) continue;
    findings.push(contradiction(assertion, concept, shown, context));
  }
  return { findings, pleaseCheck, answered };
}

/** "No conservative care" against a course of physical therapy and nothing else: named for what the record shows. */
function shownConcept(assertion: DenialAssertion, shown: readonly ClinicalFact[]): ClinicalConcept {
  const kinds = new Set(shown.map(({ concept }) => concept));
  const [only] = kinds;
  return assertion.concept === 'conservative-therapy' && kinds.size === 1 && only !== undefined
    ? only
    : (assertion.concept as ClinicalConcept);
}

/** Concepts whose lengths are asked for under one name or another. */
const therapy: ReadonlySet<string> = new Set([
  'conservative-therapy',
  'physical-therapy',
  'home-exercise',
  'chiropractic',
  'activity-modification',
]);

/**
 * The assertion with the time that the letter asks for, or the longest that the policy does where the letter names
 * none: a sentence about what is too short often names only the time that was found ("about six weeks").
 */
function demanding(
  assertion: DenialAssertion,
  all: readonly DenialAssertion[],
  context: CaseContext,
  matching: MatchContext,
): DenialAssertion {
  if (!care.has(assertion.concept)) return assertion;
  const alike = (concept: string) =>
    concept === assertion.concept || (therapy.has(concept) && therapy.has(assertion.concept));
  const own = all.filter(({ concept, claim }) => alike(concept) && claim !== 'insufficient');
  const letter = Math.max(0, ...own.map(({ threshold }) => threshold?.minDays ?? 0));
  const policy = policyLeaves(context, matching)
    .filter((leaf) => leaf.concept !== null && alike(leaf.concept))
    .map(({ threshold }) => threshold?.minDays ?? 0);
  const most = letter > 0 ? letter : Math.max(assertion.threshold?.minDays ?? 0, ...policy);
  return most === 0 ? assertion : { ...assertion, threshold: { ...assertion.threshold, minDays: most } };
}

/** Criteria of the policies the letter cites, in sections for the scan's part of the body. */
function policyLeaves(context: CaseContext, matching: MatchContext): readonly CriterionLeaf[] {
  const cited = new Set(
    context.letters.flatMap(({ denial }) => denial.citedPolicies.map(({ id }) => idKey(id ?? ''))),
  );
  const day = context.latest.denial.letterDate?.value ?? context.input.today;
  return context.policies
    .filter(
      (policy) =>
        inForce(policy, day) && (cited.size === 0 || policy.id === null || cited.has(idKey(policy.id))),
    )
    .flatMap(({ sections }) => sections)
    .filter(
      ({ role, regions }) =>
        role === 'covered' &&
        (regions.length === 0 || matching.region === null || regions.includes(matching.region)),
    )
    .flatMap(({ tree }) => (tree === null ? [] : leavesOf(tree)));
}

function isClinical(concept: string): concept is ClinicalConcept {
  return (clinicalConcepts as readonly string[]).includes(concept);
}

/** Findings that show a change where they were not there before. */
const signs: ReadonlySet<string> = new Set([
  'motor-deficit',
  'sensory-deficit',
  'reflex-change',
  'myelopathy',
  'focal-neurological-deficit',
  'cauda-equina',
  'seizure',
  'papilledema',
  'mechanical-symptoms',
]);

/**
 * "No new finding since that scan" against signs found after the day the letter names, none of which the record has on
 * or before that day. Nothing where the letter names no earlier day.
 */
function newSince(
  assertion: DenialAssertion,
  context: CaseContext,
  matching: MatchContext,
): readonly ClinicalFact[] {
  const { denial, sentences } = context.latest;
  const until = denial.letterDate?.value ?? context.input.today;
  const skip = new Set([denial.letterDate?.value, denial.requestDate?.value]);
  const since = sentences
    .filter(({ rationale }) => rationale)
    .flatMap(({ text }) => readDates(text))
    .filter(({ iso, precision }) => precision === 'day' && iso < until && !skip.has(iso))
    .map(({ iso }) => iso)
    .toSorted()
    .at(-1);
  if (since === undefined || !/\b(?:new|chang|wors|progress)/i.test(assertion.span.quote)) return [];
  const found = context.facts.filter(
    (fact) => signs.has(fact.concept) && isEvidence(fact) && rightPlace(fact, matching),
  );
  const before = new Set(
    found.filter((fact) => (dayOf(fact) ?? until) <= since).map(({ concept }) => concept),
  );
  return found
    .filter((fact) => {
      const day = dayOf(fact);
      return day !== null && day > since && day <= until && rankOf(fact) === 0 && !before.has(fact.concept);
    })
    .toSorted((a, b) => rankOf(a) - rankOf(b) || compareDays(dayOf(b), dayOf(a)));
}

/** The need for a place is a doctor's statement, not an event: "she needs anesthesia in a hospital" is proof of it. */
function statesNeed(fact: ClinicalFact): boolean {
  return (
    fact.concept === 'place-of-service' &&
    fact.context.experiencer === 'patient' &&
    fact.context.negation === 'affirmed' &&
    fact.spans.some(
      ({ quote }) =>
        /\b(?:needs?|requires?|must|only|cannot|unable|anesthesia|sedation|monitor)/i.test(quote) &&
        !/\bif\b/i.test(quote),
    )
  );
}

/** A note of the specialist that the letter says the patient did not see; of any specialist where it names none. */
function isNamedSpecialist(fact: ClinicalFact, said: string): boolean {
  if (fact.concept !== 'specialist-evaluation' || fact.detail === null) return true;
  const named = /\b(?:\w+ologist|\w+ surgeon|surgeon|orthop\w+|physiatrist|allergist|ENT)\b/i.test(said);
  return !named || new RegExp(fact.detail.slice(0, 6), 'i').test(said);
}

function factsAgainst(
  assertion: DenialAssertion,
  concept: ClinicalConcept,
  context: CaseContext,
  matching: MatchContext,
): readonly ClinicalFact[] {
  const until = context.latest.denial.letterDate?.value ?? context.input.today;
  const concepts = answeredBy[concept] ?? [concept];
  const place: MatchContext = { ...matching, side: assertion.side ?? matching.side };
  const facts = context.facts
    .filter(
      (fact) =>
        concepts.includes(fact.concept) &&
        isNamedSpecialist(fact, assertion.span.quote) &&
        (isEvidence(fact) || statesNeed(fact)) &&
        fact.context.temporality !== 'historical',
    )
    .filter(
      (fact) =>
        rightPlace(fact, place) &&
        inTime(fact, assertion, until) &&
        isSameThing(fact, assertion.span.quote, matching.region),
    );
  // Newer findings on examination outrank what was reported before; a later clear denial takes an older finding back.
  const kept = facts.filter((fact) => !isTakenBack(fact, context.facts));
  return kept.toSorted(
    (a, b) =>
      Number(b.concept === concept) - Number(a.concept === concept) ||
      rankOf(a) - rankOf(b) ||
      compareDays(dayOf(b), dayOf(a)),
  );
}

function compareDays(a: IsoDate | null, b: IsoDate | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

function inTime(fact: ClinicalFact, assertion: DenialAssertion, until: IsoDate): boolean {
  const day = dayOf(fact);
  if (day === null) return fact.noteDate === null || fact.noteDate <= until;
  // Care after the decision cannot contradict what the decision said; notes written after it may report earlier findings.
  if (daysBetween(until, day) > 0 && fact.date !== null) return false;
  const window = assertion.threshold?.lookBackDays;
  const ago = daysBetween(day, until);
  return ago <= (window === undefined ? presentState : windowDays(window) + 15);
}

/** Another fact of the same concept on a later day that says the opposite from as good a place. */
function isTakenBack(fact: ClinicalFact, facts: readonly ClinicalFact[]): boolean {
  const day = dayOf(fact);
  if (care.has(fact.concept) || day === null) return false;
  return facts.some((other) => {
    const later = dayOf(other);
    return (
      other.concept === fact.concept &&
      other.detail === fact.detail &&
      isDenied(other) &&
      later !== null &&
      later > day &&
      rankOf(other) <= rankOf(fact) &&
      (other.side === null || fact.side === null || other.side === fact.side)
    );
  });
}

function longEnough(fact: ClinicalFact, assertion: DenialAssertion): boolean {
  if (!care.has(assertion.concept)) return true;
  const needed = assertion.threshold?.minDays;
  const visits = assertion.threshold?.minVisits;
  const length = lengthOf(fact);
  if (visits !== undefined && (fact.measure?.visits ?? 0) >= visits && needed === undefined) return true;
  if (needed !== undefined) return length !== null && length >= needed - 1 && fact.outcome !== 'improved';
  if (fact.concept === 'medication-trial')
    return (
      fact.outcome === 'failed' ||
      fact.outcome === 'partial' ||
      fact.outcome === 'intolerance' ||
      (length ?? 0) >= shortTrialDays
    );
  return (length ?? 0) >= shortTrialDays * 2 || (fact.measure?.visits ?? 0) >= 6;
}

/** Several stretches of the same care, back to back, that reach the length together. */
function together(facts: readonly ClinicalFact[], assertion: DenialAssertion): readonly ClinicalFact[] {
  const needed = assertion.threshold?.minDays;
  if (needed === undefined) return [];
  const same = facts.filter(
    (fact) =>
      fact.concept === assertion.concept &&
      fact.measure?.from !== null &&
      fact.measure?.from !== undefined &&
      fact.measure.to !== null,
  );
  const from = same.map((fact) => fact.measure?.from ?? '').toSorted()[0];
  const to = same
    .map((fact) => fact.measure?.to ?? '')
    .toSorted()
    .at(-1);
  if (from === undefined || to === undefined || from === '' || to === '') return [];
  const covered = same.reduce((sum, fact) => sum + (lengthOf(fact) ?? 0), 0);
  return daysBetween(from, to) + 1 >= needed && covered >= needed ? same : [];
}

function contradiction(
  assertion: DenialAssertion,
  concept: ClinicalConcept,
  facts: readonly ClinicalFact[],
  context: CaseContext,
): Finding {
  const record = distinctSpans(facts).slice(0, mostQuotes);
  const others = context.letters
    .flatMap(({ denial }) => denial.assertions)
    .filter((other) => other.concept === assertion.concept && other.claim !== 'required');
  const denial = [assertion, ...others.filter((other) => other.span !== assertion.span)].slice(0, 3);
  const name = conceptName(concept);
  const said =
    assertion.claim === 'normal'
      ? `finds nothing wrong as to ${name}`
      : assertion.claim === 'insufficient'
        ? `calls ${name} too little`
        : `says that ${name} is not shown`;
  return makeFinding(
    'denial-contradicted-by-record',
    concept,
    `The denial ${said}; the record documents it.`,
    [...denial.map(({ span }) => cite('denial', span)), ...record.map((span) => cite('record', span))],
    {
      ruleIds: ['compare.contradiction'],
      factIds: facts.map(({ id }) => id),
      steps: [
        `The letter claims "${assertion.claim}": ${squeeze(assertion.span.quote).slice(0, 160)}`,
        ...facts.slice(0, 3).flatMap(({ why }) => why),
        ...(assertion.threshold?.minDays === undefined
          ? []
          : [`Asked for: ${assertion.threshold.minDays} days.`]),
      ],
    },
    facts.some((fact) => rankOf(fact) <= 2) ? 'strong' : 'fair',
  );
}

function distinctSpans(facts: readonly ClinicalFact[]) {
  const seen = new Set<string>();
  // One quote a page first, so that several places are shown before several sentences of one page.
  const all = facts.flatMap(({ spans }) => spans);
  const firsts = all.filter((span) => {
    const key = `${span.documentId}/${span.pageIndex}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return firsts;
}
