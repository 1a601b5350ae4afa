/**
 * A packet that a person divided (a fax with the letter, the notes and the policy in one file) is analysed as if each
 * part were a paper of its own; the answer names the one file again. Pages keep their numbers, so quotes stay true.
 */
import type { Analysis, AnalysisInput, AnalyzedDocument, DocumentPart } from '../../shared/domain/finding.ts';

type DocumentText = AnalysisInput['documents'][number];

/** One text per run of parts of the same kind; the document itself where nobody divided it. */
export function cutByParts(document: DocumentText, parts: readonly DocumentPart[] | null): DocumentText[] {
  if (parts === null) return [document];
  const runs: { firstPage: number; lastPage: number; kind: DocumentPart['kind'] }[] = [];
  for (const { firstPage, lastPage, kind } of parts) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.lastPage = lastPage;
    else runs.push({ firstPage, lastPage, kind });
  }
  return runs.map(({ firstPage, lastPage, kind }) => ({
    ...document,
    kind,
    pages: document.pages.filter((page) => page.pageIndex >= firstPage && page.pageIndex <= lastPage),
  }));
}

/** Puts the parts of one file together again; the file is called after the kind of most of its pages. */
export function mergeParts(analysis: Analysis): Analysis {
  const byId = new Map<string, AnalyzedDocument[]>();
  for (const document of analysis.documents)
    byId.set(document.documentId, [...(byId.get(document.documentId) ?? []), document]);
  if (byId.size === analysis.documents.length) return analysis;
  return { ...analysis, documents: [...byId.values()].flatMap((pieces) => merged(pieces)) };
}

function merged(pieces: readonly AnalyzedDocument[]): AnalyzedDocument[] {
  const [largest] = pieces.toSorted((a, b) => b.pageCount - a.pageCount);
  if (!largest || pieces.length === 1) return [...pieces];
  return [
    {
      ...largest,
      pageCount: pieces.reduce((sum, each) => sum + each.pageCount, 0),
      parts: pieces.flatMap((each) => each.parts).toSorted((a, b) => a.firstPage - b.firstPage),
    },
  ];
}
