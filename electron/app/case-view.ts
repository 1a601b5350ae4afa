/** A case as the person sees it: fields with where each was read, corrections on top, the next step in plain words. */
import type { CaseField, CaseFieldName, CaseSheet, CaseSummary } from '../../shared/api/contract.ts';
import { caseFieldNames } from '../../shared/api/contract.ts';
import { letterProfileSchema } from '../../shared/api/schemas.ts';
import { answerDeadline } from '../../shared/deadlines/answer.ts';
import type { Denial, Sourced } from '../../shared/domain/denial.ts';
import type { LetterProfile } from '../../shared/domain/letter.ts';
import type { Span } from '../../shared/domain/page-text.ts';
import type { CaseDeadline } from '../../shared/domain/track.ts';
import { daysBetween } from '../../shared/text/calendar.ts';
import { getCaseFields } from '../vault/stores/case-fields.ts';
import { getCase } from '../vault/stores/cases.ts';
import { listDecisions } from '../vault/stores/decisions.ts';
import { listDocuments } from '../vault/stores/documents.ts';
import type { AppContext } from './context.ts';
import { plain } from './plain.ts';

type Read = { readonly value: string; readonly span: Span | null } | null;

function one(field: Sourced<string | number> | null): Read {
  return field ? { value: String(field.value), span: field.span } : null;
}
function many(fields: readonly Sourced<string>[]): Read {
  const [first] = fields;
  return first ? { value: fields.map((each) => each.value).join(', '), span: first.span } : null;
}

/** What the denial says for each field of the sheet. */
export function readFields(denial: Denial | null): Record<CaseFieldName, Read> {
  const [policy] = denial?.citedPolicies ?? [];
  return {
    insurer: one(denial?.insurer ?? null),
    plan: one(denial?.plan ?? null),
    memberName: one(denial?.memberName ?? null),
    memberId: one(denial?.memberId ?? null),
    referenceNumber: one(denial?.referenceNumber ?? null),
    claimNumber: one(denial?.claimNumber ?? null),
    letterDate: one(denial?.letterDate ?? null),
    // Only the person knows when the letter came.
    receivedDate: null,
    requestDate: one(denial?.requestDate ?? null),
    serviceDate: one(denial?.serviceDate ?? null),
    procedureCodes: many(denial?.procedureCodes ?? []),
    diagnosisCodes: many(denial?.diagnosisCodes ?? []),
    reasons: many(denial?.reasons ?? []),
    citedPolicies: policy
      ? {
          value: (denial?.citedPolicies ?? []).map((each) => each.id ?? each.title ?? '').join(', '),
          span: policy.span,
        }
      : null,
    reviewerName: one(denial?.reviewerName ?? null),
    reviewerSpecialty: one(denial?.reviewerSpecialty ?? null),
    appealDays: one(denial?.appealDays ?? null),
  };
}

export function caseFields(context: AppContext, caseId: string): CaseField[] {
  const corrections = getCaseFields(context.session.db(), caseId);
  const read = readFields(context.analyses.get(caseId).analysis.denial);
  return caseFieldNames.map((name) => {
    const found = read[name];
    const corrected = `field:${name}` in corrections;
    const typed = corrections[`field:${name}`];
    return {
      name,
      value: corrected ? (typeof typed === 'string' ? typed : null) : (found?.value ?? null),
      readValue: found?.value ?? null,
      corrected,
      span: found?.span ?? null,
    };
  });
}

/** A field's value as it counts now: the person's, else what was read. */
export function fieldValue(fields: readonly CaseField[], name: CaseFieldName): string | null {
  return fields.find((field) => field.name === name)?.value ?? null;
}

export const emptyProfile: LetterProfile = {
  senderName: null,
  senderAddress: [],
  senderPhone: null,
  senderEmail: null,
  representativeName: null,
  recipientName: null,
  recipientAddress: [],
};

export function caseProfile(context: AppContext, caseId: string): LetterProfile {
  const saved = letterProfileSchema.safeParse(getCaseFields(context.session.db(), caseId)['profile']);
  return saved.success ? saved.data : emptyProfile;
}

