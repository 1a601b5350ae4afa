/** What the patient is said to report: one line of a note has it, another line of the same day denies it. */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { isDenied, isEvidence, rankOf } from '../../match/evidence/evidence.ts';
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

/** A row of goals ("10 reps NO"): the answer is to the goal, not to the symptom. */
const goalRow = /\d[^.;]*\b(?:NO|YES)\s*$/;

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
      !fact.spans.some(({ quote }) => narrowed.test(quote) || goalRow.test(quote)),
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

const wholePast =
  /\b(?:no|denies(?: any)?|without) (?:known |prior |personal |past )?(?:history|hx) of\b|\bnever had\b/i;

/** "No history of cancer" in one note against a cancer that another tells of, whatever their days. */
export function historyConflicts(facts: readonly ClinicalFact[]): Conflict[] {
  const own = facts.filter(({ concept }) => concept === 'malignancy' || concept === 'seizure');
  const denied = own.filter(
    (fact) =>
      fact.context.negation === 'negated' &&
      fact.spans.some(({ quote }) => wholePast.test(quote) && !/\b(?:other|family)\b/i.test(quote)),
  );
  return own
    .filter(({ context, status }) => context.negation === 'affirmed' && status === 'done')
    .flatMap((yes): Conflict[] => {
      const no = denied.find((other) => other.concept === yes.concept && apart(yes, other));
      // What was found only after the denial was written is no contradiction.
      const known = no?.noteDate != null && yes.date !== null && yes.date < no.noteDate;
      return no === undefined || !known ? [] : [{ concept: yes.concept, a: yes, b: no, kind: 'history' }];
    });
}
