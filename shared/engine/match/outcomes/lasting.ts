/** Holds care and complaints that must last, be recent, or take so many visits against the facts. */
import type { Threshold } from '../../../domain/denial.ts';
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { isDenied, isEvidence, wordsOf } from '../evidence/evidence.ts';
import { rightPlace } from '../evidence/fact-place.ts';
import { dayOf, inWindow, lengthOf } from '../evidence/fact-times.ts';
import type { MatchContext } from './match-context.ts';
import { matchQuantity } from './quantity.ts';
import { outcome, ids } from './outcome.ts';

/**
 * Where a policy names no window, care and complaints of the present episode are meant: what ended more than this many
 * days before the request belongs to another one (the longest windows in use are twelve months).
 */
const episodeDays = 400;

function isOtherEpisode(fact: ClinicalFact, threshold: Threshold | null, context: MatchContext): boolean {
  const day = dayOf(fact);
  return (
    threshold?.lookBackDays === undefined &&
    day !== null &&
    daysBetween(day, context.requestDate) > episodeDays
  );
}

/** Care and symptoms that must last, be recent, or take so many visits. `record`: all facts, of whatever else they tell. */
export function matchLasting(
  leaf: CriterionLeaf,
  evidence: readonly ClinicalFact[],
  denied: readonly ClinicalFact[],
  all: readonly ClinicalFact[],
  context: MatchContext,
  record: readonly ClinicalFact[],
): CriterionOutcome {
  const threshold = leaf.threshold;
  const recent = evidence.filter(
    (fact) => inWindow(fact, threshold, context) !== false && !isOtherEpisode(fact, threshold, context),
  );
  const asked = describe(threshold);
  if (recent.length === 0) {
    const short = evidence.length > 0 ? [`documented, but not in the window asked for (${asked})`] : [];
    const other = [
      ...evidence,
      ...denied,
      ...all.filter((fact) => !evidence.includes(fact) && !denied.includes(fact)),
    ];
    return outcome(leaf, 'not-documented', { factIds: ids(other), steps: short });
  }
  const minDays = threshold?.minDays;
  const minVisits = threshold?.minVisits;
  if (minDays === undefined && minVisits === undefined) {
    if (threshold?.quantity !== undefined) return matchQuantity(leaf, recent, threshold.quantity);
    if (leaf.concept === 'symptom-duration') return outcome(leaf, 'ask', { factIds: ids(recent) });
    return outcome(leaf, 'met', { factIds: ids(recent), strength: 'fair' });
  }
  const longest = recent
    .map((fact) => ({ fact, days: lengthOf(fact), visits: fact.measure?.visits ?? null }))
    .toSorted((a, b) => (b.days ?? -1) - (a.days ?? -1) || (b.visits ?? -1) - (a.visits ?? -1));
  const steps = longest
    .slice(0, 3)
    .map(
      ({ fact, days, visits }) =>
        `${fact.measure?.from ?? '?'} to ${fact.measure?.to ?? '?'}: ${days ?? '?'} days${visits === null ? '' : `, ${visits} visits`}; asked for ${asked}`,
    );
  const enough = longest.find(
    ({ days, visits }) =>
      (minDays === undefined || (days !== null && days >= minDays - slack(minDays))) &&
      (minVisits === undefined || visits === null || visits >= minVisits),
  );
  if (enough !== undefined) {
    const sure =
      (minVisits === undefined || enough.visits !== null) &&
      inWindow(enough.fact, threshold, context) === true;
    return outcome(leaf, 'met', {
      factIds: [enough.fact.id, ...ids(recent.filter((fact) => fact !== enough.fact))],
      strength: sure ? 'strong' : 'fair',
      steps,
    });
  }
  if (leaf.concept === 'symptom-duration' && minDays !== undefined) {
    const still = wentOn(recent, minDays, record, context);
    if (still.length > 0)
      return outcome(leaf, 'met', {
        factIds: ids(still),
        strength: 'fair',
        steps: [...steps, `still there on ${still[1]?.date ?? ''}`],
      });
  }
  const measured = longest.filter(
    ({ days, visits }) => days !== null || (minVisits !== undefined && visits !== null),
  );
  // Fewer visits than weeks asked for cannot have lasted that long at one a week.
  const few =
    minDays !== undefined &&
    longest.every(({ days, visits }) => days === null && visits !== null && visits < minDays / 7);
  const unmeasured = longest.filter(({ days, visits }) => days === null && visits === null);
  const tooFew =
    minDays !== undefined &&
    !few &&
    unmeasured.length < longest.length &&
    longest.every(({ days, visits }) => days === null && (visits === null || visits < minDays / 7));
  const state =
    few || tooFew
      ? 'not-documented'
      : measured.length === 0 || (minDays !== undefined && mayGoOn(leaf, recent, minDays, context))
        ? 'ask'
        : 'not-documented';
  return outcome(leaf, state, { factIds: longest.map(({ fact }) => fact.id), steps });
}

