/** Shared by the policy tests: the real rules, and documents made from plain text. */
import { loadRules } from '../../../electron/rules/load-rules.ts';
import type { DocumentText } from '../../../shared/domain/page-text.ts';
import type { CriterionNode, PolicyDocument } from '../../../shared/domain/policy.ts';
import { readPolicy } from '../../../shared/engine/policy/read-policy.ts';

export const rules = await loadRules();

/** Pages are parted by a form feed. */
export function documentOf(text: string, documentId = 'policy'): DocumentText {
  return {
    documentId,
    fileName: `${documentId}.txt`,
    pages: text.split('\f').map((page, pageIndex) => ({
      documentId,
      pageIndex,
      text: page,
      words: [],
      width: 0,
      height: 0,
      source: 'plain',
      confidence: 1,
    })),
  };
}

export function policyOf(text: string, documentId = 'policy'): PolicyDocument {
  return readPolicy(documentOf(text, documentId), rules);
}

/** A tree in one line: "all(physical-therapy>=42d, any(medication-trial, injection))". */
export function sketch(node: CriterionNode | null | undefined): string {
  if (node === null || node === undefined) return 'none';
  if (node.kind !== 'leaf')
    return `${node.kind === 'at-least' ? `${node.count}+` : node.kind}(${node.children.map(sketch).join(', ')})`;
  const { threshold } = node;
  const parts = [
    threshold?.minDays === undefined ? '' : `>=${threshold.minDays}d`,
    threshold?.minVisits === undefined ? '' : `>=${threshold.minVisits}v`,
    threshold?.lookBackDays === undefined ? '' : `<${threshold.lookBackDays}d`,
    threshold?.quantity === undefined
      ? ''
      : `[${threshold.quantity.unit} ${threshold.quantity.min ?? ''}..${threshold.quantity.max ?? ''}]`,
  ];
  return `${node.negated ? '!' : ''}${node.concept ?? '?'}${parts.join('')}`;
}
