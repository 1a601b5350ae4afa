/** When the present episode began, and whether a study belongs to it ("films taken since the start of this episode"). */
import type { IsoDate } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { dayOf } from './fact-times.ts';
import { isEvidence } from './evidence.ts';
import { rightPlace } from './fact-place.ts';
import type { MatchContext } from '../outcomes/match-context.ts';

const complaint = String.raw`(?:episode|symptoms?|pains?|complaints?|problems?|trouble|illness|injury|condition|headaches?|flare|bout|attack)`;
const present = String.raw`(?:(?:the|this|these|that) )?(?:(?:current|present|same|new|latest|recent) )?`;
const began = String.raw`(?:began|begun|started|starts|start|set in|arose|appeared|came on|occurred|commenced)`;

/** Words of a policy that tie a study to the episode. */
export const ofEpisode = new RegExp(
  [
    String.raw`\b(?:since|after|following|from) (?:the )?(?:start|onset|beginning|outset|first day) of ${present}${complaint}\b`,
    String.raw`\b(?:for|during|in|within|of|from) (?:the |this )(?:(?:current|present|same) )?(?:episode|bout|flare)\b`,
    String.raw`\bfor (?:the |this )(?:current|present|same) (?:complaints?|problem|symptoms?|pain)\b`,
    String.raw`\b(?:since|after|once) ${present}${complaint} (?:(?:had|has|have) )?${began}\b`,
    String.raw`\b(?:after|since) (?:onset|symptom onset)\b`,
  ].join('|'),
  'i',
);

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

/** A study older than this belongs to no episode that a request is made for and whose beginning nobody wrote down. */
const longAgoDays = 730;

/** Null where the study has no day, or the episode none and the study is not long past: then the person is asked. */
export function sinceOnset(
  fact: ClinicalFact,
  onset: IsoDate | null,
  { requestDate }: MatchContext,
): boolean | null {
  const day = dayOf(fact);
  if (day === null) return null;
  if (onset === null) return daysBetween(day, requestDate) > longAgoDays ? false : null;
  return daysBetween(day, onset) <= slackDays;
}
