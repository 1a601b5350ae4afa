/** What a fact of the record proves: the only place that decides what counts as evidence, as suspicion, and as denied. */
import type { ClinicalFact } from '../../../domain/record.ts';
import { therapyConcepts } from '../../policy/vocabulary.ts';

const known = new WeakMap<ClinicalFact, string>();

/** Words of a fact: its quotes and its detail. */
export function wordsOf(fact: ClinicalFact): string {
  const words = known.get(fact) ?? joinWords(fact);
  known.set(fact, words);
  return words;
}

function joinWords(fact: ClinicalFact): string {
  return `${fact.spans.map(({ quote }) => quote).join(' ')} ${(fact.detail ?? '').replace(/-/g, ' ')}`.replace(
    /\s+/g,
    ' ',
  );
}

/** Took place or was found, in this patient, without doubt. */
export function isEvidence(fact: ClinicalFact): boolean {
  if (fact.concept === 'place-of-service')
    return (
      fact.context.negation === 'affirmed' &&
      fact.context.experiencer === 'patient' &&
      (fact.status === 'done' ||
        (fact.status === 'planned' &&
          /\bneeds?\b|\brequire[sd]?\b|\bmust\b|\bwill need\b|\bcannot\b/i.test(wordsOf(fact))))
    );
  // A score with its figure is there, even in a sentence that goes on to plan the scan.
  if (
    fact.concept === 'risk-score' &&
    fact.context.experiencer === 'patient' &&
    fact.context.negation === 'affirmed' &&
    /\d/.test(wordsOf(fact))
  )
    return !ofCarriers.test(wordsOf(fact));
  if (fromMedicine.test(wordsOf(fact)) && feltOfMedicine.has(fact.concept)) return false;
  if (fact.concept === 'prior-imaging' && fact.section !== 'report' && onlyOrdered.test(wordsOf(fact)))
    return false;
  if (fact.concept === 'prior-imaging' && fact.section !== 'report' && notSeen.test(wordsOf(fact)))
    return false;
  if (fact.concept === 'prior-imaging' && (reportsNegative(fact) || reportsResult(fact))) return true;
  if (therapyConcepts.has(fact.concept) && isIntended.test(wordsOf(fact))) return false;
  if (fact.concept === 'malignancy' && isChance.test(wordsOf(fact))) return false;
  return (
    fact.context.negation === 'affirmed' &&
    fact.context.experiencer === 'patient' &&
    fact.context.temporality !== 'hypothetical' &&
    fact.status === 'done'
  );
}

/** "Variants of this gene raise the lifetime risk in women to about 50%": of all who have it, and no score of the patient. */
const ofCarriers =
  /\b(?:raises?|increases?|confers?|carr(?:y|ies)|(?:is|are) associated with)\b[^.;]{0,60}\brisk\b[^.;]{0,60}\b(?:in|of|for|among) (?:women|men|people|persons|individuals|carriers|females|males)\b/i;

/** What a medicine does may feel like a nerve's sign, and is none. */
const feltOfMedicine: ReadonlySet<string> = new Set([
  'sensory-deficit',
  'motor-deficit',
  'weight-loss',
  'functional-limitation',
]);
const fromMedicine = /\b(?:known|common|expected|usual) side[- ]effect|\bside[- ]effects? of (?:the )?\w+/i;

/** "24 percent for high-grade cancer", "a 12% chance of cancer": how likely it is, not that it is there. */
const isChance =
  /\b\d+(?:\.\d+)? ?(?:%|percent)(?: \w+)? (?:for|(?:risk|chance|probability|likelihood|odds) (?:of|for|that))\b[^.;]{0,30}\b(?:cancer|malignan)|\b(?:cancer|malignancy) (?:risk|probability|likelihood)\b[^.;]{0,20}\d ?(?:%|percent)/i;

/** "Goal: six weeks of therapy, to be completed by June": what is meant to be done. */
const isIntended =
  /^\W*(?:\w+ )?goals?\s*[:–-]|\bto be (?:completed|finished|done) (?:by|in|before|over)\b|\b(?:keep up|continue|go on with)\b[^.;]{0,40}\b(?:to (?:complete|finish)|until)\b/i;

