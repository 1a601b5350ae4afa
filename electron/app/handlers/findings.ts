/** What the analysis found, what the person decided about it, and findings of their own. */
import type { FindingView } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/api/errors.ts';
import type { Citation, Finding } from '../../../shared/domain/finding.ts';
import {
  addOwnFinding,
  decideFinding,
  listDecisions,
  listOwnFindings,
  setOwnFindingDeleted,
} from '../../vault/stores/decisions.ts';
import { getPage } from '../../vault/stores/pages.ts';
import { os, type AppContext } from '../context.ts';
import { plain } from '../plain.ts';

/** Findings of the analysis and of the person, each with the decision about it. */
export function findingViews(context: AppContext, caseId: string): FindingView[] {
  const db = context.session.db();
  const decisions = new Map(listDecisions(db, caseId).map((each) => [each.findingId, each]));
  const view = (finding: Finding, own: boolean): FindingView => {
    const decision = decisions.get(finding.id);
    return {
      ...plain(finding),
      decision: decision?.verdict ?? (own ? 'accepted' : 'open'),
      note: decision?.note ?? '',
      own,
    };
  };
  return [
    ...context.analyses.get(caseId).analysis.findings.map((finding) => view(finding, false)),
    ...listOwnFindings(db, caseId).map((finding) => view(finding, true)),
  ];
}

export const findings = {
  analysis: os.findings.analysis.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    const { analysis, complete } = context.analyses.get(input.caseId);
    return {
      complete,
      denial: plain(analysis.denial),
      findings: findingViews(context, input.caseId),
      gaps: plain(analysis.gaps),
      pleaseCheck: plain(analysis.pleaseCheck),
    };
  }),
  decide: os.findings.decide.handler(({ context, input }) => {
    decideFinding(context.session.db(), input.caseId, input.findingId, {
      ...(input.decision === undefined ? {} : { verdict: input.decision === 'open' ? null : input.decision }),
      ...(input.note === undefined ? {} : { note: input.note }),
    });
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    return {};
  }),
  add: os.findings.add.handler(({ context, input }) => {
    for (const citation of input.citations) requireQuote(context, citation);
    const made = addOwnFinding(context.session.db(), input.caseId, {
      type: input.type,
      concept: input.concept,
      summary: input.summary,
      citations: input.citations,
      why: { ruleIds: [], criterion: null, factIds: [], steps: ['Added by you.'] },
      strength: 'fair',
    });
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    return { ...plain(made), decision: 'accepted' as const, note: '', own: true };
  }),
  removeOwn: os.findings.removeOwn.handler(({ context, input }) => {
    setOwnFindingDeleted(context.session.db(), input.caseId, input.findingId, true);
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    return {};
  }),
};

/** No quote enters a case that is not on its page. */
function requireQuote(context: AppContext, { span }: Citation): void {
  const page = getPage(context.session.db(), span.documentId, span.pageIndex);
  if (page.text.slice(span.start, span.end) !== span.quote || span.quote.trim() === '') {
    throw new AppError(
      'QUOTE_NOT_ON_PAGE',
      'The selected words are not on that page any more. Select them again.',
    );
  }
}
