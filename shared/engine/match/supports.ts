/** Support for a scan denied as experimental, from the policy's own words. */
import type { Finding } from '../../domain/finding.ts';
import type { CriterionNode, CriterionOutcome, PolicySection } from '../../domain/policy.ts';
import { hasPhrase } from '../policy/vocabulary.ts';
import {
  bestChoices,
  makeFinding,
  policyCitation,
  recordCitations,
  stepsOf,
  type PolicyCase,
} from './policy-case.ts';

/** The policy itself counts the scan as established for this indication, and the record shows the indication. */
export function supportFindings(found: PolicyCase): Finding[] {
  if (!found.input.denial.reasons.some(({ value }) => value === 'EXP')) return [];
  const choice = bestChoices(found).find(
    ({ outcome, section, node, score }) =>
      section.role === 'covered' &&
      (outcome.state === 'met' ||
        outcome.state === 'ask' ||
        (score >= plainFit && isMostlyShown(outcome) && callsProven(node.text))),
  );
  if (choice === undefined || choice.score < 1) return [];
  const words =
    establishing(choice.section, choice.node, found) ??
    choice.outcome.children
      .filter(({ state, node }) => state === 'met' && node.kind !== 'leaf' && callsProven(node.text))
      .map(({ node }) => node.span)[0] ??
    null;
  if (words === null) return [];
  return [
    makeFinding(
      found,
      'evidence-supports',
      'guideline-support',
      'The policy itself counts this scan as established for this situation; it does not call it experimental.',
      [
        { role: 'policy', span: words },
        policyCitation(choice.node),
        ...recordCitations(found, choice.outcome.factIds, 2),
      ],
      {
        node: choice.node,
        factIds: choice.outcome.factIds,
        steps: stepsOf(choice.outcome),
        rule: 'policy.established',
      },
      choice.outcome.state === 'met' ? 'strong' : 'fair',
    ),
  ];
}

/** An indication that fits the patient this well is the patient's own, be a single item of it still to be shown. */
const plainFit = 2;

/** More items are shown than not, and nothing but how often the scan may be repeated speaks against it. */
function isMostlyShown({ children }: CriterionOutcome): boolean {
  const counted = children.filter(
    ({ node }) => !(node.kind === 'leaf' && node.negated && node.concept === 'interval'),
  );
  return (
    counted.length > 1 &&
    counted.every(({ state }) => state !== 'contradicted') &&
    counted.filter(({ state }) => state === 'met').length * 2 > counted.length
  );
}

/** "Medically necessary, and not investigational", "established and covered": the position itself is printed there. */
function callsProven(text: string): boolean {
  return /\bproven\b|\bestablished\b|\bmedically necessary\b|\bnot (?:experimental|investigational)\b/i.test(
    text.replace(/not medically necessary|not (?:yet )?(?:proven|established)|unproven/gi, ''),
  );
}

/** The words that call it covered, proven or medically necessary: of the indication, else of its section. */
function establishing(
  section: PolicySection,
  node: CriterionNode,
  found: PolicyCase,
): CriterionNode['span'] | null {
  const { policy } = found.input.rules;
  if (section.tree === null) return null;
  const covers = (text: string): boolean =>
    hasPhrase(text, 'covered', 'text', policy) ||
    /\bproven\b|\bestablished\b|\bmedically necessary\b/i.test(
      text.replace(/not medically necessary|not proven|unproven/gi, ''),
    );
  if (covers(node.text)) return node.span;
  return covers(section.tree.text) ? section.tree.span : null;
}
