/** How much of a thing the letter demands, taken from the part of its sentence that names the thing. */
import type { DenialAssertion, Threshold } from '../../../domain/denial.ts';
import type { Concept } from '../../../domain/kinds.ts';
import type { CriterionNode } from '../../../domain/policy.ts';
import { readDurations } from '../../../text/durations.ts';
import { withoutOwnValue } from '../../denial/claims/own-value.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { criterionOf } from '../../policy/criteria/criteria.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { readAgeLimits, readThreshold } from '../../policy/thresholds.ts';
import { conceptsIn } from '../../policy/vocabulary.ts';
import type { PolicyCase } from '../policy-case.ts';

/**
 * What the letter demands of this one thing. A sentence that demands several ("six weeks of therapy and three of
 * medicine") is taken apart first; where it cannot be, a single amount is taken and several are not.
 */
export function askedBy(found: PolicyCase, assertion: DenialAssertion): Threshold | null {
  const text = withoutOwnValue(oneLine(assertion.span.quote));
  if (assertion.concept === 'age') {
    const limits = readAgeLimits(text);
    return limits === null ? null : { quantity: { unit: 'years', ...limits } };
  }
  const rhythm = assertion.concept === 'interval' ? rhythmIn(text) : null;
  if (rhythm !== null) return { minDays: rhythm };
  if (isOfOther(found, text, assertion.concept)) return null;
  const tree = criterionOf(
    { text, span: assertion.span, label: null, heading: null },
    found.input.rules.policy,
    new Map(),
  );
  const several = new Set(plainDays(text)).size > 1;
  const own = leavesOf(tree).filter(
    (leaf) => leaf.concept === assertion.concept && !(several && plainDays(leaf.text).length > 1),
  );
  const first = own.map(({ threshold }) => threshold).find((threshold) => threshold !== null);
  if (tree.kind !== 'leaf' && own.length > 0) return first ?? onlyValue(tree, text, assertion.concept);
  if (first !== undefined) return first;
  if (several) return ownAmount(found, text, assertion.concept);
  return plainDays(text).length > 1 ? null : (readThreshold(text) ?? assertion.threshold);
}

/** "A likelihood of 30 percent or more before perfusion imaging": the one value belongs to the one thing that is a number. */
function onlyValue(tree: CriterionNode, text: string, concept: Concept): Threshold | null {
  const quantity = readThreshold(text)?.quantity;
  const counted = leavesOf(tree).filter((leaf) => leaf.concept !== null && numbers.has(leaf.concept));
  return quantity === undefined || counted.length !== 1 || counted[0]?.concept !== concept
    ? null
    : { quantity };
}
const numbers: ReadonlySet<Concept> = new Set<Concept>(['risk-score', 'lab-result', 'smoking-history']);

/** What is had so often is a scan: words of the clause before the rhythm. */
const ofScans =
  /\b(?:scans?|MRI|CT|PET|imaging|stud(?:y|ies)|surveillance|monitoring|once|more (?:often|frequently))\b[^,;]*$/i;

/** "Once in 24 months", "no more often than every 12 months": days that a scan must lie behind the one before; null where no one rhythm is named. */
function rhythmIn(text: string): number | null {
  const days = readDurations(text)
    .filter(({ start, recurring }) => recurring || /\bonce in $/i.test(text.slice(0, start)))
    .filter(({ start }) => ofScans.test(text.slice(0, start)))
    .map((length) => length.days);
  return new Set(days).size === 1 ? (days[0] ?? null) : null;
}

/** Lengths of time in the words that are no windows. */
function plainDays(text: string): number[] {
  return readDurations(text)
    .filter(({ window, ago }) => !window && !ago)
    .map(({ days }) => days);
}

/** "Exercise lasting six weeks, a medicine taken for three, and films": the length in the part of the sentence that names the thing. */
function ownAmount(found: PolicyCase, text: string, concept: Concept): Threshold | null {
  const parts = text
    .split(/[,;]\s+(?:and\s+)?|\s+and\s+/)
    .filter((part) =>
      conceptsIn(part, found.input.rules.policy).some(
        ({ rule }) => rule.concept === concept || rule.also.includes(concept as never),
      ),
    );
  const amounts = parts.filter((part) => plainDays(part).length === 1).map(readThreshold);
  return amounts.length === 1 ? (amounts[0] ?? null) : null;
}

/** "No stress test is reported, and no kidney test from the last 30 days": the length stands with another thing that is missed by itself. */
function isOfOther(found: PolicyCase, text: string, concept: Concept): boolean {
  const parts = text.split(
    /[,;]\s+(?=(?:and |or )?(?:no|nor|neither|without|there)\b)|\s+(?=(?:and|or) no\b|nor\b)/i,
  );
  const own = parts.filter((part) =>
    conceptsIn(part, found.input.rules.policy).some(
      ({ rule }) => rule.concept === concept || rule.also.includes(concept as never),
    ),
  );
  return (
    parts.length > 1 &&
    own.length > 0 &&
    own.every((part) => readDurations(part).length === 0) &&
    readDurations(text).length > 0
  );
}
