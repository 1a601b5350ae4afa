/** Parts that the law of the plan type requires of a denial letter, looked for in the whole packet in any wording. */
import type { Finding, PleaseCheck } from '../../domain/finding.ts';
import { matchesPattern } from '../../text/pattern.ts';
import type { CaseContext, FolderPage } from '../folder.ts';
import { cite, makeFinding } from '../folder.ts';
import { letterSpan } from '../denial/letter-text.ts';

/** Parts whose absence is only asked about: true law, but often sent under separate cover. */
const askOnly = new Set(['court-right', 'specific-reason', 'appeal-window']);

/** Pages the letter says it has, where it says so ("Page 1 of 4"); else null. */
export function pagesClaimed(text: string): number | null {
  const totals = [
    ...text.matchAll(
      /\b(?:page|sheet)\s+\d{1,2}\s*(?:of|\/)\s*(\d{1,2})\b|(?<![\d/.-])\d{1,2}\s+of\s+(\d{1,2})(?![\d/])/gi,
    ),
  ].map((m) => Number(m[1] ?? m[2]));
  return totals.length === 0 ? null : Math.max(...totals);
}

/** Sheets behind the letter in its file that can hold a part of it as well: excerpts, help in other languages. */
function enclosures({ latest, pages }: CaseContext): readonly FolderPage[] {
  const last = latest.letter.pages.at(-1);
  const behind = pages.filter(
    ({ page }) => page.documentId === last?.documentId && page.pageIndex > last.pageIndex,
  );
  const end = behind.findIndex(({ kind }) => !['clinical-policy', 'plan-document', 'other'].includes(kind));
  return end < 0 ? behind : behind.slice(0, end);
}

/** Missing parts as findings; where sheets of the letter are not in the folder, as questions. */
export function noticeFindings(context: CaseContext): {
  readonly findings: readonly Finding[];
  readonly pleaseCheck: readonly PleaseCheck[];
} {
  const { latest, rules, input } = context;
  const findings: Finding[] = [];
  const pleaseCheck: PleaseCheck[] = [];
  const sheets = enclosures(context);
  const packet = latest.letter.text;
  const whole = [packet, ...sheets.map(({ page }) => page.text)].join('\n\n');
  const claimed = pagesClaimed(packet);
  const complete = claimed === null || latest.letter.pages.length + sheets.length >= claimed;
  const reasons = new Set(latest.denial.reasons.map(({ value }) => value));
  const rightsPlace = /appeal|reconsider|grievance/i.exec(packet);
  for (const element of rules.notice.elements) {
    if (!element.planTypes.includes(input.planType)) continue;
    if (element.reasons.length > 0 && !element.reasons.some((reason) => reasons.has(reason))) continue;
    if (element.trigger.length > 0 && !element.trigger.some(({ pattern }) => matchesPattern(pattern, packet)))
      continue;
    if (
      element.concept === 'criteria-not-identified' &&
      context.letters.some(({ denial }) => denial.citedPolicies.length > 0)
    )
      continue;
    if (element.concept === 'expedited-right' && latest.denial.serviceDate !== null) continue;
    if (element.present.some(({ pattern }) => matchesPattern(pattern, whole))) continue;
    const span =
      rightsPlace === null
        ? null
        : letterSpan(latest.letter, lineStart(packet, rightsPlace.index), lineEnd(packet, rightsPlace.index));
    const citations = span === null ? [] : [cite('denial', span)];
    if (!complete || askOnly.has(element.concept)) {
      pleaseCheck.push({
        concept: element.concept,
        question: `${element.failText} Is it on a page that is not in the folder?`,
        citations,
      });
      continue;
    }
    findings.push(
      makeFinding(
        'notice-defect',
        element.concept,
        `${element.failText} The law asks for it (${element.citation}).`,
        citations,
        {
          ruleIds: [element.id],
          criterion: element.citation,
          steps: [
            `Looked through all ${latest.letter.pages.length} pages of the letter for: ${element.name}.`,
            'No wording of it was found.',
          ],
        },
      ),
    );
  }
  return { findings, pleaseCheck };
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
