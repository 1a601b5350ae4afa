/** The denial's own words for its reasons, and which of them nothing answers yet. */
import type { Span } from '../../domain/page-text.ts';
import { overlaps } from '../../text/spans.ts';
import type { LetterInput } from '../input.ts';
import type { Point } from '../points.ts';

/** Statements of the denial that its reasons rest on; where none was read, the words that name the reason. */
export function reasonSpans(input: LetterInput): Span[] {
  const denial = input.analysis.denial;
  if (!denial) return [];
  const spans =
    denial.assertions.length > 0
      ? denial.assertions.map((assertion) => assertion.span)
      : denial.reasons.flatMap((reason) => (reason.span ? [reason.span] : []));
  const distinct = spans.filter(
    (span, index) => !spans.some((other, at) => at < index && overlaps(span, other)),
  );
  return distinct.toSorted((a, b) => a.pageIndex - b.pageIndex || a.start - b.start).slice(0, 6);
}

/** Words of the denial that no point answers and whose requirement the papers do not show to be met. */
export function openGrounds(input: LetterInput, merits: readonly Point[]): Span[] {
  return reasonSpans(input).filter(
    (span) =>
      isUnmet(span, input) && !merits.some((point) => point.denial.some((other) => overlaps(span, other))),
  );
}

function isUnmet(span: Span, input: LetterInput): boolean {
  return input.analysis.findings.some(
    (finding) =>
      (finding.type === 'criterion-unmet' || finding.type === 'no-support-found') &&
      finding.citations.some((citation) => citation.role === 'denial' && overlaps(citation.span, span)),
  );
}
