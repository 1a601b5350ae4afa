/** The case's papers: what a person calls a document, be it a whole file or some pages of a packet. */
import type { AnalysisInput, DocumentPart } from '../domain/finding.ts';
import type { DocumentKind } from '../domain/kinds.ts';
import type { DocumentText } from '../domain/page-text.ts';
import type { KindRules } from '../domain/rules.ts';
import type { ClassifiedDocument } from './classify/classify.ts';
import { classifyDocuments } from './classify/classify.ts';

/** Pages of one kind that stand together in one file. `pageIndex` of each page still counts within the file. */
export interface Paper extends DocumentText {
  readonly kind: DocumentKind;
  /** What the file is as a whole. */
  readonly fileKind: DocumentKind;
  readonly partOf: DocumentPart;
}

/** The papers of each document of the input, in order of page. */
export function papersOf(input: AnalysisInput, rules: KindRules): readonly (readonly Paper[])[] {
  const classified = classifyDocuments(input, rules);
  return input.documents.map((document, index) => papersIn(document, classified[index]));
}

function papersIn(
  document: AnalysisInput['documents'][number],
  classified: ClassifiedDocument | undefined,
): readonly Paper[] {
  const { documentId, fileName } = document;
  return (classified?.parts ?? []).map(({ first, last, kind }) => ({
    documentId,
    fileName,
    pages: document.pages.slice(first, last + 1),
    kind,
    fileKind: classified?.kind ?? kind,
    partOf: {
      documentId,
      firstPage: document.pages[first]?.pageIndex ?? 0,
      lastPage: document.pages[last]?.pageIndex ?? 0,
      kind,
      date: null,
      author: null,
      patientName: null,
      title: null,
    },
  }));
}
