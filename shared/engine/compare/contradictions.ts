/** Holds each thing the denial says is missing, short or normal against the record. Only facts that took place, in this patient, on the right part and side, in time, and long enough, contradict it. */
import type { DenialAssertion } from '../../domain/denial.ts';
import type { Finding, PleaseCheck } from '../../domain/finding.ts';
import { type ClinicalConcept, clinicalConcepts } from '../../domain/kinds.ts';
import type { ClinicalFact } from '../../domain/record.ts';
import { examplesBehind } from '../denial/claims/topics.ts';
import { wordsOfClaim } from '../denial/claims/words-of-claim.ts';
import { readQuantity } from '../policy/thresholds.ts';
import { dangerSigns } from '../policy/vocabulary.ts';
import { type CaseContext, cite } from '../folder.ts';
import { wordsOf } from '../match/evidence/evidence.ts';
import type { MatchContext } from '../match/outcomes/match-context.ts';
import { byManner } from './against/by-manner.ts';
import { byProtocol } from './against/by-protocol.ts';
import { abnormalWhereAsked } from './against/abnormal-study.ts';
import { asksForAnother, wasDoneAgain } from './against/done-again.ts';
import { factsAgainst } from './against/facts-against.ts';
import { contradiction } from './against/finding.ts';
import { care, demanding, listedCare, longEnough, policyLeaves, together } from './against/length-asked.ts';
import { newerStudy } from './against/newer-study.ts';
import { newSince } from './against/new-since.ts';
import { isDeniable } from './against/said-normal.ts';
import { sinceLastScan } from './against/since-scan.ts';
import { namesKindOfStudy, sinceStudy } from './against/since-study.ts';
import { sinceTreatment } from './against/since-treatment.ts';
import { canBeMore, otherThanCounted } from './against/too-little.ts';
import { highEnough } from './against/value-asked.ts';
import { testSaidNormal } from './tests-normal.ts';
import { conceptName } from './words.ts';

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
  /** Questions that another statement of the letter on the same concept may settle. */
  const doubtful: PleaseCheck[] = [];
  const answered: DenialAssertion[] = [];
  const assertions = context.letters.toReversed().flatMap(({ denial }) => denial.assertions);
  for (const read of assertions) {
    const assertion = demanding(read, assertions, context, matching);
    if (assertion.claim === 'required' || assertion.claim === 'other' || !isClinical(assertion.concept))
      continue;
    if (!canBeMore(assertion)) continue;
    if (assertion.claim === 'normal' && !isDeniable(assertion)) {
      const found = testSaidNormal(assertion, context);
      if (found !== null) findings.push(found);
      if (found !== null || assertion.concept !== 'lab-result') continue;
    }
    const since =
      assertion.concept === 'interval'
        ? (sinceTreatment(assertion, context) ??
          (namesKindOfStudy(assertion)
            ? sinceStudy(assertion, context, matching)
            : (sinceLastScan(assertion, context) ?? sinceStudy(assertion, context, matching))))
        : null;
    if (since !== null) {
      findings.push(since);
      answered.push(assertion);
      continue;
    }
    // That time has gone by is counted; words about it prove nothing.
    if (assertion.concept === 'interval') continue;
    const another = asksForAnother.test(assertion.span.quote);
    const against = byManner(
      byProtocol(
        abnormalWhereAsked(
          otherThanCounted(factsAgainst(assertion, assertion.concept, context, matching), assertion),
          assertion,
        ),
        assertion,
        context,
      ),
      assertion,
      context,
    );
    // "Only one value was sent, and no repeat test": two values answer it, whatever level the letter asks for elsewhere.
    const facts =
      another && assertion.concept === 'lab-result' && readQuantity(wordsOfClaim(assertion)) === null
        ? against
        : highEnough(against, assertion, assertions, policyLeaves(context, matching));
    const proof = [
      ...facts.filter((fact) => longEnough(fact, assertion)),
      ...(assertion.concept === 'progression' ? newSince(assertion, context, matching) : []),
    ];
    if (another && !wasDoneAgain(proof, assertion)) continue;
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
    const concept = shownConcept(assertion, shown);
    const finding = contradiction(assertion, concept, shown, context);
    if (isDoubtful(finding, shown)) {
      doubtful.push({
        concept,
        question: `The denial says that ${conceptName(concept)} is missing. The record may show it, though not plainly. Does it?`,
        citations: finding.citations.slice(0, 3),
      });
      continue;
    }
    answered.push(assertion);
    if (findings.some((other) => other.concept === concept)) continue;
    findings.push(finding);
  }
  const newer = newerStudy(context, matching);
  if (newer !== null) {
    answered.push(newer.assertion);
    if (!findings.some(({ concept }) => concept === 'prior-imaging'))
      findings.push(contradiction(newer.assertion, 'prior-imaging', newer.facts, context));
  }
  const open = doubtful.filter(({ concept }) => !findings.some((finding) => finding.concept === concept));
  return { findings, pleaseCheck: [...pleaseCheck, ...open], answered };
}

