/** The name a case goes by: the person's own, else what the papers say it is about. */
import type { CaseSummary } from '../../shared/api/contract.ts';
import { t } from '../text/index.ts';

type Named = Pick<CaseSummary, 'title' | 'scan' | 'insurer'>;

export function caseTitle(named: Named): string {
  const { main, detail } = caseName(named);
  return detail === null ? main : `${main}, ${detail}`;
}

/** The name in two lines: the scan and the insurer, or what the person called it and nothing. */
export function caseName({ title, scan, insurer }: Named): { main: string; detail: string | null } {
  if (title !== t.cases.newTitle) return { main: title, detail: null };
  const from = insurer === null ? null : calm(insurer);
  return scan === null ? { main: from ?? title, detail: null } : { main: capital(scan), detail: from };
}

/** Letterheads shout. Only for titles: facts and letters keep the words as they were read. */
export function calm(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  return name.replace(/\p{L}+/gu, (word, at: number) => {
    const low = word.toLowerCase();
    if (at > 0 && ['of', 'the', 'and', 'for', 'in'].includes(low)) return low;
    // Three letters or fewer are most often an abbreviation: HMO, BCN, UHC.
    return word.length <= 3 ? word : capital(low);
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
