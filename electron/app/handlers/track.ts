/** Clocks and the paper trail. */
import { AppError } from '../../../shared/api/errors.ts';
import type { LogEntry } from '../../../shared/domain/track.ts';
import { trackAdvice } from '../../../shared/track/advice.ts';
import { logProblems, suggestedFollowUp, tidyLogEntry } from '../../../shared/track/log-entry.ts';
import { tollingRules } from '../../../shared/track/tolling.ts';
import { getCase, listCases } from '../../vault/stores/cases.ts';
import { setChecklistItem } from '../../vault/stores/checklist.ts';
import { saveTolling, setTollingDeleted } from '../../vault/stores/deadlines.ts';
import { saveLogEntry, setLogEntryDeleted } from '../../vault/stores/log.ts';
import { os, type AppContext } from '../context.ts';
import { plain } from '../plain.ts';
import { checklistOf, chronologyOf, deadlinesOf, takeReminders } from '../track/clocks.ts';
import { calendarDownload, chronologyDownload } from '../track/exports.ts';
import { readLog, toLogEntry } from '../track/log-records.ts';
import { chooseEntry } from '../track/follow-up-letter.ts';
import { readAnswers, trackSituation } from '../track/situation.ts';
import { readTollings, toTolling } from '../track/tollings.ts';
import { readSettings } from './system.ts';

function changed(context: AppContext, caseId: string): void {
  context.events.emit({ type: 'case-changed', caseId });
}

/** No entry of one case is touched through another. */
function requireOwn(isOwn: boolean): void {
  if (!isOwn) throw new AppError('NOT_FOUND', 'This entry is not in the case any more.');
}

export const track = {
  deadlines: os.track.deadlines.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    return plain(deadlinesOf(context, input.caseId));
  }),
  calendar: os.track.calendar.handler(({ context, input }) => calendarDownload(context, input.caseId)),
  log: os.track.log.handler(({ context, input }) =>
    plain(
      readLog(context.session.db(), input.caseId).map((entry) => ({
        ...entry,
        warnings: logProblems(entry, context.today()).map((each) => each.message),
      })),
    ),
  ),
  entryLetter: os.track.entryLetter.handler(({ context, input }) => {
    const kind = chooseEntry(context, input.caseId, input.entryId);
    changed(context, input.caseId);
    return { kind };
  }),
  saveLogEntry: os.track.saveLogEntry.handler(({ context, input }) => {
    const { id, ...given } = input.entry;
    const tidy: Omit<LogEntry, 'id'> = tidyLogEntry(given);
    const wrong = logProblems(tidy, context.today()).find((each) => each.severity === 'stop');
    if (wrong) throw new AppError('BAD_INPUT', wrong.message);
    const followUpOn = tidy.followUpOn ?? (id === null ? suggestedFollowUp(tidy) : null);
    const { kind, at, documentIds, ...payload } = { ...tidy, followUpOn };
    const saved = saveLogEntry(context.session.db(), input.caseId, {
      kind,
      happenedAt: at,
      payload,
      documentIds,
      ...(id === null ? {} : { id }),
    });
    changed(context, input.caseId);
    return plain(toLogEntry(saved));
  }),
  removeLogEntry: os.track.removeLogEntry.handler(({ context, input }) => {
    requireOwn(readLog(context.session.db(), input.caseId).some((each) => each.id === input.entryId));
    setLogEntryDeleted(context.session.db(), input.entryId, true);
    changed(context, input.caseId);
    return {};
  }),
  restoreLogEntry: os.track.restoreLogEntry.handler(({ context, input }) => {
    setLogEntryDeleted(context.session.db(), input.entryId, false);
    changed(context, input.caseId);
    return {};
  }),
  checklist: os.track.checklist.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    return plain(checklistOf(context, input.caseId));
  }),
  markStep: os.track.markStep.handler(({ context, input }) => {
    setChecklistItem(context.session.db(), input.caseId, input.stepId, {
      state: input.done ? 'done' : 'open',
    });
    changed(context, input.caseId);
    return plain(checklistOf(context, input.caseId));
  }),
  chronology: os.track.chronology.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    return plain(chronologyOf(context, input.caseId));
  }),
  exportChronology: os.track.exportChronology.handler(({ context, input }) =>
    chronologyDownload(context, input.caseId, input.format),
  ),
  advice: os.track.advice.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    return plain(trackAdvice(trackSituation(context, input.caseId), readAnswers(context, input.caseId)));
  }),
  tollings: os.track.tollings.handler(({ context, input }) =>
    plain(readTollings(context.session.db(), input.caseId)),
  ),
  saveTolling: os.track.saveTolling.handler(({ context, input }) => {
    const { id, startsOn, endsOn, reason, whose, kind = 'other' } = input.entry;
    if (endsOn !== null && endsOn < startsOn) throw new AppError('BAD_INPUT', 'The end is before the start.');
    const fields = { startsOn, endsOn, reason, basis: { whose, kind } };
    const saved = saveTolling(context.session.db(), input.caseId, id === null ? fields : { ...fields, id });
    changed(context, input.caseId);
    return plain(toTolling(saved));
  }),
  tollingRules: os.track.tollingRules.handler(({ context, input }) =>
    plain(tollingRules(getCase(context.session.db(), input.caseId).planType)),
  ),
  restoreTolling: os.track.restoreTolling.handler(({ context, input }) => {
    setTollingDeleted(context.session.db(), input.entryId, false);
    changed(context, input.caseId);
    return {};
  }),
  removeTolling: os.track.removeTolling.handler(({ context, input }) => {
    requireOwn(readTollings(context.session.db(), input.caseId).some((each) => each.id === input.entryId));
    setTollingDeleted(context.session.db(), input.entryId, true);
    changed(context, input.caseId);
    return {};
  }),
  reminders: os.track.reminders.handler(async ({ context }) => {
    if (!readSettings(context).remindersOn) return [];
    // Each day each case is compared anew; without waiting for it the first look of a day would find nothing.
    for (const { id } of listCases(context.session.db())) await context.analyses.ready(id).catch(() => {});
    return plain(takeReminders(context));
  }),
};
