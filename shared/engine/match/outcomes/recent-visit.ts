/**
 * "Seen in the office by the ordering clinician in the 30 days before the request": a visit within a window, whatever came before it.
 * Many policies ask so of every request ("a pertinent clinical evaluation within the last 60 days"). What an examination found on a
 * day of the window shows it; the first visit of a complaint is none that follows another, and is told by no other fact.
 */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { wordsOf } from '../evidence/evidence.ts';
import { windowDays } from '../evidence/fact-times.ts';
import type { MatchContext } from './match-context.ts';
import { ids, outcome } from './outcome.ts';

/** Words of a visit that is to follow something: care, an injury, an earlier visit. */
const following =
  /\b(?:after(?:wards?)?|following|again|anew|repeat(?:ed)?|second|third|later|subsequent|follow-?up|return\w*|completion|conclusion|end of|since|re-?\w*(?:evaluat|examin|assess|check|visit)\w*|each|every|monthly)\b/i;
const visit =
  /\b(?:seen|saw|sees|visits?|visited|evaluat\w+|assess\w+|exam\w*|encounter|consult\w*|face-to-face|in person)\b/i;
const byWhoOrders = /\b(?:ordering|requesting|referring|prescribing)\b/i;
/** What only hands or eyes find. */
const examined = /\b(?:tender(?:ness)?|palpa\w+|auscultat\w+|on exam(?:ination)?|reflexes|gait)\b/i;

/** The patient's facts of notes written in the window before that day. */
function notedWithin(
  facts: readonly ClinicalFact[],
  window: number,
  until: IsoDate,
): readonly ClinicalFact[] {
  return facts.filter(
    ({ noteDate, context }) =>
      context.experiencer === 'patient' &&
      noteDate !== null &&
      noteDate <= until &&
      daysBetween(noteDate, until) <= windowDays(window),
  );
}

function isLook(fact: ClinicalFact): boolean {
  return (
    fact.status !== 'planned' &&
    (fact.section === 'exam' || (fact.section === null && examined.test(wordsOf(fact))))
  );
}

/** "No visit in the 60 days before the request": what was found on examination in that time; none where the letter speaks of a visit after something. */
export function looksAgainst(
  { concept, threshold }: DenialAssertion,
  words: string,
  facts: readonly ClinicalFact[],
  until: IsoDate,
): readonly ClinicalFact[] {
  const window = threshold?.lookBackDays;
  if (concept !== 're-evaluation' || window === undefined || following.test(words) || !visit.test(words))
    return [];
  return notedWithin(facts, window, until).filter(isLook);
}

/** Null where the criterion is of another kind, or no examination of the window was read. */
export function matchRecentVisit(
  leaf: CriterionLeaf,
  facts: readonly ClinicalFact[],
  { requestDate }: MatchContext,
): CriterionOutcome | null {
  const window = leaf.threshold?.lookBackDays;
  if (leaf.concept !== 're-evaluation' || leaf.negated || window === undefined) return null;
  if (following.test(leaf.text) || !visit.test(leaf.text)) return null;
  const inTime = notedWithin(facts, window, requestDate);
  const looks = inTime.filter(isLook);
  const shown = byWhoOrders.test(leaf.text)
    ? looks.filter((look) => inTime.some((other) => ordersScan(other) && isSameNote(look, other)))
    : looks;
  if (shown.length === 0) return null;
  return outcome(leaf, 'met', {
    factIds: ids(shown.slice(0, 2)),
    strength: 'fair',
    steps: [`examined on ${shown[0]?.noteDate ?? ''}`],
  });
}

function ordersScan({ concept, status }: ClinicalFact): boolean {
  return concept === 'prior-imaging' && status === 'planned';
}

function isSameNote(one: ClinicalFact, other: ClinicalFact): boolean {
  return one.noteDate === other.noteDate && one.spans[0]?.documentId === other.spans[0]?.documentId;
}
