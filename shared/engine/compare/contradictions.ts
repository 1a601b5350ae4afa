/** Holds each thing the denial says is missing, short or normal against the record. Only facts that took place, in this patient, on the right part and side, in time, and long enough, contradict it. */
import type { DenialAssertion } from '../../domain/denial.ts';
import type { Finding, PleaseCheck } from '../../domain/finding.ts';
import { clinicalConcepts } from '../../domain/kinds.ts';
import type { ClinicalConcept, IsoDate } from '../../domain/kinds.ts';
import type { ClinicalFact } from '../../domain/record.ts';
import { daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { examplesBehind } from '../denial/topics.ts';
import { cite } from '../folder.ts';
import type { CaseContext } from '../folder.ts';
import { dayOf, windowDays } from '../match/fact-times.ts';
import { isDenied, isEvidence, rankOf, wordsOf } from '../match/evidence.ts';
import { episodeDays } from '../match/after-care.ts';
import { reasonFits } from '../match/scope-reasons.ts';
import { rightPlace } from '../match/fact-place.ts';
import type { MatchContext } from '../match/match-context.ts';
import { contradiction } from './against/finding.ts';
import { care, demanding, listedCare, longEnough, policyLeaves, together } from './against/length-asked.ts';
import { compareDays, newSince } from './against/new-since.ts';
import { isMeasured, labsAgainst } from './against/lab-results.ts';
import { sinceTreatment } from './against/since-treatment.ts';
import { highEnough } from './against/value-asked.ts';
import { isSameThing } from './same-thing.ts';
import { testSaidNormal } from './tests-normal.ts';
import { conceptName } from './words.ts';

/** How far back a fact may lie for claims about the present state, in days. */
const presentState = 400;

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
    if (assertion.claim === 'normal' && !isDeniable(assertion)) {
      const found = testSaidNormal(assertion, context);
      if (found !== null) findings.push(found);
      if (found !== null || assertion.concept !== 'lab-result') continue;
    }
    const since = assertion.concept === 'interval' ? sinceTreatment(assertion, context) : null;
    if (since !== null) {
      findings.push(since);
      answered.push(assertion);
      continue;
    }
    const facts = highEnough(
      factsAgainst(assertion, assertion.concept, context, matching),
      assertion,
      assertions,
      policyLeaves(context, matching),
    );
    const proof = [
      ...facts.filter((fact) => longEnough(fact, assertion)),
      ...(assertion.concept === 'progression' ? newSince(assertion, context, matching) : []),
    ];
    if (asksForAnother.test(assertion.span.quote) && !wasDoneAgain(proof, assertion)) continue;
    const shown =
      proof.length > 0
        ? proof
        : care.has(assertion.concept)
          ? together([...facts, ...otherCare(assertion, context, matching)], assertion)
          : [];
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

/** Care of other kinds that the policy counts as conservative treatment, where the letter misses all of it. */
function otherCare(
  assertion: DenialAssertion,
  context: CaseContext,
  matching: MatchContext,
): readonly ClinicalFact[] {
  return assertion.concept === 'conservative-therapy'
    ? listedCare(context, matching).flatMap((concept) => factsAgainst(assertion, concept, context, matching))
    : [];
}

/** "The records do not contain a second value": the first one is no answer. */
const asksForAnother =
  /\b(?:second|repeat(?:ed)?|another|further|confirm(?:ing|atory)|follow-?up) (?:\w+ ){0,3}?(?:values?|results?|tests?|readings?|measurements?|levels?|samples?|draws?|PSA|biops(?:y|ies)|stud(?:y|ies)|films?|scans?|x-?rays?)\b/i;
const doneOnDays: ReadonlySet<string> = new Set([
  'lab-result',
  'tissue-diagnosis',
  'prior-imaging',
  'stress-test',
  'genetic-test',
]);

/** Days between two tests of which the second is no report of the first. */
const testsApart = 7;

/** The same test on two days, or a thing that is not done on a day. */
function wasDoneAgain(facts: readonly ClinicalFact[], { concept }: DenialAssertion): boolean {
  if (!doneOnDays.has(concept)) return true;
  const days = facts.flatMap((fact) => {
    const day = dayOf(fact);
    return day === null ? [] : [{ day, detail: fact.detail }];
  });
  return days.some(({ day, detail }) =>
    days.some((other) => other.detail === detail && daysBetween(day, other.day) >= testsApart),
  );
}

/** "No conservative care" against a course of physical therapy and nothing else: named for what the record shows. */
function shownConcept(assertion: DenialAssertion, shown: readonly ClinicalFact[]): ClinicalConcept {
  const kinds = new Set(shown.map(({ concept }) => concept));
  const [only] = kinds;
  const named = /\b(?:care|treatment|therapy|management|measures)\b/i.exec(assertion.span.quote);
  // A letter that gives examples of the care means any of them.
  const general =
    named !== null && examplesBehind(assertion.span.quote, named.index + named[0].length) !== null;
  return assertion.concept === 'conservative-therapy' && !general && kinds.size === 1 && only !== undefined
    ? only
    : (assertion.concept as ClinicalConcept);
}

function isClinical(concept: string): concept is ClinicalConcept {
  return (clinicalConcepts as readonly string[]).includes(concept);
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
        isNamedSpecialist(fact, wordsOfClaim(assertion)) &&
        reasonFits(wordsOfClaim(assertion), fact) &&
        rankOf(fact) <= farthestRank(assertion) &&
        (concept !== 're-evaluation' || isAfterCare(fact, context.facts, place, until)) &&
        (isEvidence(fact) || statesNeed(fact) || isMeasured(fact)) &&
        (fact.context.temporality !== 'historical' || ofHistory.test(wordsOfClaim(assertion))),
    )
    .filter(
      (fact) =>
        rightPlace(fact, place) &&
        inTime(fact, assertion, until) &&
        isSameThing(fact, wordsOfClaim(assertion), matching.region),
    );
  // Newer findings on examination outrank what was reported before; a later clear denial takes an older finding back.
  const kept = (concept === 'lab-result' ? labsAgainst(facts, assertion) : facts).filter(
    (fact) => !isTakenBack(fact, context.facts) && !isOnlyMentioned(fact, context.facts),
  );
  return kept.toSorted(
    (a, b) =>
      Number(b.concept === concept) - Number(a.concept === concept) ||
      rankOf(a) - rankOf(b) ||
      compareDays(dayOf(b), dayOf(a)),
  );
}

