/** Where the letter names the policy it applied, as the citations of a finding. */
import type { Citation } from '../../../domain/finding.ts';
import type { Span } from '../../../domain/page-text.ts';
import { denialText, type PolicyCase } from '../policy-case.ts';

/** Where the letter names the policy: the place, and the words around it. */
export function citations(found: PolicyCase): {
  readonly span: Span;
  readonly text: string;
  readonly at: number;
  readonly pageIndex: number;
  readonly documentId: string;
}[] {
  const pages = denialText(found.input);
  return found.input.denial.citedPolicies.flatMap(({ span }) => {
    const page = pages.find(
      (candidate) => candidate.documentId === span.documentId && candidate.pageIndex === span.pageIndex,
    );
    return page === undefined
      ? []
      : [{ span, text: page.text, at: span.start, pageIndex: page.pageIndex, documentId: page.documentId }];
  });
}

export type Place = ReturnType<typeof citations>[number];

export function policyPlace(found: PolicyCase): Citation[] {
  const span = found.policy.spans.effective ?? found.policy.spans.id;
  return span === null ? [] : [{ role: 'policy', span }];
}

export function sentenceAround(
  place: { readonly text: string; readonly documentId: string; readonly pageIndex: number },
  start: number,
  end: number,
): Span {
  const head = place.text.slice(0, start);
  const from = Math.max(
    head.lastIndexOf('. ') + 2,
    head.lastIndexOf('\n\n') + 2,
    head.lastIndexOf('.\n') + 2,
    start - 200,
    0,
  );
  const tail = /[.;](?=\s|$)|\n\n/.exec(place.text.slice(end));
  const to = Math.min(place.text.length, end + Math.min(160, tail === null ? 0 : tail.index + 1));
  const quote = place.text.slice(from, to);
  const lead = quote.length - quote.trimStart().length;
  return {
    documentId: place.documentId,
    pageIndex: place.pageIndex,
    start: from + lead,
    end: from + lead + quote.trim().length,
    quote: quote.trim(),
  };
}

export function denialPlace(found: PolicyCase): Citation[] {
  const place = citations(found)[0];
  if (place === undefined) return [];
  return [{ role: 'denial', span: sentenceAround(place, place.at, place.span.end) }];
}