/** What shows that a complaint is still there, at whatever later visit. */
const complaint: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'radiculopathy',
  'functional-limitation',
  'progression',
  'mechanical-symptoms',
  'provocative-test',
  'joint-instability',
  'motor-deficit',
  'sensory-deficit',
]);

/** What a complaint that has gone is told by. */
const relief: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'radiculopathy',
  'symptom-duration',
  'mechanical-symptoms',
]);

/**
 * "Since March 9" in the first note, and the same complaint found at a visit seven weeks on: it lasted till then. The two
 * facts; none where no later visit shows it, or one in between says that it had gone.
 */
function wentOn(
  facts: readonly ClinicalFact[],
  minDays: number,
  record: readonly ClinicalFact[],
  context: MatchContext,
): readonly ClinicalFact[] {
  const [first] = ofLastBout(facts)
    .filter(({ measure }) => (measure?.from ?? null) !== null)
    .toSorted((a, b) => (a.measure?.from ?? '').localeCompare(b.measure?.from ?? ''));
  const onset = first?.measure?.from ?? null;
  if (first === undefined || onset === null) return [];
  const told = first.date ?? onset;
  const here = record.filter(
    (fact) =>
      fact.context.experiencer === 'patient' &&
      fact.date !== null &&
      fact.date > told &&
      fact.date <= context.requestDate &&
      rightPlace(fact, context),
  );
  const later = here
    .filter((fact) => complaint.has(fact.concept) && isEvidence(fact))
    .toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))
    .find(({ date }) => daysBetween(onset, date ?? onset) + 1 >= minDays - slack(minDays));
  // "No locking" of a knee that never locked tells of no relief.
  const had = (concept: ClinicalConcept): boolean =>
    concept !== 'mechanical-symptoms' || record.some((fact) => fact.concept === concept && isEvidence(fact));
  const gone = here.some(
    (fact) =>
      relief.has(fact.concept) &&
      isDenied(fact) &&
      had(fact.concept) &&
      (fact.date ?? '') <= (later?.date ?? ''),
  );
  return later === undefined || gone ? [] : [first, later];
}

/** Words by which a later day is that of a complaint that got worse, not of one that began. */
const gotWorse =
  /\bwors|\bflare|\bexacerb|\bagain\b|\brecur|\breturn|\bcame back|\bincreas|\bprogress|\bmore (?:severe|often)/i;
/** Days between a note of a complaint and a new beginning that make the two different bouts. */
const wellBetween = 30;

/** "Sinus x 11 d" in February, "started about August 15" in September: the earlier bout is none of the present one. */
function ofLastBout(facts: readonly ClinicalFact[]): readonly ClinicalFact[] {
  return facts.filter(({ date, measure }) => {
    const told = date ?? measure?.to ?? null;
    return !facts.some(
      (later) =>
        told !== null &&
        later.detail === 'onset' &&
        (later.measure?.from ?? '') > told &&
        daysBetween(told, later.measure?.from ?? told) >= wellBetween &&
        !gotWorse.test(wordsOf(later)),
    );
  });
}

/** A complaint that began long enough before the request may have gone on, though its first note counts only the days till then. */
function mayGoOn(
  leaf: CriterionLeaf,
  facts: readonly ClinicalFact[],
  minDays: number,
  { requestDate }: MatchContext,
): boolean {
  return (
    leaf.concept === 'symptom-duration' &&
    ofLastBout(facts).some(({ measure }) => {
      const from = measure?.from ?? null;
      return from !== null && daysBetween(from, requestDate) >= minDays;
    })
  );
}

/** A course "for six weeks" from Monday to Friday of the sixth week is six weeks: up to three days less. */
function slack(days: number): number {
  return days >= 28 ? 3 : days >= 14 ? 1 : 0;
}

export function describe(threshold: Threshold | null): string {
  if (threshold === null) return 'any';
  const parts = [
    threshold.minDays === undefined ? '' : `${threshold.minDays} days`,
    threshold.minVisits === undefined ? '' : `${threshold.minVisits} visits`,
    threshold.lookBackDays === undefined ? '' : `within ${threshold.lookBackDays} days before the request`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