/** How far from the examination a finding may stand that contradicts a letter's "normal": by its rank, 0 for the examination itself. */
function farthestRank({ claim, concept, span }: DenialAssertion): number {
  if (claim !== 'normal') return Infinity;
  // A nodule on a picture is none that was felt.
  if (concept === 'mass' && examinedFor.test(span.quote)) return 0;
  // Tingling that the patient reports is no answer to "sensation was normal".
  if (
    concept === 'sensory-deficit' &&
    /\b(?:exam(?:ination|ined)?|sensation|sensory|on testing)\b/i.test(span.quote)
  )
    return 0;
  // "On the examination of August 26 the strength was normal": what the patient only tells of says nothing against it.
  return examined.has(concept) && /\bexamin\w*|\bexam\b|\btest(?:ed|ing)\b/i.test(span.quote) ? 2 : Infinity;
}
const examined: ReadonlySet<string> = new Set(['sensory-deficit', 'motor-deficit', 'reflex-change']);

/** A visit is a re-evaluation only where it lies behind the care it is to judge; care without an end tells nothing. */
function isAfterCare(
  visit: ClinicalFact,
  facts: readonly ClinicalFact[],
  place: MatchContext,
  until: IsoDate,
): boolean {
  const day = dayOf(visit);
  const ends = facts
    .filter(
      (fact) =>
        care.has(fact.concept) &&
        fact.concept !== 'medication-trial' &&
        fact.concept !== 'symptom-duration' &&
        // A tick at "stretches" or "heat" tells of no course that came to an end.
        (fact.measure !== null || fact.outcome !== null) &&
        isEvidence(fact) &&
        rightPlace(fact, place),
    )
    .map((fact) => ({ from: fact.measure?.from ?? null, end: fact.measure?.to ?? dayOf(fact) ?? '' }))
    // What began after the decision is no care that it judged; what went on from before the visit was not behind it.
    .filter(({ from, end }) => end !== '' && (end <= until || (from ?? end) <= (day ?? '')))
    .map(({ end }) => end);
  return (
    day !== null &&
    ends.some((end) => daysBetween(end, day) <= episodeDays) &&
    ends.every((end) => end <= day)
  );
}

function inTime(fact: ClinicalFact, assertion: DenialAssertion, until: IsoDate): boolean {
  const day = dayOf(fact);
  if (day === null) return fact.noteDate === null || fact.noteDate <= until;
  // Care after the decision cannot contradict what the decision said; notes written after it may report earlier findings.
  if (daysBetween(until, day) > 0 && fact.date !== null) return false;
  const window = assertion.threshold?.lookBackDays;
  if (window === undefined && (isLasting(fact) || ofHistory.test(wordsOfClaim(assertion)))) return true;
  const ago = daysBetween(day, until);
  return ago <= (window === undefined ? presentState : windowDays(window) + 15);
}

