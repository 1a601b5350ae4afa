/** Whether the part of the body and the side that a fact names let it speak for the scan. */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { therapyConcepts } from '../../policy/vocabulary.ts';
import { wordsOf } from './evidence.ts';
import type { MatchContext } from '../outcomes/match-context.ts';

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
  sacrum: ['pelvis', 'hip', 'lumbar-spine', 'spine', 'leg'],
  knee: ['leg'],
  shoulder: ['arm'],
  elbow: ['arm', 'forearm'],
  wrist: ['hand'],
  hand: ['wrist', 'finger', 'thumb'],
  ankle: ['foot'],
  foot: ['ankle', 'toe', 'heel'],
  brain: ['head', 'face', 'neck'],
};

/** Where a splint, boot or sling is worn that rests the joint. */
const heldBy: Readonly<Record<string, string>> = { wrist: 'hand', ankle: 'foot', shoulder: 'arm' };

/** Parts in which what is wrong with the given part is felt or found (the leg for the lumbar spine). */
export function nearRegions(region: string): readonly string[] {
  return limbs[region] ?? [];
}

/** Parts scanned as a whole: a leg's side, or a slip of the letter's, does not part the facts of a spine. */
const midline = /spine|sacrum|brain|head|neck|chest|abdomen|pelvis|heart|sinus|whole-body/;

/** Muscle groups of the arm, by the names that strength is read under. */
const ofArm =
  /^(?:deltoid|biceps|triceps|wrist lifting|wrist bending|grip|fingers|supraspinatus|outward rotation|inward rotation)$/;

/** Parts of the trunk and head that one picture shows together; a picture of another area says nothing of them. */
const areas: readonly RegExp[] = [
  /^(?:abdomen|abdomen-pelvis|biliary|bowel|kidney|liver|pancreas)$/,
  /^(?:pelvis|abdomen-pelvis|bowel|kidney|hip|sacrum)$/,
  /^(?:chest|heart|breast)$/,
  /^(?:brain|head|face|sinus|neck|cervical-spine|orbit)$/,
];
/** How a policy or a letter names a part by which it means a picture of that part. */
const named: Readonly<Record<string, RegExp>> = {
  chest: /\bchest|\blungs?\b|\bpulmonary|\bCXR/i,
  pelvis: /\bpelvi|\btransvaginal/i,
  neck: /\bneck|\bthyroid|\bcarotid/i,
};

/** Whether a picture of the one part may show the other, or is of the part that the words ask for. */
function mayShow(shown: string, scanned: string, asked: string): boolean {
  const own = areas.filter((area) => area.test(scanned));
  return (
    own.length === 0 ||
    shown === 'whole-body' ||
    !(shown in limbs || areas.some((area) => area.test(shown))) ||
    own.some((area) => area.test(shown)) ||
    (named[shown] ?? new RegExp(`\\b${shown.split('-')[0] ?? shown}`, 'i')).test(asked)
  );
}

/**
 * Whether a fact's region and side allow it to speak for the scan, or for the part of the body that the words `asked` name beside
 * it; where either is silent they do.
 */
export function rightPlace(fact: ClinicalFact, context: MatchContext, asked = ''): boolean {
  // A weak hand says nothing of the low back or the leg; weak legs may well speak of the neck.
  if (
    fact.detail === 'strength' &&
    ofArm.test(fact.subject ?? '') &&
    /^(?:lumbar-spine|hip|knee|ankle|foot|pelvis)$/.test(context.region ?? '')
  )
    return false;
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
  if (!(context.region in limbs))
    return fact.concept !== 'prior-imaging' || mayShow(fact.region, context.region, asked);
  const near = limbs[context.region] ?? [];
  // Care and films must be of the part itself; what is felt or found may lie where its nerves go.
  const strict = therapyConcepts.has(fact.concept) || fact.concept === 'prior-imaging';
  if (strict) {
    if (fact.region === 'spine' && context.region.endsWith('-spine')) return true;
    // A thumb spica holds the wrist still, a boot the ankle, a sling the shoulder.
    if (fact.concept === 'activity-modification' && heldBy[context.region] === fact.region) return true;
    // A film of the pelvis shows both hips and the sacroiliac joints.
    if (
      fact.concept === 'prior-imaging' &&
      /^(?:hip|sacrum)$/.test(context.region) &&
      fact.region === 'pelvis'
    )
      return fact.detail === 'radiograph';
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
