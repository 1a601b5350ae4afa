/** "Nothing new since the last scan" against signs found after that day. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { readDates } from '../../../text/dates.ts';
import type { CaseContext } from '../../folder.ts';
import { dayOf } from '../../match/evidence/fact-times.ts';
import { isEvidence, rankOf } from '../../match/evidence/evidence.ts';
import { rightPlace } from '../../match/evidence/fact-place.ts';
import type { MatchContext } from '../../match/outcomes/match-context.ts';

/** Findings that show a change where they were not there before. */
const signs: ReadonlySet<string> = new Set([
  'motor-deficit',
  'sensory-deficit',
  'reflex-change',
  'myelopathy',
  'focal-neurological-deficit',
  'cauda-equina',
  'seizure',
  'papilledema',
  'mechanical-symptoms',
]);

/**
 * "No new finding since that scan" against signs found after the day the letter names, none of which the record has on
 * or before that day. Nothing where the letter names no earlier day.
 */
export function newSince(
  assertion: DenialAssertion,
  context: CaseContext,
  matching: MatchContext,
): readonly ClinicalFact[] {
  const { denial, sentences } = context.latest;
  const until = denial.letterDate?.value ?? context.input.today;
  const skip = new Set([denial.letterDate?.value, denial.requestDate?.value]);
  const since = sentences
    .filter(({ rationale }) => rationale)
    .flatMap(({ text }) => readDates(text))
    .filter(({ iso, precision }) => precision === 'day' && iso < until && !skip.has(iso))
    .map(({ iso }) => iso)
    .toSorted()
    .at(-1);
  if (since === undefined || !/\b(?:new|chang|wors|progress)/i.test(assertion.span.quote)) return [];
  const found = context.facts.filter(
    (fact) => signs.has(fact.concept) && isEvidence(fact) && rightPlace(fact, matching),
  );
  const before = new Set(
    found.filter((fact) => (dayOf(fact) ?? until) <= since).map(({ concept }) => concept),
  );
  return found
    .filter((fact) => {
      const day = dayOf(fact);
      return day !== null && day > since && day <= until && rankOf(fact) === 0 && !before.has(fact.concept);
    })
    .toSorted((a, b) => rankOf(a) - rankOf(b) || compareDays(dayOf(b), dayOf(a)));
}

/** Order of days; an unknown day comes first. */
export function compareDays(a: IsoDate | null, b: IsoDate | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}
