/** The day a fact speaks for, whether that lies in the window a policy looks back, and how long its care or complaint lasted. */
import type { Threshold } from '../../../domain/denial.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { wordsOf } from './evidence.ts';
import type { MatchContext } from '../outcomes/match-context.ts';

/** "CKD-EPI 2021", "the 2017 McDonald criteria": the year of a formula or a book of criteria, not of what was found. */
const yearOfMethod =
  /\b(?:CKD-?EPI|MDRD|McDonald|ACR|EULAR|ACC|AHA|NCCN|LI-?RADS|BI-?RADS|TI-?RADS|PI-?RADS|(?:equation|formula|criteria|guidelines?|edition|version|refit)),?(?: \w+)?[\s(,]*(?:19|20)\d{2}\b|\b(?:19|20)\d{2}\s+(?:\w+\s+)?(?:CKD-?EPI|McDonald|ACR|EULAR|equation|formula|criteria|guidelines?|edition|version)\b/gi;

/** The last year a fact's own words name, where all of them lie well before its note ("collision 1998"); else null. */
export function oldYear(fact: ClinicalFact): number | null {
  const years = [
    ...wordsOf(fact)
      .replace(yearOfMethod, ' ')
      .matchAll(/(?<![\d/.-])((?:19|20)\d{2})(?![\d/-])/g),
  ].map(([year]) => Number(year));
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
  // Visits too far apart for a course: its first and last day are known, and no length.
  if (fact.detail === 'course' && measure.days === null) return null;
  if (measure.from !== null && measure.to !== null)
    return Math.max(measure.days ?? 0, daysBetween(measure.from, measure.to) + 1);
  if (measure.days !== null) return measure.days;
  if (measure.from !== null && fact.noteDate !== null && fact.concept === 'symptom-duration')
    return daysBetween(measure.from, fact.noteDate);
  return null;
}
