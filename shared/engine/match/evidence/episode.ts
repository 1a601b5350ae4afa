/** When the present episode began, and whether a study belongs to it ("films taken since the start of this episode"). */
import type { IsoDate } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { dayOf } from './fact-times.ts';
import { isEvidence } from './evidence.ts';
import { rightPlace } from './fact-place.ts';
import type { MatchContext } from '../outcomes/match-context.ts';

/** Words of a policy that tie a study to the episode. */
export const ofEpisode =
  /\b(?:since|after|following) (?:the )?(?:start|onset|beginning) of (?:the |this |these )?(?:current |present )?(?:episode|symptoms?|pain|complaints?|problem)|\b(?:for|during|in|within|of) (?:the |this )(?:(?:current|present|same) )?episode\b|\bsince (?:the |these |this )?(?:current |present )?(?:episode|symptoms?|pain|complaints?|problem|trouble) (?:began|started|set in|arose)/i;

/**
 * A first day that a record gives is often a guess ("about three weeks"), and films are taken on the day of an injury:
 * a study up to a week older still belongs to the episode.
 */
const slackDays = 7;
/** Complaints that were last noted longer before the request than a year and a month belong to another episode. */
const episodeDays = 400;

/** First day of the present complaints as the records give it; the earliest where they differ. Null where none does. */
export function onsetOf(facts: readonly ClinicalFact[], context: MatchContext): IsoDate | null {
  const days = facts.flatMap((fact) => {
    const from = fact.measure?.from ?? null;
    const day = dayOf(fact);
    const present =
      fact.concept === 'symptom-duration' &&
      isEvidence(fact) &&
      fact.context.temporality === 'recent' &&
      rightPlace(fact, context) &&
      day !== null &&
      daysBetween(day, context.requestDate) <= episodeDays;
    return present && from !== null ? [from] : [];
  });
  return days.toSorted()[0] ?? null;
}

/** Null where the study or the episode has no day: then the person is asked. */
export function sinceOnset(fact: ClinicalFact, onset: IsoDate | null): boolean | null {
  const day = dayOf(fact);
  if (day === null || onset === null) return null;
  return daysBetween(day, onset) <= slackDays;
}
