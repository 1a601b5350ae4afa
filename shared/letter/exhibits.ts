/** Gives exhibits their letters: the denial first, then policies and plan papers, then the records by date. */
import type { Analysis, AnalyzedDocument } from '../domain/finding.ts';
import type { DocumentKind } from '../domain/kinds.ts';
import type { Exhibit, LetterBlock, Run } from '../domain/letter.ts';
import type { PageText } from '../domain/page-text.ts';
import { isOtherPerson } from '../text/person.ts';
import { exhibitTitle } from './exhibit-title.ts';

const order: Readonly<Record<DocumentKind, number>> = {
  'denial-letter': 0,
  'clinical-policy': 1,
  'plan-document': 2,
  'claim-file': 3,
  correspondence: 4,
  'medical-record': 5,
  literature: 6,
  other: 7,
};

/** A … Z, AA, AB … */
export function exhibitLetter(index: number): string {
  const first = index >= 26 ? String.fromCharCode(64 + Math.floor(index / 26)) : '';
  return first + String.fromCharCode(65 + (index % 26));
}

/** All runs of a block, table cells included. */
export function allRuns(block: LetterBlock): readonly Run[] {
  return block.table ? [...block.runs, ...block.table.rows.flat(2)] : block.runs;
}

/** Documents that the blocks quote or cite. */
export function citedDocuments(blocks: readonly LetterBlock[]): Set<string> {
  const ids = new Set<string>();
  for (const block of blocks) {
    if (!block.included) continue;
    for (const run of allRuns(block)) {
      if (run.type === 'cite') ids.add(run.documentId);
      if (run.type === 'quote') ids.add(run.span.documentId);
    }
  }
  return ids;
}

/** Pages of a document that the included blocks quote or cite, from 1, in order. */
export function citedPages(blocks: readonly LetterBlock[], documentId: string): number[] {
  const pages = new Set(
    blocks
      .filter((block) => block.included)
      .flatMap((block) =>
        allRuns(block).flatMap((run) =>
          run.type === 'cite' && run.documentId === documentId
            ? [run.pageNumber]
            : run.type === 'quote' && run.span.documentId === documentId
              ? [run.span.pageIndex + 1]
              : [],
        ),
      ),
  );
  return [...pages].toSorted((a, b) => a - b);
}

/** Exhibits A, B, C … for the cited documents; `always` names documents to enclose even if uncited. */
export function assignExhibits(
  analysis: Analysis,
  blocks: readonly LetterBlock[],
  always: readonly string[] = [],
  page?: (documentId: string, pageIndex: number) => PageText | null,
): Exhibit[] {
  const cited = citedDocuments(blocks);
  for (const id of always) cited.add(id);
  const appealed = analysis.denial?.documentId ?? null;
  const rank = (document: AnalyzedDocument) => (document.documentId === appealed ? -1 : order[document.kind]);
  const used = new Map<string, number>();
  return analysis.documents
    .filter((document) => cited.has(document.documentId))
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        (firstDate(a) ?? '9999').localeCompare(firstDate(b) ?? '9999') ||
        a.fileName.localeCompare(b.fileName) ||
        a.documentId.localeCompare(b.documentId),
    )
    .map((document, index) => {
      const title = exhibitTitle(document, analysis, page?.(document.documentId, 0) ?? null);
      const times = (used.get(title) ?? 0) + 1;
      used.set(title, times);
      return {
        letter: exhibitLetter(index),
        documentId: document.documentId,
        title: times > 1 ? `${title} (${times})` : title,
        pageCount: document.pageCount,
        pages: ownPages(document, analysis, blocks),
      };
    });
}

/** Pages to print: all, unless parts of the file are about another person; a cited page always stays. */
function ownPages(document: AnalyzedDocument, analysis: Analysis, blocks: readonly LetterBlock[]): number[] {
  const patient = analysis.denial?.memberName?.value ?? null;
  const foreign = document.parts.filter((part) => isOtherPerson(part.patientName, patient));
  if (foreign.length === 0) return [];
  const cited = new Set(
    blocks.flatMap((block) =>
      allRuns(block).flatMap((run) =>
        run.type === 'cite' && run.documentId === document.documentId ? [run.pageNumber] : [],
      ),
    ),
  );
  const pages: number[] = [];
  for (let page = 0; page < document.pageCount; page++) {
    const other = foreign.some((part) => page >= part.firstPage && page <= part.lastPage);
    if (!other || cited.has(page + 1)) pages.push(page + 1);
  }
  return pages.length === document.pageCount ? [] : pages;
}

function firstDate(document: AnalyzedDocument): string | null {
  return document.parts.flatMap((part) => (part.date ? [part.date] : [])).toSorted()[0] ?? null;
}
