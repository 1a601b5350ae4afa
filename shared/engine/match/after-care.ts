/** Whether a visit lies behind the care that it is to judge: a look at the patient before or during care is no re-evaluation. */
import type { ClinicalConcept } from '../../domain/kinds.ts';
import type { ClinicalFact } from '../../domain/record.ts';
import { daysBetween } from '../../text/calendar.ts';
import { isEvidence } from './evidence.ts';
import { rightPlace } from './fact-place.ts';
import { dayOf } from './fact-times.ts';
import type { MatchContext } from './match-context.ts';

/** Care over weeks that a visit can look back on; medicines go on beside it and have their own end. */
const judged: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'conservative-therapy',
  'physical-therapy',
  'home-exercise',
  'chiropractic',
]);

/** Care that ended longer before the visit than this belongs to another episode. */
export const episodeDays = 365;

/** True where no care of this part, that the record dates, ends after the visit. */
export function followsCare(
  visit: ClinicalFact,
  facts: readonly ClinicalFact[],
  context: MatchContext,
): boolean {
  const day = dayOf(visit);
  if (day === null) return true;
  return facts.every((fact) => {
    if (!judged.has(fact.concept) || fact.detail !== 'course' || !isEvidence(fact)) return true;
    const end = fact.measure?.to ?? null;
    return (
      end === null ||
      end <= day ||
      end > context.requestDate ||
      daysBetween(end, day) < -episodeDays ||
      !rightPlace(fact, context)
    );
  });
}
