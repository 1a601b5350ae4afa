/** How long therapy lasted and how often: the therapist's own dates against what a summary or another note says. */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { isEvidence } from '../../match/evidence/evidence.ts';
import { apart, type Conflict, regionsMeet, sidesMeet } from './pair.ts';

const therapies: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'physical-therapy',
  'chiropractic',
]);

/** A note counts weeks generously: from referral to visit. Only a claim this many days over the dates is asked about. */
const slackDays = 14;
/** A claim made later than this after the last visit may be of another course. */
const nearDays = 120;
/** Fewest dated visits that make the therapist's dates a course. */
const fewestVisits = 3;

/** Notes that give therapy clearly more time, or fewer or more visits, than the therapist's own paper does. */
export function lengthConflicts(facts: readonly ClinicalFact[]): Conflict[] {
  const done = facts.filter(
    (fact) => therapies.has(fact.concept) && isEvidence(fact) && fact.context.temporality === 'recent',
  );
  const courses = done.filter(({ detail }) => detail === 'course');
  return courses.flatMap((course): Conflict[] => {
    const claim = done.find((fact) => speaksOfCourse(fact, course) && overstates(fact, course));
    return claim === undefined ? [] : [{ concept: course.concept, a: course, b: claim, kind: 'length' }];
  });
}

/**
 * The facts as they may be relied on: where a note gives more weeks than the therapist's whole list of dates, its weeks
 * are no proof, and the dates are. A list that does not begin with the first visit may be a part of more.
 */
export function withoutOverstated(facts: readonly ClinicalFact[]): readonly ClinicalFact[] {
  const overstated = new Set(
    lengthConflicts(facts)
      .filter(({ a }) => a.spans.some(({ quote }) => firstVisit.test(quote)))
      .flatMap(({ a }) =>
        facts.filter((fact) => speaksOfCourse(fact, a) && overstates(fact, a)).map(({ id }) => id),
      ),
  );
  if (overstated.size === 0) return facts;
  return facts.map((fact) =>
    overstated.has(fact.id) && fact.measure !== null
      ? {
          ...fact,
          measure: { ...fact.measure, days: null, from: null, to: null },
          why: [...fact.why, 'the dates of the therapist show less'],
        }
      : fact,
  );
}

/** The row or line of a first visit. */
const firstVisit = /\b(?:eval\w*|initial|first visit|intake)\b|^\s*#?1\b/i;

/** Told by another than the therapist, of the same kind of care and the same part. */
function speaksOfCourse(fact: ClinicalFact, course: ClinicalFact): boolean {
  return (
    fact.detail !== 'course' &&
    fact.concept === course.concept &&
    isEvidence(fact) &&
    fact.context.temporality === 'recent' &&
    apart(fact, course) &&
    regionsMeet(fact, course) &&
    (fact.side === null || course.side === null || sidesMeet(fact, course))
  );
}

/** Written when the course was over, of this course, and longer than its dates allow. */
function overstates(claim: ClinicalFact, course: ClinicalFact): boolean {
  const { from, to, days, visits } = course.measure ?? {};
  if (!from || !to || days === null || days === undefined || claim.noteDate === null) return false;
  const since = daysBetween(to, claim.noteDate);
  if (since < 0 || since > nearDays || (visits ?? 0) < fewestVisits) return false;
  const told = claim.measure?.days ?? null;
  const fromBefore =
    claim.measure?.from !== null && claim.measure?.from !== undefined && claim.measure.from < from;
  return told !== null && !fromBefore && told > days + slackDays && told > days * 1.4;
}
