/** "No prior authorization" against an approval in the folder that covers this scan on its day. */
import type { Citation, Finding } from '../../../domain/finding.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { procedureCodesIn } from '../../denial/fields/codes.ts';
import { letterSpan } from '../../denial/letter-text.ts';
import { cite, findGroup, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { scansOfCode } from '../../scan-names.ts';
import { examDays } from '../exam-days.ts';
import { scanNamedOn } from '../mismatch/own-pages.ts';
import { approvalPeriod } from './approval-period.ts';
import { distinct, isMembers, reasonSpan } from './grounds.ts';
import { mostDaysApart, reportedDays } from './reported-days.ts';

export function authorization(context: CaseContext): readonly Finding[] {
  const reason = reasonSpan(context, 'PRE');
  if (reason === null) return [];
  const { denial } = context.latest;
  const on = denial.serviceDate?.value ?? denial.letterDate?.value;
  const codes = new Set(denial.procedureCodes.map(({ value }) => value));
  const scans = new Set(
    [...codes].flatMap((code) => scansOfCode(code, context.rules.scans).map(({ scan }) => scan.id)),
  );
  if (on === undefined) return [];
  for (const entry of context.pages) {
    const { page, kind } = entry;
    if (
      kind === 'denial-letter' ||
      kind === 'clinical-policy' ||
      kind === 'plan-document' ||
      !isMembers(context, entry)
    )
      continue;
    const words = findGroup(context.rules, 'approvalWords', page.text);
    const number = findGroup(context.rules, 'approvalNumber', page.text)[0];
    if (
      words.length === 0 ||
      number === undefined ||
      findGroup(context.rules, 'approvalNot', page.text).length > 0
    )
      continue;
    const approved = procedureCodesIn(page.text, context.rules.scans);
    const same = approved.find(({ code }) => codes.has(code));
    const family =
      same ??
      approved.find(({ code }) =>
        scansOfCode(code, context.rules.scans).some(({ scan }) => scans.has(scan.id)),
      );
    if (family === undefined) continue;
    const period = approvalPeriod(page.text);
    if (period === null) continue;
    // The day of the claim may be a slip, or one of several: the report of the approved scan says when it was done.
    const reported = reportedDays(context, family.code, on);
    const billed = [...codes].flatMap((code) => reportedDays(context, code, on));
    const named = same === undefined || reported.length > 0 ? [] : namedDay(context, on);
    const days = same === undefined && billed.includes(on) ? [on] : [on, ...reported, ...named];
    const inside = days.find((day) => day >= period.from && day <= period.to);
    if (inside === undefined) continue;
    const citations = [
      cite('denial', reason),
      cite('record', sentenceAround(page, number.start, number.end)),
      cite('record', sentenceAround(page, family.start, family.end)),
      cite('record', sentenceAround(page, period.start, period.end)),
    ];
    return [
      ...wasAsked(context, citations.slice(1)),
      makeFinding(
        'authorization-on-file',
        'prior-authorization',
        `The denial says there was no approval, but an approval for this scan is in the folder and was in force on ${inside}.`,
        distinct(citations),
        {
          ruleIds: [number.ruleId],
          steps: [
            `Approved code ${family.code}.`,
            `Valid ${period.from} to ${period.to}.`,
            `Service on ${inside} lies inside.`,
          ],
        },
      ),
    ];
  }
  return [];
}

/** The letter says that nobody asked: an approval is the answer to a request. */
const nobodyAsked =
  /\b(?:(?:did|had|has|have|was|were|is) (?:not|never)|didn['\u2019]t|hadn['\u2019]t|hasn['\u2019]t|never|failed to|neglected to)\b(?: \w+){0,2} (?:ask(?:ed)?|request(?:ed)?|s(?:eek|ought)|contact(?:ed)?|call(?:ed)?|notif(?:y|ied)|appl(?:y|ied)|submit(?:ted)?|sen[dt])\b|\b(?:no|nobody|no one|none)\b[^.;]{0,50}\b(?:asked|requested|sought|contacted|called|notified|applied)\b|\bno (?:\w+ ){0,3}requests?\b/i;
const aboutApproval =
  /\b(?:approv\w+|authori[sz]\w+|pre-?cert\w*|certif\w+|permission|beforehand|in advance|ahead of time|before the (?:scan|service|test|study|exam\w*|procedure|MRI|CT|PET))\b/i;

function wasAsked(context: CaseContext, evidence: readonly Citation[]): readonly Finding[] {
  const { sentences, letter } = context.latest;
  const said = sentences.find(
    ({ rationale, text }) => rationale && nobodyAsked.test(text) && aboutApproval.test(text),
  );
  const span = said === undefined ? null : letterSpan(letter, said.start, said.end);
  if (span === null) return [];
  return [
    makeFinding(
      'denial-contradicted-by-record',
      'prior-authorization',
      'The denial says that nobody asked for an approval; the approval that was given is in the folder.',
      distinct([cite('denial', span), ...evidence]),
      {
        ruleIds: ['procedure.approval-asked'],
        steps: ['The letter says that nobody asked.', 'An approval answers a request.'],
      },
    ),
  ];
}

/**
 * The day of the member's own reports of the denied kind of scan of that part, whose pages bear no code; empty where there are
 * reports of two days, as either may be the one that was billed.
 */
function namedDay(context: CaseContext, claimed: IsoDate): readonly IsoDate[] {
  const days = new Set(
    context.pages
      .filter(
        (entry) => entry.kind === 'medical-record' && !entry.otherPatient && scanNamedOn(context, entry),
      )
      .flatMap(({ page }) => examDays(page.text).map(({ iso }) => iso))
      .filter((day) => Math.abs(daysBetween(day, claimed)) <= mostDaysApart),
  );
  return days.size === 1 ? [...days] : [];
}
