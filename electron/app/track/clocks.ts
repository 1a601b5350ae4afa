/** A case's clocks, checklist and chronology, worked out afresh from the vault each time they are asked for. */
import type { CaseDeadline, ChecklistStep, ChronologyItem, Reminder } from '../../../shared/domain/track.ts';
import { caseDeadlines } from '../../../shared/track/case-deadlines.ts';
import { checklist, type ChecklistInput } from '../../../shared/track/checklist.ts';
import { chronology } from '../../../shared/track/chronology.ts';
import { dueReminders } from '../../../shared/track/reminders.ts';
import { dayOf } from '../../../shared/track/moments.ts';
import { addDays } from '../../../shared/text/calendar.ts';
import { getCaseFields } from '../../vault/stores/case-fields.ts';
import { listCases } from '../../vault/stores/cases.ts';
import { listChecklist } from '../../vault/stores/checklist.ts';
import { listPages } from '../../vault/stores/pages.ts';
import { getSetting, setSetting } from '../../vault/stores/settings.ts';
import type { AppContext } from '../context.ts';
import { trackSituation, wallClock } from './situation.ts';
import * as z from 'zod';

export function deadlinesOf(context: AppContext, caseId: string): CaseDeadline[] {
  return caseDeadlines(trackSituation(context, caseId), context.deadlineRules);
}

/** The next date of the patient that is still open, for lists; their own follow-ups only where no right is at stake. */
export function nextDeadline(context: AppContext, caseId: string): CaseDeadline | null {
  const open = deadlinesOf(context, caseId).filter(
    (each) => each.whose === 'patient' && each.state !== 'done' && each.keepDay !== null,
  );
  return open.find((each) => each.event !== 'follow-up') ?? open[0] ?? null;
}

export function checklistOf(context: AppContext, caseId: string): ChecklistStep[] {
  const situation = trackSituation(context, caseId);
  const { analysis } = context.analyses.get(caseId);
  const marks: Record<string, 'done' | 'open'> = {};
  for (const item of listChecklist(context.session.db(), caseId)) {
    if (item.state === 'done' || item.state === 'open') marks[item.itemId] = item.state;
  }
  return checklist({
    situation,
    deadlines: caseDeadlines(situation, context.deadlineRules),
    reasons: (analysis.denial?.reasons ?? []).map((each) => each.value),
    codes: comparedCodes(context, caseId),
    marks,
  });
}

/** 'agree' only when a code of the letter stands in another paper of the case and no difference was found. */
function comparedCodes(context: AppContext, caseId: string): ChecklistInput['codes'] {
  const { analysis } = context.analyses.get(caseId);
  if (analysis.findings.some((each) => each.type === 'code-mismatch')) return 'differ';
  const codes = (analysis.denial?.procedureCodes ?? []).map((each) => each.value);
  if (codes.length === 0) return 'unknown';
  const others = analysis.documents.filter(
    (each) => each.kind === 'medical-record' || each.kind === 'claim-file' || each.kind === 'correspondence',
  );
  const stands = others.some((document) =>
    listPages(context.session.db(), document.documentId).some((page) =>
      codes.some((code) => new RegExp(`\\b${code.replace(/\W/g, '')}\\b`).test(page.text)),
    ),
  );
  return stands ? 'agree' : 'unknown';
}

export function chronologyOf(context: AppContext, caseId: string): ChronologyItem[] {
  const situation = trackSituation(context, caseId);
  return chronology({
    situation,
    documents: context.analyses.get(caseId).analysis.documents,
    deadlines: caseDeadlines(situation, context.deadlineRules),
  });
}

const SHOWN = 'reminders-shown';
/** Reminders shown longer ago than this are forgotten. */
const KEPT_DAYS = 120;

/** Reminders due now over all cases, the most pressing first. Asking for them counts as having seen them. */
export function takeReminders(context: AppContext): Reminder[] {
  const db = context.session.db();
  const saved = z.record(z.string(), z.string()).safeParse(getSetting(db, SHOWN));
  const now = wallClock(context);
  const today = dayOf(now);
  const shown = new Map(Object.entries(saved.success ? saved.data : {}));
  const due = listCases(db)
    .filter((record) => getCaseFields(db, record.id)['archived'] !== true)
    // A case that is being compared just now is asked again at the next look.
    .filter((record) => context.analyses.known(record.id) !== null)
    .flatMap((record) =>
      dueReminders(
        { caseId: record.id, caseTitle: record.name },
        deadlinesOf(context, record.id),
        now,
        shown,
      ),
    )
    .toSorted((a, b) => a.daysLeft - b.daysLeft);
  if (due.length > 0) {
    const oldest = addDays(today, -KEPT_DAYS);
    const kept = [...shown].filter(([, on]) => on >= oldest);
    setSetting(db, SHOWN, Object.fromEntries([...kept, ...due.map((each) => [each.key, today] as const)]));
  }
  return due;
}
