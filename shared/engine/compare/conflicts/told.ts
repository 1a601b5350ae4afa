/** What the patient is said to report: one line of a note has it, another line of the same day denies it. */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { isDenied, isEvidence, rankOf } from '../../match/evidence.ts';
import { apart, type Conflict, regionsMeet, sameDay, sidesMeet } from './pair.ts';

/** Symptoms and conditions that a patient is asked for; signs and results are read elsewhere. */
const reported: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'motor-deficit',
  'sensory-deficit',
  'cauda-equina',
  'mechanical-symptoms',
  'joint-instability',
  'seizure',
  'weight-loss',
  'thunderclap-headache',
  'contraindication',
  'anticoagulation',
  'smoking-history',
]);

/** A denial that leaves the thing standing: nothing new, nothing more, not at the moment. */
const narrowed =
  /\b(?:no|denies|without|not)\s+(?:any\s+)?(?:new|other|further|more|additional|recent|worsening|recurrent|longer|change|significant|current\w*|acute|associated)\b|\b(?:today|currently|at (?:rest|present)|resolved|since then|anymore|any more|now\?)\b/i;

/** Rank from which a place is the review of systems; see rankOf. */
const examination = 0;

/** Pairs of one day, one subject: told or found in one place and denied by the patient in another. */
export function toldConflicts(facts: readonly ClinicalFact[]): Conflict[] {
  const relevant = facts.filter(
    (fact) =>
      reported.has(fact.concept) &&
      fact.subject !== undefined &&
      fact.detail !== 'strength' &&
      fact.context.temporality === 'recent' &&
      fact.section !== 'plan',
  );
  const denied = relevant.filter(
    (fact) =>
      isDenied(fact) &&
      rankOf(fact) > examination &&
      rankOf(fact) !== 1 &&
      !fact.spans.some(({ quote }) => narrowed.test(quote)),
  );
  return relevant.filter(isEvidence).flatMap((yes): Conflict[] => {
    const no = denied.find(
      (other) =>
        other.concept === yes.concept &&
        other.subject === yes.subject &&
        sameDay(yes, other) &&
        apart(yes, other) &&
        regionsMeet(yes, other) &&
        (other.side === null || yes.side === null || sidesMeet(yes, other)),
    );
    return no === undefined ? [] : [{ concept: yes.concept, a: yes, b: no, kind: 'report' }];
  });
}
