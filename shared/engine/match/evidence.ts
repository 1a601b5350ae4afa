/** Which facts speak to a criterion, and how much they show: the only place that decides what counts as proof. */
import type { Threshold } from '../../domain/denial.ts';
import type { ClinicalConcept, IsoDate, Laterality } from '../../domain/kinds.ts';
import type { CriterionLeaf } from '../../domain/policy.ts';
import type { PolicyConceptRule, PolicyRules } from '../../domain/policy-rules.ts';
import type { ClinicalFact } from '../../domain/record.ts';
import { daysBetween } from '../../text/calendar.ts';
import { matchesPattern } from '../../text/pattern.ts';
import { therapyConcepts } from '../policy/vocabulary.ts';
import { testFits } from './named-tests.ts';

export interface MatchContext {
  readonly requestDate: IsoDate;
  readonly today: IsoDate;
  readonly region: string | null;
  readonly side: Laterality | null;
  readonly rules: PolicyRules;
}

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
    return true;
  if (fact.concept === 'prior-imaging' && fact.section !== 'report' && onlyOrdered.test(wordsOf(fact)))
    return false;
  if (fact.concept === 'prior-imaging' && reportsNegative(fact)) return true;
  return (
    fact.context.negation === 'affirmed' &&
    fact.context.experiencer === 'patient' &&
    fact.context.temporality !== 'hypothetical' &&
    fact.status === 'done'
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

/** A study that is ordered, pending or still to come. */
const onlyOrdered =
  /\b(?:ordered|pending|scheduled|to have (?:it |them )?done|will (?:get|have|go)|to be done|awaiting|not yet)\b/i;

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

/** Facts of any standing that concern the leaf: right thing, right part of the body, not taken out by the policy. */
export function concerning(
  leaf: CriterionLeaf,
  facts: readonly ClinicalFact[],
  context: MatchContext,
): ClinicalFact[] {
  const rules = context.rules.concepts.filter((rule) => leaf.ruleIds.includes(rule.id));
  return facts.filter((fact) => {
    if (fact.context.experiencer !== 'patient' || !mayName(leaf, rules, fact)) return false;
    const text = wordsOf(fact);
    if (!namesSame(leaf, rules, fact, text)) return false;
    if (leaf.excludes.some((word) => takesOut(word, leaf.excludes, text.toLowerCase()))) return false;
    if (fact.concept === 'reflex-change' && !isDenied(fact) && !reflexFits(leaf.text, text)) return false;
    if (fact.concept === 'provocative-test' && !testFits(leaf.text, text)) return false;
    return rightPlace(fact, context);
  });
}

/** "Skin cancer" takes out what grows in the skin under its own name; "non-melanoma" leaves the melanoma in. */
function takesOut(word: string, all: readonly string[], text: string): boolean {
  if (word !== 'non-melanoma' && text.includes(word)) return true;
  if (!/skin cancer|of the skin|basal|squamous/.test(word)) return false;
  const plain =
    /\bbasal[- ]cell\b|\bskin cancers?\b|\bsquamous[- ]cell\b.{0,40}\b(?:skin|nose|ear|scalp|lip|face|hand|arm|leg|back)\b/;
  return (
    plain.test(text) ||
    (!all.some((other) => /melanoma|basal|squamous/.test(other)) && /\bmelanoma\b/.test(text))
  );
}

const livelier =
  /\bhyper-?reflexia\b|\b(?:brisk|hyperactive|increased|exaggerated|pathologic\w*)\b[^,;]{0,30}\breflex|\breflex\w*[^,;]{0,25}(?:\bbrisk|\bhyperactive|\bincreased|[34]\+)|\bclonus\b/i;
const weaker =
  /\b(?:diminished|absent|decreased|reduced|lowered|lost)\b.{0,50}?\breflex|\breflex(?:es)? loss\b|\bhypo-?reflexia\b|\bareflexia\b/i;

/** A policy that names hyperreflexia is not met by a lost ankle jerk, nor one that names a lost reflex by a brisk one. */
function reflexFits(asked: string, found: string): boolean {
  const more = livelier.test(asked);
  const less = weaker.test(asked);
  if (more === less) return true;
  return more
    ? livelier.test(found)
    : !livelier.test(found) || /\b(?:0|1)\+|\babsent|\bdiminish|\bdecreas|\breduc/i.test(found);
}

/** Cheap first look by concept alone, before any words are read. */
function mayName(leaf: CriterionLeaf, rules: readonly PolicyConceptRule[], fact: ClinicalFact): boolean {
  return (
    fact.concept === leaf.concept ||
    leaf.concept === 'interval' ||
    rules.some((rule) => fact.concept === rule.concept || rule.also.includes(fact.concept))
  );
}

function namesSame(
  leaf: CriterionLeaf,
  rules: readonly PolicyConceptRule[],
  fact: ClinicalFact,
  text: string,
): boolean {
  const { concept } = leaf;
  if (concept === null) return false;
  if (concept === 'interval')
    return (
      isStudy(fact) &&
      (rules.length === 0 || rules.some((rule) => rule.proof === null || proves(rule.proof, text)))
    );
  if (rules.length === 0) return fact.concept === concept;
  return rules.some((rule) => {
    if (fact.concept === rule.concept) return rule.proof === null || proves(rule.proof, text);
    if (!rule.also.includes(fact.concept)) return false;
    if (rule.general) return activeCare.has(fact.concept) || namedCare.test(leaf.text);
    return rule.proof === null ? matchesPattern(rule.pattern, text) : proves(rule.proof, text);
  });
}

/** Care that a general word for conservative care always means. */
const activeCare: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'physical-therapy',
  'home-exercise',
  'chiropractic',
]);

