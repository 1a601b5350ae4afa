/** "Filed too late" against proof of filing in time, or a longer period in the plan. */
import type { Finding } from '../../../domain/finding.ts';
import type { Span } from '../../../domain/page-text.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { readDurations } from '../../../text/durations.ts';
import { cite, daysOn, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { isMembers, reasonSpan } from './grounds.ts';

/** "Filed too late" against an acknowledgment that the claim was received within the time the letter or plan names. */
export function timelyFiling(context: CaseContext): readonly Finding[] {
  const reason = reasonSpan(context, 'TMF');
  const service = context.latest.denial.serviceDate?.value;
  if (reason === null || service === undefined) return [];
  const limit = filingLimit(context);
  if (limit === null) return [];
  for (const entry of context.pages) {
    const { page, kind } = entry;
    if (
      (kind !== 'correspondence' && kind !== 'claim-file' && kind !== 'other') ||
      !isMembers(context, entry)
    )
      continue;
    const accepted = /\b(?:accepted|received|acknowledg\w+)\b/i.exec(page.text);
    if (
      accepted === null ||
      !/\bclaim\b|\b277|\bclearinghouse\b|\bCLM\b/i.test(page.text) ||
      /\breject/i.test(page.text)
    )
      continue;
    const day = daysOn(page).find((date) => date >= service && daysBetween(service, date) <= limit.days);
    if (day === undefined || !daysOn(page).includes(service)) continue;
    return [
      makeFinding(
        'denial-contradicted-by-record',
        'timely-filing',
        `The claim was received on ${day}, ${daysBetween(service, day)} days after the service; ${limit.days} days are allowed.`,
        [
          cite('denial', reason),
          cite('record', sentenceAround(page, accepted.index, accepted.index + accepted[0].length)),
          ...(limit.span === null ? [] : [cite('policy', limit.span)]),
        ],
        {
          ruleIds: ['procedure.timely-filing'],
          steps: [`Service ${service}.`, `Received ${day}.`, `Allowed: ${limit.days} days.`],
        },
      ),
    ];
  }
  return [];
}

/** The filing limit in days: the longest that letter and plan name. */
function filingLimit(context: CaseContext): { readonly days: number; readonly span: Span | null } | null {
  const found: { days: number; span: Span | null }[] = [];
  for (const { text, rationale } of context.latest.sentences) {
    if (!rationale || !/\bfil(?:e|ed|ing)|submit|claims?\b/i.test(text)) continue;
    for (const { days } of readDurations(text)) if (days >= 30) found.push({ days, span: null });
  }
  for (const { page, kind } of context.pages) {
    if (kind !== 'plan-document') continue;
    for (const duration of readDurations(page.text)) {
      const span = sentenceAround(page, duration.start, duration.end);
      if (
        /\bclaims?\b.*\b(?:fil|submit|send|sent)|\b(?:fil|submit|send)\w*\b.*\b(?:claim|bill)/is.test(
          span.quote,
        ) &&
        !/appeal/i.test(span.quote)
      )
        found.push({ days: duration.days, span });
    }
  }
  return found.toSorted((a, b) => b.days - a.days)[0] ?? null;
}