/**
 * What an examination, a report or an assessment shows, told in passing by a history or a plan alone, is too little to say that
 * the letter is wrong. What patients tell of (locking, what they cannot do) stands in histories by its nature.
 */
function isDoubtful({ concept, strength }: Finding, shown: readonly ClinicalFact[]): boolean {
  return strength === 'fair' && examined.has(concept) && !shown.some(tellsResult);
}

/** "XR right elbow 3 views today: no fracture", "CT 04/02: new 9 mm nodule": a study with what it showed is told as a report is. */
function tellsResult(fact: ClinicalFact): boolean {
  const words = wordsOf(fact);
  return (
    fact.concept === 'prior-imaging' &&
    fact.date !== null &&
    !hearsay.test(words) &&
    (result.test(words) ||
      (fact.date !== fact.noteDate && /\d{1,2}\s?[/-]\s?\d|\b(?:19|20)\d\d\b/.test(words)))
  );
}
/** "He says the x-ray was fine": what somebody was told of a picture. */
const hearsay =
  /\b(?:says?|said|told|tells|believes?|believed|thinks?|thought|recalls?|remembers?|understands|heard|states?|reportedly|supposedly|apparently|per (?:pt|patient|family|mom|wife|husband))\b/i;
const result =
  /\b(?:neg(?:ative)?|normal|nl|wnl|unremarkable|within normal limits|unrevealing|non-?diagnostic|inconclusive|indeterminate|equivocal|clear|benign)\b|\b(?:BI|Lung|PI|LI|TI|O)-?RADS ?(?:category ?)?[0-6]|\bEF\b[^.;]{0,12}\d\d|\b(?:K-?L|kellgren)\b|\b(?:show(?:ed|s|n)?|reveal(?:ed|s)?|demonstrat(?:ed|es?)|reads?|confirm(?:ed|s))\b|\b(?:no|mild|moderate|severe|minimal|small|large) (?:\w+ ){0,3}(?:fx|fractures?|OA|(?:osteo)?arthr\w+|narrowing|spurring|osteophytes?|effusion|stones?|mass(?:es)?|nodules?|hydronephrosis|dilat\w+|stenosis|bony|osseous|acute|findings?|abnormal\w*|degenerat\w*|changes?|dislocation|opacit\w+|consolidation)\b|\d\s*:\s*\S|:\s*(?:no|normal|neg\w*|unremarkable|mild|moderate|severe|new|stable|unchanged)\b|\b(?:showed|shows|read as|was (?:normal|negative|clear|abnormal)|views?(?: today)?:|impression|no (?:acute )?(?:fracture|bony|abnormal\w*))\b/i;
const examined: ReadonlySet<string> = new Set([
  ...dangerSigns,
  'age',
  'prior-imaging',
  'radiculopathy',
  'focal-neurological-deficit',
  'joint-effusion',
  'joint-instability',
  'provocative-test',
]);

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

/**
 * "No treatment" against a course of physical therapy and nothing else: named for what the record shows, as is what the letter
 * names. A letter that misses conservative care in general, or gives examples of it, means any of it.
 */
function shownConcept(assertion: DenialAssertion, shown: readonly ClinicalFact[]): ClinicalConcept {
  const kinds = new Set(shown.map(({ concept }) => concept));
  const [only] = kinds;
  const { quote } = assertion.span;
  const named = /\b(?:care|treatment|therapy|management|measures)\b/i.exec(quote);
  const general =
    (named !== null && examplesBehind(quote, named.index + named[0].length) !== null) ||
    (conservative.test(quote) && !kindNamed.test(quote));
  return assertion.concept === 'conservative-therapy' && !general && kinds.size === 1 && only !== undefined
    ? only
    : (assertion.concept as ClinicalConcept);
}
const conservative = /\bconservative\b|\bnon-?\s?(?:operative|surgical)\b/i;
const kindNamed = /\btherap(?:y|ist)|\bPT\b|\bexercis|\bchiropract|\bmanipulat|\binject|\bhome program/i;

function isClinical(concept: string): concept is ClinicalConcept {
  return (clinicalConcepts as readonly string[]).includes(concept);
}
