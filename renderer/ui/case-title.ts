/** The name a case goes by: the person's own, else what the papers say it is about. */
import type { CaseSummary } from '../../shared/api/contract.ts';
import { t } from '../text/index.ts';

export function caseTitle({ title, scan, insurer }: Pick<CaseSummary, 'title' | 'scan' | 'insurer'>): string {
  return title === t.cases.newTitle ? (scan ?? insurer ?? title) : title;
}
