/** "No prior authorization" against an approval in the folder that covers this scan on its day. */
import type { Finding } from '../../../domain/finding.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import { addDays } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { procedureCodesIn } from '../../denial/codes.ts';
import { cite, findGroup, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { scansOfCode } from '../../scan-names.ts';
import { examDays } from '../exam-days.ts';
import { distinct, isMembers, reasonSpan } from './grounds.ts';

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
    const period = validPeriod(page.text);
    if (period === null) continue;
    // A claim of several days: the report of the very code says when it was done.
    const days = same === undefined ? [on] : [on, ...reportedDays(context, same.code)];
    const inside = days.find((day) => day >= period.from && day <= period.to);
    if (inside === undefined) continue;
    const citations = [
      cite('denial', reason),
      cite('record', sentenceAround(page, number.start, number.end)),
      cite('record', sentenceAround(page, family.start, family.end)),
      cite('record', sentenceAround(page, period.start, period.end)),
    ];
    return [
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

/** Days on which the member's own reports with that code say the examination was done. */
function reportedDays(context: CaseContext, code: string): readonly IsoDate[] {
  return context.pages
    .filter(
      ({ page, kind, otherPatient }) =>
        kind === 'medical-record' &&
        !otherPatient &&
        procedureCodesIn(page.text, context.rules.scans).some((hit) => hit.code === code),
    )
    .flatMap(({ page }) => examDays(page.text).map(({ iso }) => iso));
}

/** "Valid 03/20/2026 through 06/18/2026", "good from … to …", "dates: …": the days an approval covers. */
function validPeriod(
  text: string,
): { readonly from: IsoDate; readonly to: IsoDate; readonly start: number; readonly end: number } | null {
  const dates = readDates(text).filter(({ precision }) => precision === 'day');
  for (let i = 0; i + 1 < dates.length; i++) {
    const a = dates[i];
    const b = dates[i + 1];
    if (a === undefined || b === undefined || a.iso > b.iso) continue;
    const between = text.slice(a.end, b.start);
    if (
      /^\s*,?\s*(?:to|through|thru|until|-|\u2013|\u2014|and)\s*$/i.test(between) ||
      /^\s*,?\s*(?:expires?|expiration(?: date)?|end(?: date)?|valid (?:to|through))\W*$/i.test(between)
    )
      return { from: a.iso, to: b.iso, start: a.start, end: b.end };
  }
  const from = dates[0];
  const good = /(?:good|valid) for (\d{2,3}) days/i.exec(text);
  if (good !== null && from !== undefined)
    return {
      from: from.iso,
      to: addDays(from.iso, Number(good[1])),
      start: good.index,
      end: good.index + good[0].length,
    };
  return null;
}
