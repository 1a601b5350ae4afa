/** Whether anybody has looked at the patient since the care, or since the medicine was begun. */
import type { Concept } from '../../../domain/kinds.ts';
import { therapyConcepts } from '../../policy/vocabulary.ts';
import { isEvidence, wordsOf } from '../evidence/evidence.ts';
import type { PolicyCase } from '../policy-case.ts';

/** The same day of the year before; older treatment was for something else. */
function yearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}

/** Treatment that somebody gives, on a day. */
const attended: ReadonlySet<Concept> = new Set<Concept>(['physical-therapy', 'chiropractic']);

/** The chart tells of treatment, and of nothing that was seen or done for the patient after it. */
export function noVisitSinceCare(found: PolicyCase): boolean {
  const facts = found.input.facts.filter(
    ({ context, date }) => context.experiencer === 'patient' && date !== null && date <= found.decisionDate,
  );
  const ends = facts
    .filter((fact) => therapyConcepts.has(fact.concept) && isEvidence(fact) && attended.has(fact.concept))
    .map(({ date, measure }) => measure?.to ?? date ?? '');
  const last = ends
    .filter((end) => end > yearBefore(found.requestDate))
    .toSorted()
    .at(-1);
  if (last === undefined) return begunAtLastVisit(found);
  return !facts.some(
    (fact) => !therapyConcepts.has(fact.concept) && fact.status === 'done' && (fact.date ?? '') > last,
  );
}

/** Words of a medicine that is to be begun, not gone on with. */
const toBegin = /\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|new|initiat\w*|trial of)\b/i;

/** The last visit before the request is the one at which the medicine was begun: nobody has looked back on it. */
export function begunAtLastVisit(found: PolicyCase): boolean {
  const told = found.input.facts.filter(
    ({ context, noteDate }) =>
      context.experiencer === 'patient' && noteDate !== null && noteDate <= found.requestDate,
  );
  const visit = told
    .map(({ noteDate }) => noteDate ?? '')
    .toSorted()
    .at(-1);
  return told.some(
    (fact) =>
      fact.noteDate === visit &&
      fact.concept === 'medication-trial' &&
      fact.status === 'planned' &&
      toBegin.test(wordsOf(fact)),
  );
}
