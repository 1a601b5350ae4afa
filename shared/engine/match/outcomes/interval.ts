/** Holds "no such study in the past year" against the record: the last one of the kind, or the word that there was none. */
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { wordsOf } from '../evidence/evidence.ts';
import { dayOf, windowDays } from '../evidence/fact-times.ts';
import type { MatchContext } from './match-context.ts';
import { ids, outcome } from './outcome.ts';
import { isOfOtherKind, studiesNamed, tellsOf } from '../evidence/study-kinds.ts';

/** "Test: perfusion SPECT, CPT 78452": what is asked for, not what was seen. */
function isOrderLine(fact: ClinicalFact): boolean {
  return fact.section !== 'report' && /\bCPT\b/.test(wordsOf(fact)) && !/\d\/\d/.test(wordsOf(fact));
}

/** "No PET has been done before", "none since": that there was none up to the note, not that none is wanted now. */
const neverDone =
  /\b(?:never|not ever|no (?:prior|previous|earlier)|before|since|at any time|to date|so far|has (?:not )?had no|has not had|have not had|hasn't had|first (?:such )?(?:study|scan|exam))\b/i;

/** Days before the request up to which the word that there was none still holds. */
const stillHolds = 62;

export function matchInterval(
  leaf: CriterionLeaf,
  evidence: readonly ClinicalFact[],
  denied: readonly ClinicalFact[],
  context: MatchContext,
): CriterionOutcome {
  const days = leaf.threshold?.minDays;
  if (days === undefined) return outcome(leaf, 'ask');
  const wanted = studiesNamed(leaf.text);
  const ofKind = (fact: ClinicalFact): boolean =>
    wanted.length === 0 || (tellsOf(wanted, wordsOf(fact)) && !isOfOtherKind(leaf.text, fact.detail));
  const same = evidence.filter((fact) => ofKind(fact) && !isOrderLine(fact));
  const dated = same
    .filter((fact) => fact.date !== null && fact.date <= context.requestDate)
    .toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
  const last = dated[0];
  if (last === undefined || last.date === null) {
    const never = denied.find((fact) => {
      const day = dayOf(fact);
      const ago = day === null ? null : daysBetween(day, context.requestDate);
      return ofKind(fact) && neverDone.test(wordsOf(fact)) && ago !== null && ago >= 0 && ago <= stillHolds;
    });
    return same.length === 0 && never !== undefined && wanted.length > 0
      ? outcome(leaf, 'met', {
          factIds: [never.id],
          strength: 'fair',
          steps: ['the record says that there was none'],
        })
      : outcome(leaf, 'ask', { factIds: ids(same) });
  }
  const since = daysBetween(last.date, context.requestDate);
  const steps = [`last study ${last.date}, ${since} days before the request; asked for ${days}`];
  return since >= windowDays(days) - 6
    ? outcome(leaf, 'met', { factIds: [last.id], steps })
    : outcome(leaf, 'contradicted', { factIds: [last.id], steps });
}