/** The first appeal's deadline, for lists; null without a letter date. */
export function appealDeadline(
  context: AppContext,
  caseId: string,
  fields: readonly CaseField[],
): CaseDeadline | null {
  const letterDate = fieldValue(fields, 'letterDate');
  if (!letterDate || !/^\d{4}-\d{2}-\d{2}$/.test(letterDate)) return null;
  const { planType, planState } = getCase(context.session.db(), caseId);
  const receivedDate = fieldValue(fields, 'receivedDate');
  const answer = answerDeadline(
    {
      planType,
      event: 'internal-appeal-level1',
      letterDate,
      ...(planState ? { state: planState } : {}),
      ...(receivedDate ? { receivedDate } : {}),
    },
    context.deadlineRules,
  );
  const keepDay = answer.safeDay ?? answer.lastDay;
  if (!keepDay) return null;
  const daysLeft = daysBetween(context.today(), keepDay.slice(0, 10));
  return {
    ...answer,
    id: 'internal-appeal-level1',
    event: 'internal-appeal-level1',
    title: 'Appeal',
    whose: 'patient',
    printedDay: null,
    keepDay,
    daysLeft,
    state: daysLeft < 0 ? 'overdue' : daysLeft <= 14 ? 'soon' : 'open',
    consequence: null,
    warnings: [],
  };
}

export function caseSummary(context: AppContext, caseId: string): CaseSummary {
  const db = context.session.db();
  const record = getCase(db, caseId);
  const documents = listDocuments(db, { caseId });
  const reading = documents.some((each) => ['stored', 'queued', 'reading'].includes(each.importState));
  const corrections = getCaseFields(db, caseId);
  const analysis = documents.length > 0 && !reading ? context.analyses.get(caseId).analysis : null;
  const fields = analysis ? caseFields(context, caseId) : [];
  const decisions = new Map(listDecisions(db, caseId).map((each) => [each.findingId, each.verdict]));
  const open = (analysis?.findings ?? []).filter((finding) => !decisions.get(finding.id)).length;
  const deadline = analysis ? appealDeadline(context, caseId, fields) : null;
  return {
    id: caseId,
    title: record.name,
    personName: fieldValue(fields, 'memberName'),
    insurer: fieldValue(fields, 'insurer'),
    scan: analysis?.denial?.scan?.span?.quote ?? null,
    planType: record.planType,
    documentCount: documents.length,
    findingCount: analysis?.findings.length ?? 0,
    nextDeadline: plain(deadline),
    nextStep: nextStep({
      documents: documents.length,
      reading,
      hasDenial: Boolean(analysis?.denial),
      open,
      deadline,
    }),
    createdAt: record.createdAt,
    archived: corrections['archived'] === true,
  };
}

function nextStep(state: {
  documents: number;
  reading: boolean;
  hasDenial: boolean;
  open: number;
  deadline: CaseDeadline | null;
}): string {
  if (state.documents === 0) return 'Add your denial letter and records';
  if (state.reading) return 'Reading your papers';
  if (!state.hasDenial) return 'Add your denial letter';
  if (state.open > 0) return state.open === 1 ? 'Look at 1 finding' : `Look at ${state.open} findings`;
  if (state.deadline?.keepDay) return `Send the appeal by ${state.deadline.keepDay.slice(0, 10)}`;
  return 'Write the letter';
}

export function caseSheet(context: AppContext, caseId: string): CaseSheet {
  const record = getCase(context.session.db(), caseId);
  return {
    summary: caseSummary(context, caseId),
    fields: caseFields(context, caseId),
    planType: record.planType,
    state: record.planState,
    profile: mutableProfile(caseProfile(context, caseId)),
    questions: record.planType === 'unknown' ? [planQuestion] : [],
    contradictions: [],
  };
}

function mutableProfile(profile: LetterProfile): CaseSheet['profile'] {
  return {
    ...profile,
    senderAddress: [...profile.senderAddress],
    recipientAddress: [...profile.recipientAddress],
  };
}

/** The rules that protect a person depend on who pays for the plan. */
const planQuestion: CaseSheet['questions'][number] = {
  id: 'plan-type',
  text: 'Where does the health insurance come from?',
  help: 'The deadlines and rights depend on it. The plan booklet or the employer’s benefits office can tell.',
  options: [
    { value: 'erisa-self-funded', label: 'An employer that pays claims itself (self-funded)' },
    { value: 'erisa-insured', label: 'An employer that buys insurance' },
    { value: 'aca-individual', label: 'Bought by the family, on or off the Marketplace' },
    { value: 'non-federal-government', label: 'A state, city, county or public school employer' },
    { value: 'church', label: 'A church or religious employer' },
    { value: 'medicare-advantage', label: 'Medicare Advantage (Part C)' },
    { value: 'original-medicare', label: 'Original Medicare' },
    { value: 'medicaid-managed-care', label: 'Medicaid through a health plan' },
    { value: 'medicaid-fee-for-service', label: 'Medicaid directly from the state' },
    { value: 'fehb', label: 'Federal employee plan (FEHB)' },
    { value: 'pshb', label: 'Postal Service plan (PSHB)' },
    { value: 'tricare', label: 'TRICARE' },
    { value: 'short-term', label: 'Short-term insurance' },
    { value: 'unknown', label: 'I do not know' },
  ],
};
