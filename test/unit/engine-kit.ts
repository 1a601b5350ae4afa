/** Small makers for engine tests: pages from plain text, the real rules loaded once. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AnalysisInput } from '../../shared/domain/finding.ts';
import type { PlanType } from '../../shared/domain/kinds.ts';
import type { PageText } from '../../shared/domain/page-text.ts';
import { loadRules } from '../../electron/rules/load-rules.ts';

/** The rules as shipped. */
export const rules = await loadRules();

/** Pages of a document; a form feed parts them. */
export function pagesOf(documentId: string, text: string): PageText[] {
  return text.split('\f').map((page, pageIndex) => ({
    documentId,
    pageIndex,
    text: page,
    words: [],
    width: 0,
    height: 0,
    source: 'plain',
    confidence: 1,
  }));
}

/** A case from file names and texts. */
export function caseOf(
  files: Readonly<Record<string, string>>,
  options: { readonly today?: string; readonly planType?: PlanType } = {},
): AnalysisInput {
  return {
    documents: Object.entries(files).map(([fileName, text]) => ({
      documentId: `id-${fileName}`,
      fileName,
      pages: pagesOf(`id-${fileName}`, text),
    })),
    today: options.today ?? '2026-06-01',
    planType: options.planType ?? 'unknown',
  };
}

/** A text fixture by its path under test/fixtures. */
export function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)), 'utf8');
}
