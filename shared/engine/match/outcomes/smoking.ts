/**
 * "Smokes now, or stopped within the past 15 years": who gave it up is held against the years since, who never did against smoking now.
 * The years are what policies of lung screening ask for (USPSTF 2021: pack-years, and smoking or having quit within 15 years).
 */
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { readNumber } from '../../../text/numbers.ts';
import { isEvidence, wordsOf } from '../evidence/evidence.ts';
import type { MatchContext } from './match-context.ts';
import { ids, outcome } from './outcome.ts';

const stopping =
  /\b(?:quit\w*|stop(?:ped|ping)?|g[ai]ve(?:n|s)? (?:it |smoking )?up|giving up|cessation|former|ex-?smokers?|abstinen\w+|last smoked)\b/i;
const years =
  /\b(\d{1,2}|five|ten|fifteen|twenty)(?: \(\d{1,2}\))?(?: or (?:fewer|less))?[- ](?:years?|yrs?)\b/i;
const smokesToday =
  /\b(?:current(?:ly)?|active(?:ly)?|still|continues to|every ?day|daily)\b[^.;]{0,24}\b(?:smok\w+|tobacco|cigarettes?|ppd|packs?)\b|\bsmok(?:es|ing) (?:now|today|daily|every day)\b|\bresumed smoking|\brestarted\b/i;

const daysOfYear = 365.25;

/** Null where the criterion asks for nothing of the kind, or the record gives no day on which it was given up. */
export function matchYearsSinceQuitting(
  leaf: CriterionLeaf,
  facts: readonly ClinicalFact[],
  context: MatchContext,
): CriterionOutcome | null {
  if (leaf.concept !== 'smoking-history' || leaf.threshold?.quantity !== undefined) return null;
  const limit = stopping.test(leaf.text) ? readNumber(years.exec(leaf.text)?.[1] ?? '') : null;
  if (limit === null) return null;
  const own = facts.filter((fact) => fact.concept === leaf.concept && isEvidence(fact));
  const quit = own
    .filter(({ detail, measure }) => detail === 'quit' && measure?.from != null)
    .toSorted((a, b) => (b.measure?.from ?? '').localeCompare(a.measure?.from ?? ''))[0];
  const from = quit?.measure?.from;
  if (quit === undefined || from == null) return null;
  const again = own.filter((fact) => fact.detail !== 'quit' && smokesToday.test(wordsOf(fact)));
  if (again.length > 0)
    return outcome(leaf, 'ask', { factIds: ids([quit, ...again]), steps: ['given up, and smoking again'] });
  const since = daysBetween(from, context.requestDate) / daysOfYear;
  const steps = [`given up ${from.slice(0, 4)}; asked for no longer than ${limit} years ago`];
  // A bare year may mean its last day.
  if (since > limit && since < limit + 1) return outcome(leaf, 'ask', { factIds: ids([quit]), steps });
  return outcome(leaf, since <= limit ? 'met' : 'not-documented', { factIds: ids([quit]), steps });
}
