/** The JSON that `rejoinder analyze --json` prints: an Analysis in the words of the bench contract. */
import type { Analysis } from '../domain/finding.ts';
import type { Span } from '../domain/page-text.ts';

export interface UnreadFile {
  readonly file: string;
  readonly code: string;
  readonly message: string;
}

/** A plain JSON value of schema rejoinder.analysis/1. Page numbers count from 1. */
export function toContractOutput(analysis: Analysis, problems: readonly UnreadFile[]) {
  const fileOf = new Map(analysis.documents.map(({ documentId, fileName }) => [documentId, fileName]));
  const place = (span: Span) => ({
    file: fileOf.get(span.documentId) ?? '',
    page: span.pageIndex + 1,
    quote: span.quote,
  });
  const { denial } = analysis;
  return {
    schema: 'rejoinder.analysis/1',
    documents: analysis.documents.map((document) => ({
      file: document.fileName,
      pages: document.pageCount,
      kind: document.kind,
      ...(document.parts.length > 1
        ? {
            parts: document.parts.map((part) => ({
              pages: Array.from(
                { length: part.lastPage - part.firstPage + 1 },
                (_, index) => part.firstPage + index + 1,
              ),
              kind: part.kind,
              date: part.date,
              title: part.title,
            })),
          }
        : {}),
    })),
    problems,
    denial:
      denial === null
        ? null
        : {
            insurer: denial.insurer?.value ?? null,
            memberName: denial.memberName?.value ?? null,
            memberId: denial.memberId?.value ?? null,
            referenceNumber: denial.referenceNumber?.value ?? null,
            letterDate: denial.letterDate?.value ?? null,
            serviceDate: denial.serviceDate?.value ?? null,
            procedureCodes: denial.procedureCodes.map(({ value }) => value),
            diagnosisCodes: denial.diagnosisCodes.map(({ value }) => value),
            reasons: denial.reasons.map(({ value }) => value),
            citedPolicies: denial.citedPolicies.map(({ id, title }) => ({ id, title })),
            reviewer:
              denial.reviewerName === null && denial.reviewerSpecialty === null
                ? null
                : {
                    name: denial.reviewerName?.value ?? null,
                    specialty: denial.reviewerSpecialty?.value ?? null,
                  },
            appealDays: denial.appealDays?.value ?? null,
            assertions: denial.assertions.map((assertion) => ({
              concept: assertion.concept,
              claim: assertion.claim,
              ...place(assertion.span),
            })),
          },
    findings: analysis.findings.map((finding) => ({
      id: finding.id,
      type: finding.type,
      concept: finding.concept,
      summary: finding.summary,
      strength: finding.strength,
      citations: finding.citations.map(({ role, span }) => ({ role, ...place(span) })),
      why: finding.why,
    })),
    gaps: analysis.gaps.map((gap) => ({
      concept: gap.concept,
      criterion: gap.criterion,
      ask: gap.ask,
      citations: gap.citations.map(({ role, span }) => ({ role, ...place(span) })),
    })),
    pleaseCheck: analysis.pleaseCheck.map((item) => ({
      concept: item.concept,
      question: item.question,
      citations: item.citations.map(({ role, span }) => ({ role, ...place(span) })),
    })),
  };
}
