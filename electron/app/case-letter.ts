/** What a case's letters are built from: the analysis with the person's corrections, their own findings and decisions. */
import type { CaseFieldName } from '../../shared/api/contract.ts';
import { reasonCodes } from '../../shared/domain/kinds.ts';
import type { Denial, Sourced } from '../../shared/domain/denial.ts';
import type { Analysis } from '../../shared/domain/finding.ts';
import type { PageText } from '../../shared/domain/page-text.ts';
import { stageFrom, type LetterInput } from '../../shared/letter/input.ts';
import { getCaseFields } from '../vault/stores/case-fields.ts';
import { getCase } from '../vault/stores/cases.ts';
import { listDecisions, listOwnFindings } from '../vault/stores/decisions.ts';
import { getPage } from '../vault/stores/pages.ts';
import { caseProfile } from './case-view.ts';
import type { AppContext } from './context.ts';
import { caseLog } from './case-log.ts';

/** The analysis as it counts for this person: corrected fields above read ones, own findings beside the app's. */
export function correctedAnalysis(context: AppContext, caseId: string): Analysis {
  const db = context.session.db();
  const { analysis } = context.analyses.get(caseId);
  const own = listOwnFindings(db, caseId);
  return {
    ...analysis,
    denial: analysis.denial && withCorrections(analysis.denial, getCaseFields(db, caseId)),
    findings: [...analysis.findings, ...own],
  };
}

function withCorrections(denial: Denial, corrections: Readonly<Record<string, unknown>>): Denial {
  const typed = (name: CaseFieldName): string | undefined => {
    const value = corrections[`field:${name}`];
    return typeof value === 'string' ? value : undefined;
  };
  const one = (name: CaseFieldName, read: Sourced<string> | null): Sourced<string> | null => {
    const value = typed(name);
    return value === undefined ? read : { value, span: null };
  };
  const many = (name: CaseFieldName, read: readonly Sourced<string>[]): readonly Sourced<string>[] => {
    const value = typed(name);
    if (value === undefined) return read;
    return value
      .split(/[,;]/)
      .map((each) => each.trim())
      .filter(Boolean)
      .map((each) => read.find((known) => known.value === each) ?? { value: each, span: null });
  };
  const days = Number(typed('appealDays'));
  return {
    ...denial,
    insurer: one('insurer', denial.insurer),
    plan: one('plan', denial.plan),
    memberName: one('memberName', denial.memberName),
    memberId: one('memberId', denial.memberId),
    referenceNumber: one('referenceNumber', denial.referenceNumber),
    claimNumber: one('claimNumber', denial.claimNumber),
    letterDate: one('letterDate', denial.letterDate),
    requestDate: one('requestDate', denial.requestDate),
    serviceDate: one('serviceDate', denial.serviceDate),
    procedureCodes: many('procedureCodes', denial.procedureCodes),
    diagnosisCodes: many('diagnosisCodes', denial.diagnosisCodes),
    reasons: many('reasons', denial.reasons).flatMap((each) => {
      const code = reasonCodes.find((known) => known === each.value);
      return code ? [{ value: code, span: each.span }] : [];
    }),
    reviewerName: one('reviewerName', denial.reviewerName),
    reviewerSpecialty: one('reviewerSpecialty', denial.reviewerSpecialty),
    appealDays: Number.isInteger(days) && days > 0 ? { value: days, span: null } : denial.appealDays,
  };
}

export function letterInput(context: AppContext, caseId: string): LetterInput {
  const db = context.session.db();
  const analysis = correctedAnalysis(context, caseId);
  const { planType, planState } = getCase(db, caseId);
  const own = new Set(listOwnFindings(db, caseId).map((finding) => finding.id));
  const decided = new Map(listDecisions(db, caseId).map((each) => [each.findingId, each.verdict]));
  const received = getCaseFields(db, caseId)['field:receivedDate'];
  return {
    analysis,
    // What a person added themself they meant; everything else waits for their word.
    decisions: analysis.findings.map(({ id }) => ({
      findingId: id,
      verdict: decided.get(id) ?? (own.has(id) ? 'accepted' : null),
    })),
    use: 'accepted',
    profile: caseProfile(context, caseId),
    planType,
    state: planState,
    today: context.today(),
    stage: { ...stageFrom(analysis), receivedDate: typeof received === 'string' ? received : null },
    log: caseLog(db, caseId),
    rules: context.letterRules,
    page: remembered((documentId, pageIndex) => storedPage(context, documentId, pageIndex)),
  };
}

/** For the quote check: the page as stored, or null when it is not in the vault. */
export function storedPage(context: AppContext, documentId: string, pageIndex: number): PageText | null {
  try {
    return getPage(context.session.db(), documentId, pageIndex);
  } catch {
    return null;
  }
}

/** Each page is asked for several times while one letter is built; it is read from the vault once. */
function remembered(
  read: (documentId: string, pageIndex: number) => PageText | null,
): (documentId: string, pageIndex: number) => PageText | null {
  const known = new Map<string, PageText | null>();
  return (documentId, pageIndex) => {
    const key = `${documentId}/${pageIndex}`;
    const page = known.has(key) ? (known.get(key) ?? null) : read(documentId, pageIndex);
    known.set(key, page);
    return page;
  };
}
