/** Where the denial asks for more than the policy: a longer time, a higher value, a test the policy does not want. */
import type { DenialAssertion, Threshold } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { Concept } from '../../../domain/kinds.ts';
import { fitted } from '../../policy/criteria/fitted.ts';
import { askedBy } from './asked.ts';
import { type Bound, boundsOf, places, speaksOfSame } from './bounds.ts';
import { moreCourses } from './more-courses.ts';
import { notWanted } from './not-wanted.ts';
import { askedElsewhere } from './other-section.ts';
import { onlyAlternative } from './one-of-several.ts';
import { nameOf } from '../names.ts';
import {
  bestChoices,
  isClinical,
  makeFinding,
  nodeWords,
  type PolicyCase,
  policyCitation,
} from '../policy-case.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { readThreshold } from '../../policy/thresholds.ts';

/** One finding for each statement of the denial that goes beyond every criterion of the kind in the policy. */
export function exceedsFindings(found: PolicyCase): Finding[] {
  if (!isClinical(found)) return [];
  const out: Finding[] = [];
  for (const assertion of found.input.denial.assertions) {
    const longer = exceeding(found, assertion);
    if (longer !== null) out.push(longer);
    for (const concept of special) {
      const chosen = onlyAlternative(found, assertion, concept);
      if (chosen !== null) out.push(chosen);
    }
    const unwanted = notWanted(found, assertion);
    if (unwanted !== null) out.push(unwanted);
    const elsewhere = askedElsewhere(found, assertion);
    if (elsewhere !== null) out.push(elsewhere);
    const more = moreCourses(found, assertion);
    if (more !== null) out.push(more);
  }
  return out;
}

function exceeding(found: PolicyCase, assertion: DenialAssertion): Finding | null {
  const asked = fitted(askedBy(found, assertion), assertion.concept);
  if (asked === null || isOwnSize(found, asked)) return null;
  for (const roots of places(found)) {
    const bounds = roots
      .flatMap((root) => boundsOf(root, found.input.rules.policy))
      .filter((bound) => speaksOfSame(found, assertion, bound));
    if (bounds.length === 0) continue;
    const beyond = excess(asked, bounds, assertion);
    if (beyond !== null) return report(found, assertion, beyond.bound, beyond.asked, beyond.policy);
    if (compared(asked, bounds)) return null;
  }
  return null;
}

/** "When the nodule measures eight millimeters or more": a size that the patient's own section names is no more than it asks for. */
function isOwnSize(found: PolicyCase, { quantity }: Threshold): boolean {
  return (
    quantity?.min !== undefined &&
    bestChoices(found).some(({ section }) =>
      oneLine(section.span.quote)
        .split(/[,;]\s|\.\s/)
        .map((part) => readThreshold(part)?.quantity)
        .some((own) => own?.unit === quantity.unit && own.min === quantity.min),
    )
  );
}

/** Care that no policy means when it says "treatment": a letter that demands it by name demands it by itself. */
const special: ReadonlySet<Concept> = new Set<Concept>(['injection', 'chiropractic']);

/** Whether the policy bounds what the letter asks for at all: then this place settles it. */
function compared(asked: Threshold, bounds: readonly Bound[]): boolean {
  return bounds.some(
    ({ threshold }) =>
      (asked.minDays !== undefined && threshold.minDays !== undefined) ||
      (asked.quantity?.min !== undefined && threshold.quantity?.unit === asked.quantity.unit),
  );
}

interface Excess {
  readonly bound: Bound;
  readonly asked: string;
  readonly policy: string;
}

/** The respect in which the letter goes beyond the most demanding of the policy's bounds; null where in none. */
function excess(asked: Threshold, bounds: readonly Bound[], assertion: DenialAssertion): Excess | null {
  const most = (
    value: (threshold: Threshold) => number | undefined,
  ): { bound: Bound; value: number } | null =>
    bounds.reduce<{ bound: Bound; value: number } | null>((best, bound) => {
      const own = value(bound.threshold);
      return own !== undefined && (best === null || own > best.value) ? { bound, value: own } : best;
    }, null);
  const days = most(({ minDays }) => minDays);
  if (asked.minDays !== undefined && days !== null && asked.minDays > days.value * 1.15)
    return { bound: days.bound, asked: `${asked.minDays} days`, policy: `${days.value} days` };
  // A narrower window is a stricter one: against the narrowest that the policy has.
  const window = most(({ lookBackDays }) => (lookBackDays === undefined ? undefined : -lookBackDays));
  if (
    asked.lookBackDays !== undefined &&
    window !== null &&
    assertion.claim !== 'normal' &&
    asked.lookBackDays < -window.value * 0.85
  )
    return {
      bound: window.bound,
      asked: `it within ${asked.lookBackDays} days`,
      policy: `it within ${-window.value} days`,
    };
  const visits = most(({ minVisits }) => minVisits);
  if (
    asked.minVisits !== undefined &&
    visits !== null &&
    assertion.claim === 'required' &&
    asked.minVisits > visits.value
  )
    return { bound: visits.bound, asked: `${asked.minVisits} visits`, policy: `${visits.value} visits` };
  const wanted = asked.quantity;
  if (wanted?.min === undefined) return null;
  const quantity = most((threshold) =>
    threshold.quantity?.unit === wanted.unit ? threshold.quantity.min : undefined,
  );
  if (quantity === null || wanted.min <= quantity.value) return null;
  return {
    bound: quantity.bound,
    asked: `${wanted.min} ${wanted.unit}`,
    policy: `${quantity.value} ${wanted.unit}`,
  };
}

function report(
  found: PolicyCase,
  assertion: DenialAssertion,
  bound: Bound,
  asked: string,
  policy: string,
): Finding {
  const { concept } = assertion;
  return makeFinding(
    found,
    'denial-exceeds-policy',
    concept,
    `The denial asks for more of ${nameOf(concept)} than the policy does.`,
    [{ role: 'denial', span: assertion.span }, policyCitation(bound.node)],
    {
      node: bound.node,
      steps: [`the denial asks for ${asked}, the policy for ${policy}`, nodeWords(bound.node)],
      rule: 'policy.denial-exceeds',
    },
  );
}