/** "Cervical spine, 3 views, 08/13/2026: narrowing at C5-6": a dated result, even below a plan. */
function reportsResult(fact: ClinicalFact): boolean {
  return (
    fact.context.experiencer === 'patient' &&
    fact.context.negation === 'affirmed' &&
    fact.spans.some(
      ({ quote }) =>
        /\b(?:views?|films?|x-?rays?|XR|radiographs?|MRI|CT|ultrasound)\b[^.;:]{0,40}?\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\)?\s*:\s*\p{L}+ \p{L}+ \p{L}/iu.test(
          quote,
        ) &&
        !onlyOrdered.test(quote) &&
        !/\b(?:if|when|order|order for|request|refer|plan|cancell?ed|declined)\b/i.test(quote),
    )
  );
}

/** "XR wrist 3 views 04/10/2026: no fracture": the finding is denied, not the study. */
function reportsNegative(fact: ClinicalFact): boolean {
  const text = wordsOf(fact);
  return (
    fact.context.experiencer === 'patient' &&
    /\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\)?\s*(?::|,|-|–|shows?|showed|read|no\b|negative|normal)/i.test(
      text,
    ) &&
    /\b(?:no|without|negative for|negative|normal|unremarkable)\b/i.test(text) &&
    !/\bnot (?:yet )?(?:been )?(?:done|taken|obtained|performed|made)\b|\bno (?:x-?rays?|films?|imaging|mri|ct)\b|\bnever\b|\bdeclin|\brefus|\bif\b/i.test(
      text,
    )
  );
}

/** A study that nobody who writes has seen: told by the patient, or without its report. */
const notSeen =
  /\b(?:reports?|results?|films?|images?|records?) (?:(?:is|are|was|were) )?(?:not (?:yet )?(?:available|obtained|received|seen|here|in hand)|unavailable|pending|awaited)\b|\bno report\b|\bawaiting (?:the )?(?:report|records|films)\b|\b(?:per|according to) (?:the )?(?:patient|pt)\b[^.;]{0,20}\b(?:x-?rays?|films?|mri|ct|scan)|\breportedly\b/i;

/** A study that is ordered, pending or still to come. */
const onlyOrdered =
  /\b(?:ordered|pending|scheduled|to have (?:it |them )?done|will (?:get|have|go|do|obtain|take|need|order|repeat)|to be (?:done|taken|obtained)|awaiting|not yet|next (?:time|visit)|(?:tech(?:nician|nologist)?|machine|x-?ray|unit|room|equipment)(?: is| was)? (?:out|down|closed|broken|unavailable|not (?:available|working|here))|(?:could|can|was|were)(?: not|n['’]t) (?:be )?(?:done|taken|obtained|made|get|gotten))\b/i;

/** Suspected by the clinician in an assessment; "rule out" and "cannot exclude" are no suspicion. */
export function isSuspected(fact: ClinicalFact): boolean {
  const text = wordsOf(fact);
  return (
    fact.context.negation === 'possible' &&
    fact.context.experiencer === 'patient' &&
    fact.context.temporality === 'recent' &&
    fact.status === 'done' &&
    rankOf(fact) === 2 &&
    /\bsusp(?:ect(?:ed|s)?|icious|\.)|\bconcern(?:ed|ing)? for\b|\bprobable\b|\blikely\b/i.test(text) &&
    !/\br\/o\b|\brule[sd]? out\b|\bexclude\b|\bunlikely\b/i.test(text)
  );
}

/** Said to be absent, or not done, in this patient. */
export function isDenied(fact: ClinicalFact): boolean {
  return (
    fact.context.experiencer === 'patient' &&
    fact.context.temporality !== 'hypothetical' &&
    (fact.context.negation === 'negated' || fact.status === 'not-done' || fact.status === 'declined')
  );
}

/** Rank of facts by where they stand in a note: examination before assessment before history. */
export function rankOf(fact: ClinicalFact): number {
  const section = fact.section ?? '';
  if (/exam|objective/i.test(section)) return 0;
  if (/result|imaging|report|procedure|lab/i.test(section)) return 1;
  if (/assess|impression|diagnos/i.test(section)) return 2;
  if (/review/i.test(section)) return 5;
  return 3;
}
