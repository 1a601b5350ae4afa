/** The letter demands the value of another section: "2.0 above the nadir", which the policy asks of those who were irradiated. */
import type { Finding } from '../../../domain/finding.ts';
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { PolicySection } from '../../../domain/policy.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { withoutOwnValue } from '../../denial/claims/own-value.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { readQuantity } from '../../policy/thresholds.ts';
import { conceptsIn } from '../../policy/vocabulary.ts';
import { makeFinding, type PolicyCase, recordCitations } from '../policy-case.ts';
import { isLabel } from '../sections/sections-for.ts';

type Bound = NonNullable<ReturnType<typeof readQuantity>>;

/**
 * The record meets its own section, which bounds the thing otherwise; the bound that the letter demands stands in one other section
 * alone. Null else.
 */
export function borrowedBound(found: PolicyCase): Finding | null {
  const best = found.choices[0];
  if (best === undefined || best.outcome.state !== 'met' || best.section.tree === null) return null;
  const { section, outcome } = best;
  const leaves = leavesOf(best.section.tree);
  for (const assertion of found.input.denial.assertions) {
    const asked = readQuantity(withoutOwnValue(oneLine(assertion.span.quote)));
    const bounded = leaves.some(
      ({ concept, threshold }) =>
        concept === assertion.concept &&
        threshold?.quantity !== undefined &&
        threshold.quantity.unit === asked?.unit,
    );
    if (asked === null || !bounded || asksFor(section, assertion, asked, found)) continue;
    const others = found.policy.sections.filter(
      (other) => !isLabel(section.label, other.label ?? '') && asksFor(other, assertion, asked, found),
    );
    const [other] = others;
    if (other === undefined || others.length > 1) continue;
    return makeFinding(
      found,
      'policy-misapplied',
      'clinical-situation',
      `The denial asks for the value of \u201c${oneLine(other.heading)}\u201d; the record shows the situation of \u201c${oneLine(section.heading)}\u201d.`,
      [
        { role: 'denial', span: assertion.span },
        { role: 'policy', span: other.headingSpan },
        { role: 'policy', span: section.headingSpan },
        ...recordCitations(found, outcome.factIds, 2),
      ],
      {
        factIds: outcome.factIds,
        steps: [`the letter asks for ${asked.min ?? asked.max} ${asked.unit}, as the other section does`],
        rule: 'policy.borrowed-bound',
      },
    );
  }
  return null;
}

/** Whether a sentence of the section bounds the same thing by the same value. */
function asksFor(
  { span, role }: PolicySection,
  { concept }: DenialAssertion,
  asked: Bound,
  { input }: PolicyCase,
): boolean {
  if (role === 'history' || role === 'definitions') return false;
  return splitSentences(span.quote).some(({ start, end }) => {
    const words = oneLine(span.quote.slice(start, end));
    const bound = readQuantity(words);
    return (
      bound !== null &&
      bound.unit === asked.unit &&
      bound.min === asked.min &&
      bound.max === asked.max &&
      conceptsIn(words, input.rules.policy).some(({ rule }) => rule.concept === concept)
    );
  });
}
