/** Search everywhere: pages by their words, cases and documents by their names. */
import type { SearchHit } from '../../../shared/api/contract.ts';
import { listCases } from '../../vault/stores/cases.ts';
import { casesOfDocument } from '../../vault/stores/documents.ts';
import { searchPages } from '../../vault/search/search.ts';
import { os } from '../context.ts';

export const search = {
  query: os.search.query.handler(({ context, input }) => {
    const db = context.session.db();
    const wanted = input.text.trim().toLowerCase();
    const cases: SearchHit[] =
      input.caseId === null
        ? listCases(db)
            .filter((each) => each.name.toLowerCase().includes(wanted))
            .slice(0, 5)
            .map((each) => ({
              kind: 'case',
              caseId: each.id,
              documentId: null,
              pageIndex: null,
              title: each.name,
              snippet: '',
              marks: [],
              span: null,
            }))
        : [];
    const { hits } = searchPages(db, input.text, {
      limit: input.limit,
      ...(input.caseId === null ? {} : { filter: { caseId: input.caseId } }),
    });
    const pages = hits.map((hit): SearchHit => {
      const [first] = hit.matches;
      const inSnippet = hit.snippet.matches[0];
      return {
        kind: 'page',
        caseId: input.caseId ?? casesOfDocument(db, hit.documentId)[0] ?? null,
        documentId: hit.documentId,
        pageIndex: hit.pageIndex,
        title: hit.fileName,
        snippet: hit.snippet.text,
        marks: hit.snippet.matches.map(({ start, end }): [number, number] => [start, end]),
        span:
          first && inSnippet
            ? {
                documentId: hit.documentId,
                pageIndex: hit.pageIndex,
                start: first.start,
                end: first.end,
                quote: hit.snippet.text.slice(inSnippet.start, inSnippet.end),
              }
            : null,
      };
    });
    return [...cases, ...pages];
  }),
};
