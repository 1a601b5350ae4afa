/** A denial for want of approval or of a network, against a chart of that day that shows emergency care. */
import type { Finding } from '../../../domain/finding.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import type { Span } from '../../../domain/page-text.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { cite, daysOn, findGroup, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext, FolderPage } from '../../folder.ts';
import { assertionSpan, mostEvidence, reasonSpan } from './grounds.ts';
import { reportedDays } from './reported-days.ts';

export function emergency(context: CaseContext): readonly Finding[] {
  const reason = reasonSpan(context, 'PRE') ?? reasonSpan(context, 'OON');
  const on = dayOfScan(context);
  if (reason === null || on === null) return [];
  const evidence: { entry: FolderPage; span: Span; weight: number }[] = [];
  const notes = documentsOn(context, on);
  for (const entry of context.pages) {
    const { page, kind } = entry;
    if (kind !== 'medical-record' || entry.otherPatient || !notes.has(page.documentId)) continue;
    const near = daysOn(page).some((day) => Math.abs(daysBetween(on, day)) <= 1);
    const other = daysOn(page).some((day) => Math.abs(daysBetween(on, day)) > 60);
    if (!near && (other || !pageFollows(context, entry, on))) continue;
    const strong = findGroup(context.rules, 'emergencyStrong', page.text).filter(
      (hit) => !isNegatedEmergency(context, page.text, hit.start),
    );
    const support = findGroup(context.rules, 'emergencySupport', page.text);
    const best = strong[0] ?? support[0];
    if (best === undefined) continue;
    const place = sentenceAround(page, best.start, best.end);
    evidence.push({ entry, span: place, weight: strong.length * 2 + support.length });
  }
  const strongPages = evidence.filter(({ entry }) =>
    findGroup(context.rules, 'emergencyStrong', entry.page.text).some(
      (hit) => !isNegatedEmergency(context, entry.page.text, hit.start),
    ),
  );
  const total = evidence.reduce((sum, { weight }) => sum + weight, 0);
  if (strongPages.length === 0 || total < 4) return [];
  // Pages with care first: covers and registration say little.
  const shown = evidence
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostEvidence)
    .toSorted((a, b) => a.span.pageIndex - b.span.pageIndex);
  const record = shown.map(({ span }) => cite('record', span));
  const denied = assertionSpan(context, 'emergency');
  const findings: Finding[] = [];
  if (reasonSpan(context, 'PRE') !== null) {
    findings.push(
      makeFinding(
        'emergency-documented',
        'emergency',
        `The chart shows emergency care on ${on}, the day of the scan; emergency care needs no approval beforehand.`,
        [cite('denial', denied ?? reason), ...record],
        {
          ruleIds: ['procedure.emergency'],
          steps: [`Service date ${on}.`, `${shown.length} pages of that day show emergency care.`],
        },
      ),
    );
  }
  const network = reasonSpan(context, 'OON');
  if (network !== null) {
    findings.push(
      makeFinding(
        'network-gap',
        'network-adequacy',
        `The scan was part of emergency care on ${on}, which is covered at any hospital.`,
        [cite('denial', network), ...record],
        {
          ruleIds: ['procedure.emergency'],
          steps: [`Service date ${on}.`, 'Emergency care is covered in or out of the network.'],
        },
      ),
    );
  }
  if (denied !== null) {
    findings.push(
      makeFinding(
        'denial-contradicted-by-record',
        'emergency',
        'The denial says that this was no emergency; the chart of that day shows that it was.',
        [cite('denial', denied), ...record],
        {
          ruleIds: ['procedure.emergency'],
          steps: ['The letter denies an emergency.', `Chart pages of ${on} document it.`],
        },
      ),
    );
  }
  const waiver = waiverOf(context);
  if (waiver !== null && reasonSpan(context, 'PRE') !== null) {
    findings.push(
      makeFinding(
        'exception-ignored',
        'emergency',
        'The plan asks for no approval in an emergency; the chart shows one, and the denial asked for approval all the same.',
        [cite('policy', waiver), ...record, cite('denial', reason)],
        {
          ruleIds: ['procedure.emergency-waiver'],
          criterion: waiver.quote.replace(/\s+/g, ' '),
          steps: ['The plan waives approval for emergency care.', `Chart pages of ${on} document it.`],
        },
      ),
    );
  }
  return findings;
}

/** A claim's day that is further from the report's is that of another scan. */
const slipOfDays = 7;

/** The day of the claim, or where no report of the scan is of that day, the one day on which it says it was done. */
function dayOfScan(context: CaseContext): IsoDate | null {
  const { denial } = context.latest;
  const claimed = denial.serviceDate?.value;
  if (claimed === undefined) return null;
  const done = new Set(denial.procedureCodes.flatMap(({ value }) => reportedDays(context, value, claimed)));
  const [day] = done;
  return day !== undefined && done.size === 1 && Math.abs(daysBetween(day, claimed)) <= slipOfDays
    ? day
    : claimed;
}

/** Documents with a page of that day. */
function documentsOn(context: CaseContext, on: IsoDate): ReadonlySet<string> {
  return new Set(
    context.pages
      .filter(({ page }) => daysOn(page).some((day) => Math.abs(daysBetween(on, day)) <= 1))
      .map(({ page }) => page.documentId),
  );
}

/** A page without dates goes with the page before it. */
function pageFollows(context: CaseContext, entry: FolderPage, on: IsoDate): boolean {
  if (daysOn(entry.page).length > 0) return false;
  const before = context.pages.find(
    ({ page }) => page.documentId === entry.page.documentId && page.pageIndex === entry.page.pageIndex - 1,
  );
  return (
    before !== undefined &&
    !before.otherPatient &&
    daysOn(before.page).some((day) => Math.abs(daysBetween(on, day)) <= 1)
  );
}

function isNegatedEmergency(context: CaseContext, text: string, at: number): boolean {
  return findGroup(context.rules, 'emergencyNegated', text).some(
    ({ start, end }) => start - 5 <= at && at <= end + 5,
  );
}

function waiverOf(context: CaseContext): Span | null {
  for (const { page, kind } of context.pages) {
    if (kind !== 'plan-document' && kind !== 'clinical-policy') continue;
    const hit = findGroup(context.rules, 'emergencyWaiver', page.text)[0];
    if (hit !== undefined) return sentenceAround(page, hit.start, hit.end);
  }
  return null;
}
