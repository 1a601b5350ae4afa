/** Which facts of the record speak against what a denial says is missing, short or normal: of this patient and place, in time, and not taken back. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { ClinicalConcept, IsoDate } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { wordsOfClaim } from '../../denial/claims/words-of-claim.ts';
import type { CaseContext } from '../../folder.ts';
import { followsEndedCare } from '../../match/evidence/after-care.ts';
import { isEvidence, rankOf, wordsOf } from '../../match/evidence/evidence.ts';
import { rightPlace } from '../../match/evidence/fact-place.ts';
import { dayOf, windowDays } from '../../match/evidence/fact-times.ts';
import type { MatchContext } from '../../match/outcomes/match-context.ts';
import { looksAgainst } from '../../match/outcomes/recent-visit.ts';
import { reasonFits } from '../../match/evidence/scope-reasons.ts';
import { isOfField } from '../../match/evidence/specialties.ts';
import { isSameThing } from '../../match/evidence/same-thing.ts';
import { tissueFits } from '../../match/evidence/tissue.ts';
import { isMeasured, labsAgainst } from './lab-results.ts';
import { compareDays } from './new-since.ts';
import { farthestRank } from './said-normal.ts';
import { isOnlyMentioned, isTakenBack } from './taken-back.ts';

/** How far back a fact may lie for claims about the present state, in days. */
const presentState = 400;

/** The facts of the concept that answer the claim, the best first; none where nothing does. */
export function factsAgainst(
  assertion: DenialAssertion,
  concept: ClinicalConcept,
  context: CaseContext,
  matching: MatchContext,
): readonly ClinicalFact[] {
  const until = context.latest.denial.letterDate?.value ?? context.input.today;
  const concepts = answeredBy[concept] ?? [concept];
  const place: MatchContext = { ...matching, side: assertion.side ?? matching.side };
  const looks = looksAgainst(assertion, wordsOfClaim(assertion), context.facts, matching.requestDate).filter(
    (fact) => rightPlace(fact, place),
  );
  if (looks.length > 0) return looks;
  const stated = concept === 'lab-result' ? valuesStated(context) : null;
  const judged = concept === 're-evaluation' ? visitsNamed(context, until) : null;
  const facts = context.facts
    .filter(
      (fact) =>
        concepts.includes(fact.concept) &&
        isOfField(wordsOfClaim(assertion), fact) &&
        stated?.has(fact.measure?.quantity?.value ?? NaN) !== true &&
        reasonFits(wordsOfClaim(assertion), fact) &&
        tissueFits(assertion.span.quote, fact, context.facts) &&
        rankOf(fact) <= farthestRank(assertion) &&
        (judged === null ||
          (followsEndedCare(fact, context.facts, place, until) && !judged.has(dayOf(fact) ?? ''))) &&
        (isEvidence(fact) || statesNeed(fact) || isMeasured(fact)) &&
        (fact.context.temporality !== 'historical' ||
          isDatedStudy(fact) ||
          ofHistory.test(wordsOfClaim(assertion))),
    )
    .filter(
      (fact) =>
        rightPlace(fact, place, wordsOfClaim(assertion)) &&
        inTime(fact, assertion, until) &&
        isSameThing(fact, wordsOfClaim(assertion), matching.region),
    );
  // Newer findings on examination outrank what was reported before; a later clear denial takes an older finding back.
  const kept =
    concept === 'lab-result'
      ? labsAgainst(untilScan(facts, context), assertion)
      : facts.filter((fact) => !isTakenBack(fact, context.facts) && !isOnlyMentioned(fact, context.facts));
  return kept.toSorted(
    (a, b) =>
      Number(b.concept === concept) - Number(a.concept === concept) ||
      rankOf(a) - rankOf(b) ||
      compareDays(dayOf(b), dayOf(a)),
  );
}

/** A value drawn after the scan that is billed takes none of those back for which it was done. */
function untilScan(facts: readonly ClinicalFact[], { latest }: CaseContext): readonly ClinicalFact[] {
  const scanned = latest.denial.serviceDate?.value;
  return scanned === undefined ? facts : facts.filter((fact) => (dayOf(fact) ?? scanned) <= scanned);
}

/** "Your prolactin was measured one time, at 41 ng/mL": the values that the letter knows. */
function valuesStated({ latest }: CaseContext): ReadonlySet<number> {
  const number = /(?<![\d.])\d+(?:\.\d+)?(?![\d/])(?!\s*(?:weeks?|months?|days?|years?|hours?)\b)/g;
  return new Set(
    latest.denial.assertions
      .filter(({ concept }) => concept === 'lab-result')
      .flatMap(({ span }) => [...span.quote.matchAll(number)].map(([digits]) => Number(digits))),
  );
}

/** "The most recent examination is that of April 28, when therapy was under way": the days of visits that the letter names and judges. */
function visitsNamed({ latest }: CaseContext, until: IsoDate): ReadonlySet<IsoDate> {
  const { text } = latest.letter;
  return new Set(
    readDates(text, until)
      .filter(
        ({ precision, start, end }) =>
          precision === 'day' &&
          /\b(?:exam\w*|seen|saw|visits?|note|recheck\w*|evaluat\w*)\b/i.test(
            text.slice(Math.max(0, start - 90), end + 40),
          ),
      )
      .map(({ iso }) => iso),
  );
}

/** "Plain films last month were normal": told as past, with a day of its own that says how far back. */
function isDatedStudy(fact: ClinicalFact): boolean {
  return (
    (fact.concept === 'prior-imaging' || fact.concept === 'stress-test') &&
    fact.date !== null &&
    fact.date !== fact.noteDate
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

/** "No history of cancer", "has never had": a claim about the whole past is answered by any of it. */
const ofHistory =
  /\b(?:no|any|without|denies) (?:\w+ ){0,2}(?:history|hx)\b|\bnever (?:had|been|smoked)\b|\bat any time\b/i;

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