/** Medicines, injections and rest count where the policy's own words name them. */
const namedCare = /medic|drug|nsaid|inflammator|analges|inject|splint|brac|immobili|rest\b|activit/i;

function isStudy(fact: ClinicalFact): boolean {
  return fact.concept === 'prior-imaging' || fact.concept === 'stress-test' || fact.concept === 'interval';
}

const proofs = new Map<string, RegExp>();

function proves(proof: string, text: string): boolean {
  const known = proofs.get(proof) ?? new RegExp(proof, 'iu');
  proofs.set(proof, known);
  return known.test(text);
}

/** Concepts for which care or films of another body part say nothing. */
const placed: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  ...therapyConcepts,
  'prior-imaging',
  'symptom-duration',
  'progression',
  'mechanical-symptoms',
  'joint-effusion',
  'joint-instability',
  'provocative-test',
  'radiculopathy',
  'functional-limitation',
  'fracture-trauma',
  'treatment-response',
]);

const limbs: Readonly<Record<string, readonly string[]>> = {
  'lumbar-spine': ['leg', 'hip', 'foot', 'ankle', 'knee', 'thigh', 'spine', 'sacrum', 'pelvis'],
  'cervical-spine': ['arm', 'hand', 'shoulder', 'elbow', 'wrist', 'spine', 'neck'],
  'thoracic-spine': ['leg', 'chest', 'spine', 'trunk'],
  hip: ['pelvis', 'leg', 'thigh', 'femur', 'groin'],
  pelvis: ['hip', 'sacrum'],
  knee: ['leg'],
  shoulder: ['arm'],
  brain: ['head', 'face', 'neck'],
};

/** Parts in which what is wrong with the given part is felt or found (the leg for the lumbar spine). */
export function nearRegions(region: string): readonly string[] {
  return limbs[region] ?? [];
}

/** Parts scanned as a whole: a leg's side, or a slip of the letter's, does not part the facts of a spine. */
const midline = /spine|brain|head|neck|chest|abdomen|pelvis|heart|sinus|whole-body/;

/** Whether a fact's region and side allow it to speak for the scan; where either is silent they do. */
export function rightPlace(fact: ClinicalFact, context: MatchContext): boolean {
  if (!placed.has(fact.concept)) return true;
  if (
    fact.side !== null &&
    context.side !== null &&
    !midline.test(context.region ?? '') &&
    fact.side !== 'bilateral' &&
    context.side !== 'bilateral' &&
    fact.side !== context.side
  )
    return false;
  if (fact.region === null || context.region === null || fact.region === context.region) return true;
  if (!(context.region in limbs)) return true;
  const near = limbs[context.region] ?? [];
  // Care and films must be of the part itself; what is felt or found may lie where its nerves go.
  const strict = therapyConcepts.has(fact.concept) || fact.concept === 'prior-imaging';
  if (strict) {
    if (fact.region === 'spine' && context.region.endsWith('-spine')) return true;
    // "XR pelvis 1 view, hip left 2 views" is a study of the hip as well.
    return (
      wordsOf(fact)
        .toLowerCase()
        .includes(context.region.split('-')[0] ?? context.region) &&
      near.some((part) => fact.region?.includes(part) === true)
    );
  }
  return near.includes(fact.region);
}

/** The last year a fact's own words name, where all of them lie well before its note ("collision 1998"); else null. */
export function oldYear(fact: ClinicalFact): number | null {
  const years = [...wordsOf(fact).matchAll(/(?<![\d/.-])((?:19|20)\d{2})(?![\d/-])/g)].map(([year]) =>
    Number(year),
  );
  const note = Number((fact.noteDate ?? fact.date ?? '').slice(0, 4));
  const last = Math.max(...years);
  return years.length > 0 && note > 0 && last < note - 1 ? last : null;
}

/** The day a fact speaks for: its end, its date, or the note's. */
export function dayOf(fact: ClinicalFact): IsoDate | null {
  const old = fact.measure?.to === undefined || fact.measure.to === null ? oldYear(fact) : null;
  if (old !== null && Number((fact.date ?? '').slice(0, 4)) > old) return `${old}-12-31`;
  return fact.measure?.to ?? fact.date ?? fact.noteDate;
}

/** Months in policies are calendar months: "six months" looks back 183 days, not 180. */
export function windowDays(days: number): number {
  return days >= 60 && days % 30 === 0 ? Math.ceil((days / 30) * 30.5) : days;
}

/** Whether the fact's day lies in the window before the request; null where it has no day. */
export function inWindow(
  fact: ClinicalFact,
  threshold: Threshold | null,
  context: MatchContext,
): boolean | null {
  if (threshold?.lookBackDays === undefined) return true;
  const day = dayOf(fact);
  if (day === null) return null;
  const ago = daysBetween(day, context.requestDate);
  return ago <= windowDays(threshold.lookBackDays);
}

/** Days that a fact documents, of care or of symptoms; null where it gives none. */
export function lengthOf(fact: ClinicalFact): number | null {
  const measure = fact.measure;
  if (measure === null) return null;
  if (measure.from !== null && measure.to !== null)
    return Math.max(measure.days ?? 0, daysBetween(measure.from, measure.to) + 1);
  if (measure.days !== null) return measure.days;
  if (measure.from !== null && fact.noteDate !== null && fact.concept === 'symptom-duration')
    return daysBetween(measure.from, fact.noteDate);
  return null;
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
