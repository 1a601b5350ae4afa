/** The last gate before a letter leaves: every quoted word read again from its page, every citation resolved. */
import type { LetterModel, Run } from '../domain/letter.ts';
import type { PageText, Span } from '../domain/page-text.ts';
import { findQuote } from '../text/quotes.ts';
import { squeeze } from '../text/spans.ts';
import { allRuns } from './exhibits.ts';

export interface QuoteProblem {
  /** Null for the identification block. */
  readonly blockId: string | null;
  readonly kind:
    | 'not-on-page' // the words do not stand on the page
    | 'page-missing' // the page is not in the case
    | 'not-enclosed' // the document is no exhibit
    | 'page-not-enclosed' // the exhibit leaves the page out
    | 'page-out-of-range';
  readonly documentId: string;
  readonly pageNumber: number;
  readonly quote: string | null;
  readonly message: string;
}

/**
 * Re-reads every quote of the included blocks from its page and resolves every citation. Empty means that the letter
 * may be exported; any problem must stop the export. `getPage` returns null for a page that is not in the case.
 */
export function checkQuotes(
  model: LetterModel,
  getPage: (documentId: string, pageIndex: number) => PageText | null,
): QuoteProblem[] {
  const problems: QuoteProblem[] = [];
  for (const row of model.identification) if (row.span) problems.push(...checkSpan(row.span, null, getPage));
  for (const block of model.blocks) {
    if (!block.included) continue;
    for (const run of allRuns(block)) {
      if (run.type === 'quote') problems.push(...checkSpan(run.span, block.id, getPage));
      if (run.type === 'cite') problems.push(...checkCite(model, run.documentId, run.pageNumber, block.id));
    }
    for (const runs of [block.runs, ...(block.table?.rows.flat() ?? [])])
      problems.push(...checkTyped(runs, block.id, getPage));
  }
  return problems;
}

function checkSpan(
  span: Span,
  blockId: string | null,
  getPage: (documentId: string, pageIndex: number) => PageText | null,
): QuoteProblem[] {
  const at = { blockId, documentId: span.documentId, pageNumber: span.pageIndex + 1, quote: span.quote };
  const page = getPage(span.documentId, span.pageIndex);
  if (!page) return [{ ...at, kind: 'page-missing', message: 'The page of this quote is not in the case.' }];
  const stands =
    squeeze(page.text.slice(span.start, span.end)) === squeeze(span.quote) ||
    findQuote(page.text, span.quote).length > 0;
  if (stands && span.quote.trim() !== '') return [];
  return [{ ...at, kind: 'not-on-page', message: 'These words do not stand on the page cited.' }];
}

const typedQuote = /[“"]([^“”"]+\s[^“”"]+)[”"]/g;

/** Words that a person put in quotation marks before a citation: they count as quoted from that page. */
function checkTyped(
  runs: readonly Run[],
  blockId: string,
  getPage: (documentId: string, pageIndex: number) => PageText | null,
): QuoteProblem[] {
  return runs.flatMap((run, index) => {
    if (run.type !== 'text') return [];
    const next = runs.slice(index + 1).find((each) => each.type !== 'text' || /[“"]/.test(each.text));
    if (next?.type !== 'cite') return [];
    const page = getPage(next.documentId, next.pageNumber - 1);
    return [...run.text.matchAll(typedQuote)].flatMap(([, words = '']) =>
      page && findQuote(page.text, words).length > 0
        ? []
        : [
            {
              blockId,
              kind: 'not-on-page' as const,
              documentId: next.documentId,
              pageNumber: next.pageNumber,
              quote: words,
              message: `“${words.slice(0, 80)}” does not stand on the page cited.`,
            },
          ],
    );
  });
}

function checkCite(
  model: LetterModel,
  documentId: string,
  pageNumber: number,
  blockId: string,
): QuoteProblem[] {
  const at = { blockId, documentId, pageNumber, quote: null };
  const exhibit = model.exhibits.find((item) => item.documentId === documentId);
  if (!exhibit)
    return [{ ...at, kind: 'not-enclosed', message: 'The document cited here is not among the exhibits.' }];
  if (pageNumber < 1 || pageNumber > exhibit.pageCount)
    return [
      {
        ...at,
        kind: 'page-out-of-range',
        message: `Exhibit ${exhibit.letter} has ${exhibit.pageCount} pages.`,
      },
    ];
  if (exhibit.pages.length > 0 && !exhibit.pages.includes(pageNumber))
    return [
      {
        ...at,
        kind: 'page-not-enclosed',
        message: `Page ${pageNumber} of Exhibit ${exhibit.letter} is cited but left out of the exhibits.`,
      },
    ];
  return [];
}
