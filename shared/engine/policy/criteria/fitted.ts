/** Thresholds handed from a list to its members: gaps filled from above, parts that make no sense for a thing left out. */
import type { Threshold } from '../../../domain/denial.ts';
import { therapyConcepts } from '../vocabulary.ts';

/** A threshold with the gaps filled from the group above. */
export function mergeThresholds(own: Threshold | null, above: Threshold | null): Threshold | null {
  if (own === null) return above;
  if (above === null) return own;
  return { ...above, ...own };
}

/** Which parts of a threshold make sense for a concept: an injection has no weeks, a film no visits. */
export function fitted(threshold: Threshold | null, concept: string | null): Threshold | null {
  if (threshold === null || concept === null) return threshold;
  const { minDays, minVisits, minDrugs, quantity, ...rest } = threshold;
  const lasting =
    concept !== 'injection' &&
    (therapyConcepts.has(concept as never) ||
      concept === 'symptom-duration' ||
      concept === 'interval' ||
      concept === 'treatment-response' ||
      concept === 'progression');
  const visited =
    concept === 'physical-therapy' ||
    concept === 'chiropractic' ||
    concept === 'conservative-therapy' ||
    concept === 'home-exercise';
  const keepQuantity = quantity !== undefined && fits(quantity.unit, concept);
  const out: Threshold = {
    ...rest,
    ...(lasting && minDays !== undefined ? { minDays } : {}),
    ...(visited && minVisits !== undefined ? { minVisits } : {}),
    ...(concept === 'medication-trial' && minDrugs !== undefined ? { minDrugs } : {}),
    ...(keepQuantity ? { quantity } : {}),
  };
  return Object.keys(out).length === 0 ? null : out;
}

function fits(unit: string, concept: string): boolean {
  if (unit === 'strength-grade')
    return concept === 'motor-deficit' || concept === 'focal-neurological-deficit';
  if (unit === 'years') return concept === 'age';
  if (unit === 'cycle') return concept === 'treatment-response' || concept === 'medication-trial';
  if (unit === 'pack-years') return concept === 'smoking-history';
  if (unit === 'pounds' || unit === 'kg') return concept === 'weight-loss';
  if (unit === 'mm' || unit === 'cm') return concept === 'mass' || concept === 'prior-imaging';
  if (unit === 'percent')
    return (
      concept === 'risk-score' ||
      concept === 'weight-loss' ||
      concept === 'prior-imaging' ||
      concept === 'lab-result'
    );
  if (unit === 'point') return concept === 'risk-score';
  if (unit === 'episode') return concept === 'symptom-duration' || concept === 'infection';
  return concept === 'lab-result' || concept === 'risk-score' || concept === 'symptom-duration';
}
