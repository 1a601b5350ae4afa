/** A letter that misses a second test: the first one is no answer. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { dayOf } from '../../match/evidence/fact-times.ts';

/** "The records do not contain a second value": the first one is no answer. */
export const asksForAnother =
  /\b(?:only (?:one|a single)|just (?:one|a single)|second|repeat(?:ed)?|another|further|confirm(?:ing|atory)|follow-?up) (?:\w+ ){0,3}?(?:values?|results?|tests?|readings?|measurements?|levels?|samples?|draws?|PSA|biops(?:y|ies)|stud(?:y|ies)|films?|scans?|x-?rays?)\b/i;
const doneOnDays: ReadonlySet<string> = new Set([
  'lab-result',
  'tissue-diagnosis',
  'prior-imaging',
  'stress-test',
  'genetic-test',
]);

/** Days between two tests of which the second is no report of the first. */
const testsApart = 7;

/** The same test on two days, or a thing that is not done on a day. */
export function wasDoneAgain(facts: readonly ClinicalFact[], { concept }: DenialAssertion): boolean {
  if (!doneOnDays.has(concept)) return true;
  const days = facts.flatMap((fact) => {
    const day = dayOf(fact);
    return day === null ? [] : [{ day, detail: fact.detail }];
  });
  return days.some(({ day, detail }) =>
    days.some((other) => other.detail === detail && daysBetween(day, other.day) >= testsApart),
  );
}
