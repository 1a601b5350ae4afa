/** Support for a scan denied as experimental, from the policy's own words. */
import type { Finding } from '../../domain/finding.ts';
import type { CriterionNode, PolicySection } from '../../domain/policy.ts';
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
    ({ outcome, section }) =>
      (outcome.state === 'met' || outcome.state === 'ask') && section.role === 'covered',
  );
  if (choice === undefined || choice.score < 1) return [];
  const words = establishing(choice.section, choice.node, found);
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
