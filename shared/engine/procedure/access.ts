/** Answers to administrative denials: approval on file, emergency care, a gap in the network, proof that records were sent. */
import type { Citation, Finding } from '../../domain/finding.ts';
import type { Concept, IsoDate, ReasonCode } from '../../domain/kinds.ts';
import type { Span } from '../../domain/page-text.ts';
import { addDays, daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { readDurations } from '../../text/durations.ts';
import { procedureCodesIn } from '../denial/codes.ts';
import type { CaseContext, FolderPage } from '../folder.ts';
import { cite, daysOn, findGroup, makeFinding, namesPerson, sentenceAround } from '../folder.ts';
import { examDays } from './exam-days.ts';
import { scansOfCode } from '../scan-names.ts';

/** Most pages of evidence one finding shows. */
const mostEvidence = 4;

export function accessFindings(context: CaseContext): readonly Finding[] {
  return [
    ...authorization(context),
    ...emergency(context),
    ...networkGap(context),
    ...recordsReceived(context),
    ...timelyFiling(context),
    ...placeOfService(context),
  ];
}

function reasonSpan(context: CaseContext, code: ReasonCode): Span | null {
  return context.latest.denial.reasons.find(({ value }) => value === code)?.span ?? null;
}

function assertionSpan(context: CaseContext, concept: Concept): Span | null {
  return (
    context.latest.denial.assertions.find(
      (assertion) => assertion.concept === concept && assertion.claim !== 'other',
    )?.span ?? null
  );
}

const memberId = (context: CaseContext) =>
  context.latest.denial.memberId?.value.replace(/\W/g, '').toUpperCase() ?? '';

/** The page is about the member: by name, or by member id. */
function isMembers(context: CaseContext, entry: FolderPage): boolean {
  if (entry.otherPatient) return false;
  const name = context.latest.denial.memberName?.value ?? null;
  const id = memberId(context);
  return (
    namesPerson(entry.page.text, name) ||
    (id.length >= 6 && entry.page.text.replace(/\W/g, '').toUpperCase().includes(id))
  );
}

function authorization(context: CaseContext): readonly Finding[] {
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

function emergency(context: CaseContext): readonly Finding[] {
  const reason = reasonSpan(context, 'PRE') ?? reasonSpan(context, 'OON');
  const on = context.latest.denial.serviceDate?.value;
  if (reason === null || on === undefined) return [];
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
  } else {
    findings.push(
      makeFinding(
        'network-gap',
        'network-adequacy',
        `The scan was part of emergency care on ${on}, which is covered at any hospital.`,
        [cite('denial', reason), ...record],
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

function networkGap(context: CaseContext): readonly Finding[] {
  const reason = reasonSpan(context, 'OON');
  if (reason === null) return [];
  const groups = ['noNetworkProvider', 'cannotDoService', 'longWait', 'longDistance', 'gapRequest'] as const;
  const evidence: { group: string; span: Span; ruleId: string; fileName: string }[] = [];
  for (const { page, kind, otherPatient, fileName } of context.pages) {
    if (
      otherPatient ||
      (kind !== 'correspondence' && kind !== 'medical-record' && kind !== 'claim-file' && kind !== 'other')
    )
      continue;
    for (const group of groups) {
      const hit = findGroup(context.rules, group, page.text)[0];
      if (hit !== undefined)
        evidence.push({
          group,
          span: sentenceAround(page, hit.start, hit.end),
          ruleId: hit.ruleId,
          fileName,
        });
    }
  }
  const has = (group: string) => evidence.some((item) => item.group === group);
  // One plain statement that no network provider can do it in time or reach, or a failed try, borne out by another.
  const plain =
    has('noNetworkProvider') ||
    (has('cannotDoService') && (has('longWait') || has('longDistance'))) ||
    (has('longWait') && has('longDistance'));
  if (!plain) return [];
  const provision = provisionOf(context);
  // The plainest words first; then one place a paper, so that several papers are shown.
  const ranked = evidence
    .filter(({ group }) => group !== 'gapRequest')
    .toSorted(
      (a, b) =>
        groups.findIndex((group) => group === a.group) - groups.findIndex((group) => group === b.group),
    );
  const record = distinct(ranked.map(({ span }) => cite('record', span))).slice(0, 7);
  const findings = [
    makeFinding(
      'network-gap',
      'network-adequacy',
      'The papers show that no network provider could do the scan within the time and distance that count.',
      [cite('denial', reason), ...record, ...(provision === null ? [] : [cite('policy', provision)])],
      {
        ruleIds: [...new Set(evidence.map(({ ruleId }) => ruleId))],
        criterion: provision?.quote.replace(/\s+/g, ' ') ?? null,
        steps: evidence.map(({ group, fileName }) => `${group}: ${fileName}`),
      },
    ),
  ];
  const assertions = context.latest.denial.assertions.filter(
    ({ concept, claim }) => concept === 'network-adequacy' && claim !== 'other' && claim !== 'required',
  );
  const denied = assertions[0];
  if (denied !== undefined) {
    const asked = /(?:request|exception|form)/i.test(assertions.map(({ span }) => span.quote).join(' '));
    const answers = distinct([
      ...evidence
        .filter(({ group }) => asked && group === 'gapRequest')
        .map(({ span }) => cite('record', span)),
      ...record,
    ]).slice(0, 7);
    findings.push(
      makeFinding(
        'denial-contradicted-by-record',
        'network-adequacy',
        'The denial says that a network provider was available or that no exception was asked for; the papers show otherwise.',
        [...distinct(assertions.map(({ span }) => cite('denial', span))).slice(0, 3), ...answers],
        {
          ruleIds: ['procedure.network'],
          steps: [
            'The letter speaks of a network provider or of a missing request.',
            'The papers answer it.',
          ],
        },
      ),
    );
  }
  return findings;
}

function provisionOf(context: CaseContext): Span | null {
  for (const { page, kind } of context.pages) {
    if (kind !== 'plan-document') continue;
    const hit = findGroup(context.rules, 'gapProvision', page.text)[0];
    if (hit !== undefined) return sentenceAround(page, hit.start, hit.end);
  }
  return null;
}

/** "No records were received" against a fax report or the insurer's own log. */
function recordsReceived(context: CaseContext): readonly Finding[] {
  const denied = context.latest.denial.assertions.find(
    ({ concept, claim }) =>
      concept === 'records-received' && (claim === 'absent' || claim === 'insufficient'),
  );
  const before = context.latest.denial.letterDate?.value;
  if (denied === undefined || before === undefined) return [];
  const proofs: Citation[] = [];
  for (const entry of context.pages) {
    const { page, kind } = entry;
    if ((kind !== 'correspondence' && kind !== 'claim-file' && kind !== 'other') || entry.otherPatient)
      continue;
    const sent = findGroup(context.rules, 'transmission', page.text);
    const ok = findGroup(context.rules, 'sentOk', page.text)[0];
    if (
      sent.length === 0 ||
      ok === undefined ||
      findGroup(context.rules, 'sentRecords', page.text).length === 0
    )
      continue;
    const dates = readDates(page.text, before)
      .filter(({ precision }) => precision === 'day')
      .map(({ iso }) => iso);
    if (!dates.some((day) => day <= before && daysBetween(day, before) < 200)) continue;
    proofs.push(cite('record', sentenceAround(page, ok.start, ok.end)));
  }
  if (proofs.length === 0) return [];
  return [
    makeFinding(
      'denial-contradicted-by-record',
      'records-received',
      'The denial says that no records came; a transmission report or the insurer\u2019s own log shows that they did.',
      [cite('denial', denied.span), ...proofs.slice(0, mostEvidence)],
      {
        ruleIds: ['procedure.records-received'],
        steps: [
          'The letter says that records were not received.',
          'Proof of sending is dated before the decision.',
        ],
      },
    ),
  ];
}

/** "No reason why a hospital is needed" against the chart's own statement of the need. */
function placeOfService(context: CaseContext): readonly Finding[] {
  const denied = context.latest.denial.assertions.find(
    ({ concept, claim }) =>
      concept === 'place-of-service' && (claim === 'absent' || claim === 'insufficient'),
  );
  if (denied === undefined || reasonSpan(context, 'LOC') === null) return [];
  const record = context.pages.flatMap(({ page, kind, otherPatient }) => {
    if ((kind !== 'medical-record' && kind !== 'correspondence') || otherPatient) return [];
    const hit = findGroup(context.rules, 'placeNeed', page.text).find(
      ({ start }) =>
        !/\b(?:no|not|denies|without|if|family|never)\b[^.\n]{0,30}$/i.test(
          page.text.slice(Math.max(0, start - 40), start),
        ),
    );
    return hit === undefined ? [] : [cite('record', sentenceAround(page, hit.start, hit.end))];
  });
  if (record.length === 0) return [];
  return [
    makeFinding(
      'denial-contradicted-by-record',
      'place-of-service',
      'The denial says that no reason for this place was given; the chart gives one.',
      [cite('denial', denied.span), ...record.slice(0, mostEvidence)],
      {
        ruleIds: ['procedure.place-of-service'],
        steps: ['The chart says why this place of service is needed.'],
      },
      'fair',
    ),
  ];
}

/** "Filed too late" against an acknowledgment that the claim was received within the time the letter or plan names. */
function timelyFiling(context: CaseContext): readonly Finding[] {
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

function distinct(citations: readonly Citation[]): readonly Citation[] {
  const seen = new Set<string>();
  return citations.filter(({ role, span }) => {
    const key = `${role}/${span.documentId}/${span.pageIndex}/${span.start}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
