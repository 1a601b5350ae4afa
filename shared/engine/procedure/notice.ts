/** Parts that the law of the plan type requires of a denial letter, looked for in the whole packet in any wording. */
import type { Finding, PleaseCheck } from '../../domain/finding.ts';
import type { NoticeElementRule } from '../../domain/rules.ts';
import { matchesPattern } from '../../text/pattern.ts';
import { isInformal } from '../classify/formal.ts';
import type { CaseContext, FolderPage } from '../folder.ts';
import { cite, makeFinding } from '../folder.ts';
import type { LetterText } from '../denial/letter-text.ts';
import { letterSpan } from '../denial/letter-text.ts';
import { isAppealDecision } from './deadlines.ts';
import { hasElement, mayHaveElement } from './notice-words.ts';

/** Pages the letter says it has, where it says so ("Page 1 of 4"); else null. */
export function pagesClaimed(text: string): number | null {
  const totals = [
    ...text.matchAll(
      /\b(?:page|sheet)\s+\d{1,2}\s*(?:of|\/)\s*(\d{1,2})\b|(?<![\d/.-])\d{1,2}\s+of\s+(\d{1,2})(?![\d/])|\s[1-9] \/ ([2-9])[ \t]*(?=\n|$)/gi,
    ),
  ].map((m) => Number(m[1] ?? m[2] ?? m[3]));
  return totals.length === 0 ? null : Math.max(...totals);
}

/**
 * Sheets behind the letter in its file that can hold a part of it as well: excerpts, help in other languages. In a pile that
 * was scanned into one file, whatever lies behind a letter that speaks of no enclosure is a paper by itself.
 */
function enclosures({ latest, pages }: CaseContext): readonly FolderPage[] {
  const last = latest.letter.pages.at(-1);
  const file = pages.filter(({ page }) => page.documentId === last?.documentId);
  const isPile = file.some(({ kind }) => kind === 'medical-record');
  const encloses = !isPile || /\b(?:enclos|attach)/i.test(latest.letter.text);
  const behind = file.filter(({ page }) => page.pageIndex > (last?.pageIndex ?? 0));
  const end = behind.findIndex(
    ({ kind }) => !(encloses ? ['clinical-policy', 'plan-document', 'other'] : ['other']).includes(kind),
  );
  return end < 0 ? behind : behind.slice(0, end);
}

/** Where the rights stand: the first word of appeal on the page that speaks most of them. */
function placeOfRights(letter: LetterText): { readonly index: number } | null {
  const rights = /\b(?:appeal|reconsider|grievance|review|copy|copies|write|within)/gi;
  let best: { readonly page: number; readonly count: number } | null = null;
  letter.pages.forEach((page, index) => {
    const count = page.text.match(rights)?.length ?? 0;
    if (count > (best?.count ?? 0)) best = { page: index, count };
  });
  const at = (best as { readonly page: number } | null)?.page;
  const start = letter.starts[at ?? 0] ?? 0;
  const hit = /appeal|reconsider|grievance|review/i.exec(letter.text.slice(start));
  return at === undefined || hit === null ? null : { index: start + hit.index };
}

/** Grounds that say themselves why: no approval, no network, no records, a code, a place, a date. */
const plainGrounds: ReadonlySet<string> = new Set(['EXP', 'OON', 'PRE', 'NCB', 'COD', 'INF', 'LOC', 'TMF']);

/** "… because no exam was sent": a ground of this case, be it one that no finding speaks of. */
const givesGround =
  /\b(?:no|not|without|missing|lacks?|never)\b[^.;]{0,60}\b(?:exam(?:ination)?|symptoms?|findings?|signs?|diagnosis|history|weakness|treatment)\b[^.;]{0,40}\b(?:sent|shown|described|documented|recorded|found|noted|given|submitted|provided|reported)\b|\b(?:do|does|did) not (?:show|describe|document|record|report|mention)\b[^.;]{0,60}\b(?:exam(?:ination)?|symptoms?|findings?|signs?|diagnosis|history|weakness|treatment)\b/i;

function isThere(element: NoticeElementRule, whole: string, context: CaseContext): boolean {
  if (element.concept === 'specific-reason')
    return (
      context.letters.some(
        ({ denial }) =>
          denial.assertions.length > 0 ||
          denial.citedPolicies.length > 0 ||
          denial.reasons.some(({ value }) => plainGrounds.has(value)),
      ) ||
      context.letters.some(({ sentences }) =>
        sentences.some(({ rationale, text }) => rationale && givesGround.test(text)),
      )
    );
  return hasElement(element, whole);
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
  // A sheet of rights without a day of its own may belong to this letter, whatever it was taken for.
  const undated = context.letters.filter((other) => other !== latest && other.denial.letterDate === null);
  const whole = [
    packet,
    ...sheets.map(({ page }) => page.text),
    ...undated.map(({ letter }) => letter.text),
  ].join('\n\n');
  const claimed = pagesClaimed(packet);
  const complete =
    !isInformal(packet, rules.kinds) &&
    (claimed === null || latest.letter.pages.length + sheets.length >= claimed);
  const reasons = new Set(latest.denial.reasons.map(({ value }) => value));
  const rightsPlace = placeOfRights(latest.letter);
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
    if (
      element.concept === 'appeal-window' &&
      (latest.denial.appealDays !== null || isAppealDecision(context))
    )
      continue;
    if (isThere(element, whole, context)) continue;
    const span =
      rightsPlace === null
        ? null
        : letterSpan(latest.letter, lineStart(packet, rightsPlace.index), lineEnd(packet, rightsPlace.index));
    const citations = span === null ? [] : [cite('denial', span)];
    const doubt = !complete
      ? 'Is it on a page that is not in the folder?'
      : mayHaveElement(element, whole)
        ? 'Does the letter say it in other words? It speaks of such things.'
        : null;
    if (doubt !== null) {
      pleaseCheck.push({ concept: element.concept, question: `${element.failText} ${doubt}`, citations });
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
