/** A case as the person sees it: fields with where each was read, corrections on top, the next step in plain words. */
import type { CaseField, CaseSheet, CaseSummary } from '../../shared/api/contract.ts';
import { letterProfileSchema } from '../../shared/api/schemas.ts';
import type { Analysis } from '../../shared/domain/finding.ts';
import type { LetterProfile } from '../../shared/domain/letter.ts';
import { emptyProfile } from '../../shared/letter/input.ts';
import { longDate, scanName } from '../../shared/letter/words.ts';
import type { CaseDeadline } from '../../shared/domain/track.ts';
import { getCaseFields } from '../vault/stores/case-fields.ts';
import { getCase } from '../vault/stores/cases.ts';
import { listDecisions } from '../vault/stores/decisions.ts';
import { listDocuments } from '../vault/stores/documents.ts';
import { getPage } from '../vault/stores/pages.ts';
import { caseFields, fieldValue } from './case-fields.ts';
import type { AppContext } from './context.ts';
import { contradictionsOf } from './contradictions.ts';
import { plain } from './plain.ts';
import { nextDeadline } from './track/clocks.ts';
import { openQuestions } from './track/situation.ts';

export function caseProfile(context: AppContext, caseId: string): LetterProfile {
  const saved = letterProfileSchema.safeParse(getCaseFields(context.session.db(), caseId)['profile']);
  return saved.success ? saved.data : emptyProfile;
}

export function caseSummary(context: AppContext, caseId: string): CaseSummary {
  const db = context.session.db();
  const record = getCase(db, caseId);
  const documents = listDocuments(db, { caseId });
  const reading = documents.some((each) => ['stored', 'queued', 'reading'].includes(each.importState));
  const corrections = getCaseFields(db, caseId);
  const analysis = documents.length > 0 && !reading ? context.analyses.known(caseId) : null;
  const fields = analysis ? caseFields(context, caseId) : [];
  const decisions = new Map(listDecisions(db, caseId).map((each) => [each.findingId, each.verdict]));
  const open = (analysis?.findings ?? []).filter((finding) => !decisions.get(finding.id)).length;
  // A date that was typed in counts before the first paper is there.
  const deadline = analysis || documents.length === 0 ? nextDeadline(context, caseId) : null;
  return {
    id: caseId,
    title: record.name,
    personName: fieldValue(fields, 'memberName'),
    insurer: fieldValue(fields, 'insurer'),
    scan: scanOf(context, analysis),
    planType: record.planType,
    documentCount: documents.length,
    findingCount: analysis?.findings.length ?? 0,
    nextDeadline: plain(deadline),
    nextStep: nextStep({
      documents: documents.length,
      // To the person, comparing the papers is part of reading them.
      reading: reading || (analysis === null && documents.length > 0),
      paused: documents.some((each) => each.importState === 'paused'),
      hasDenial: Boolean(analysis?.denial),
      open,
      deadline,
    }),
    createdAt: record.createdAt,
    archived: corrections['archived'] === true,
  };
}

/** "MRI of the lumbar spine": a title, so contrast is left out; null where the denial names no scan that the app knows. */
function scanOf(context: AppContext, analysis: Analysis | null): string | null {
  const scan = analysis?.denial?.scan;
  if (!analysis || !scan) return null;
  const name = scanName(analysis, context.letterRules);
  return name === 'the scan' ? null : name.replace(/ (?:with|without|without and with) contrast$/, '');
}

function nextStep(state: {
  documents: number;
  reading: boolean;
  paused: boolean;
  hasDenial: boolean;
  open: number;
  deadline: CaseDeadline | null;
}): string {
  if (state.documents === 0) return 'Add your denial letter and records';
  if (state.reading) return 'Reading your papers';
  if (state.paused) return 'Go on reading the papers';
  if (!state.hasDenial) return 'Add your denial letter';
  if (state.open > 0) return state.open === 1 ? 'Look at 1 finding' : `Look at ${state.open} findings`;
  if (state.deadline?.keepDay)
    return `${state.deadline.title} by ${longDate(state.deadline.keepDay.slice(0, 10))}`;
  return 'Write the letter';
}

export function caseSheet(context: AppContext, caseId: string): CaseSheet {
  const record = getCase(context.session.db(), caseId);
  const fields = caseFields(context, caseId);
  return {
    summary: caseSummary(context, caseId),
    fields,
    planType: record.planType,
    state: record.planState,
    profile: mutableProfile(caseProfile(context, caseId)),
    questions: openQuestions(context, caseId),
    contradictions: contradictions(context, caseId, fields),
  };
}

function contradictions(
  context: AppContext,
  caseId: string,
  fields: readonly CaseField[],
): CaseSheet['contradictions'] {
  const db = context.session.db();
  const kept = new Set(listDocuments(db, { caseId }).map((each) => each.id));
  return contradictionsOf({
    analysis: context.analyses.get(caseId).analysis,
    fields,
    rejected: new Set(
      listDecisions(db, caseId)
        .filter((each) => each.verdict === 'rejected')
        .map((each) => each.findingId),
    ),
    page: (documentId, pageIndex) => (kept.has(documentId) ? getPage(db, documentId, pageIndex) : null),
  });
}

function mutableProfile(profile: LetterProfile): CaseSheet['profile'] {
  return {
    ...profile,
    senderAddress: [...profile.senderAddress],
    recipientAddress: [...profile.recipientAddress],
  };
}
