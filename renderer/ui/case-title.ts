/** The name a case goes by: the person's own, else what the papers say it is about. */
import type { CaseSummary } from '../../shared/api/contract.ts';
import { t } from '../text/index.ts';

export function caseTitle({ title, scan, insurer }: Pick<CaseSummary, 'title' | 'scan' | 'insurer'>): string {
  if (title !== t.cases.newTitle) return title;
  // A bare code is no name; with its list's name and the insurer it is.
  const what = scan !== null && /^\d+$/.test(scan) ? t.cases.scanCode(scan) : scan;
  return [what, insurer].filter((each) => each !== null).join(', ') || title;
}