/** What once happened stays true: smoking of years ago, a gene, tissue that was looked at, an allergy, an implant. */
function isLasting(fact: ClinicalFact): boolean {
  return (
    lasting.has(fact.concept) ||
    (fact.concept === 'contraindication' &&
      (fact.section === 'allergies' || /\ballerg|\banaphyla|\bpacemaker|\bimplant/i.test(wordsOf(fact))))
  );
}
const lasting: ReadonlySet<string> = new Set(['smoking-history', 'genetic-test', 'tissue-diagnosis']);

/** The words that say what is missing. */
function wordsOfClaim(assertion: DenialAssertion): string {
  return assertion.words ?? assertion.span.quote;
}

/**
 * "Bone scan and CT are hardly ever positive" beside "No bone scan or CT": where the record itself says that a test was
 * not done, only its report or its day proves that it was.
 */
function isOnlyMentioned(fact: ClinicalFact, facts: readonly ClinicalFact[]): boolean {
  if (!tests.has(fact.concept)) return false;
  const reported = fact.spans.length > 1 || fact.spans.some(({ quote }) => readDates(quote).length > 0);
  return (
    !reported &&
    facts.some((other) => other.concept === fact.concept && other.detail === fact.detail && isDenied(other))
  );
}

/** Tests that are done on a day and have a report. */
const tests: ReadonlySet<string> = new Set([
  'prior-imaging',
  'stress-test',
  'tissue-diagnosis',
  'genetic-test',
]);

/** "No history of cancer", "has never had": a claim about the whole past is answered by any of it. */
const ofHistory =
  /\b(?:no|any|without|denies) (?:\w+ ){0,2}(?:history|hx)\b|\bnever (?:had|been|smoked)\b|\bat any time\b/i;

/** Another fact of the same concept on a later day that says the opposite from as good a place. */
function isTakenBack(fact: ClinicalFact, facts: readonly ClinicalFact[]): boolean {
  const day = dayOf(fact);
  if (care.has(fact.concept) || day === null) return false;
  return facts.some((other) => {
    const later = dayOf(other);
    return (
      other.concept === fact.concept &&
      other.detail === fact.detail &&
      speaksOf(other, fact) &&
      isDenied(other) &&
      later !== null &&
      later > day &&
      rankOf(other) <= rankOf(fact) &&
      (other.side === null || fact.side === null || other.side === fact.side)
    );
  });
}

/** The same point, or the whole of it: "5/5 throughout" and "no focal deficit" speak of every muscle, full quadriceps do not speak of the foot. */
function speaksOf(denial: ClinicalFact, found: ClinicalFact): boolean {
  return (
    denial.subject === undefined ||
    found.subject === undefined ||
    denial.subject === found.subject ||
    /^strength$|\b(?:defic|focal|weak|neuro|sensa|normal)/.test(denial.subject)
  );
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

/** "No enlarged nodes were felt", "the examination was normal, without a nodule": a finding on examination, which one that was felt contradicts. */
const nothingFelt =
  /\b(?:no|without(?: an?| any)?) (?:\w+,? ){0,4}(?:lymph nodes?|nodes|lumps?|adenopathy|lymphadenopathy)\b/i;
const examinedFor =
  /\b(?:exam(?:ination|ined)?|felt|palpa\w+|DRE|rectal|on touch)\b[^.;]*\b(?:no|without(?: an?| any)?|free of) (?:\w+,? ){0,3}(?:nodules?|mass(?:es)?|indurat\w+|hard area)\b|\b(?:no|without(?: an?| any)?) (?:\w+,? ){0,3}(?:nodules?|mass(?:es)?|indurat\w+)\b[^.;]*\b(?:felt|palpa\w+|exam\w*)\b/i;

/** Whether "normal" can be contradicted by a finding of the record. */
function isDeniable(assertion: DenialAssertion): boolean {
  return (
    deniable.has(assertion.concept) ||
    (assertion.concept === 'mass' &&
      (nothingFelt.test(wordsOfClaim(assertion)) || examinedFor.test(assertion.span.quote)))
  );
}

/** A note of the specialist that the letter says the patient did not see; of any specialist where it names none. */
function isNamedSpecialist(fact: ClinicalFact, said: string): boolean {
  if (fact.concept !== 'specialist-evaluation' || fact.detail === null) return true;
  const named = /\b(?:\w+ologist|\w+ surgeon|surgeon|orthop\w+|physiatrist|allergist|ENT)\b/i.test(said);
  return !named || new RegExp(fact.detail.slice(0, 6), 'i').test(said);
}
