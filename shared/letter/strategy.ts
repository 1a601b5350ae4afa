/** The checklist for a denial reason: what answers it, and what of it the papers hold already. */
import type { Finding } from '../domain/finding.ts';
import type { LetterInput } from './input.ts';
import type { StrategyRule } from './rules.ts';
import { usableFindings } from './points.ts';

export interface StrategyItem {
  readonly id: string;
  readonly text: string;
  /** Where to get it. */
  readonly where: string;
  readonly have: boolean;
  readonly findingIds: readonly string[];
}

export interface StrategyChecklist {
  readonly reason: StrategyRule['reason'];
  readonly title: string;
  readonly move: string;
  readonly strategy: string;
  readonly items: readonly StrategyItem[];
}

/** One checklist for each reason of the denial, in its order; empty without a denial. */
export function strategyChecklists(input: LetterInput): StrategyChecklist[] {
  const findings = usableFindings(input);
  const reasons = [...new Set((input.analysis.denial?.reasons ?? []).map((reason) => reason.value))];
  return reasons.flatMap((reason) => {
    const rule = input.rules.strategy.find((item) => item.reason === reason);
    if (!rule) return [];
    return [
      {
        reason,
        title: rule.title,
        move: rule.move,
        strategy: rule.strategy,
        items: rule.items.map((item) => {
          const hits = item.types.length === 0 ? [] : findings.filter((finding) => fits(finding, item));
          const have =
            hits.length > 0 ||
            (item.id === 'policy' && input.analysis.policies.length > 0) ||
            (item.id === 'plan' &&
              input.analysis.documents.some((document) => document.kind === 'plan-document'));
          return {
            id: item.id,
            text: item.text,
            where: item.where,
            have,
            findingIds: hits.map((finding) => finding.id),
          };
        }),
      },
    ];
  });
}

function fits(finding: Finding, item: StrategyRule['items'][number]): boolean {
  return (
    item.types.includes(finding.type) &&
    (item.concepts.length === 0 || item.concepts.includes(finding.concept))
  );
}
