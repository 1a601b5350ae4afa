/** What a letter of one sentence or paragraph claims, for tests of single sentences. */
import type { DenialAssertion } from '../../../shared/domain/denial.ts';
import { readDenial } from '../../../shared/engine/denial/read-denial.ts';
import { pagesOf, rules } from '../engine-kit.ts';

export function claimsIn(body: string): readonly DenialAssertion[] {
  return readDenial(
    {
      documentId: 'd',
      documentIds: ['d'],
      pages: pagesOf('d', `Plain Health Plan\n\nMay 4, 2026\n\nDear Member:\n\n${body}\n`),
    },
    rules,
  ).denial.assertions;
}
