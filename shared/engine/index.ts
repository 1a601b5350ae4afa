/** The engine's door: page texts, rules and today's date in; findings out. Pure, deterministic, never throws on text. */
import type { Analysis, AnalysisInput, AnalyzedDocument } from '../domain/finding.ts';
import type { Rules } from '../domain/rules.ts';
import { classifyDocuments } from './classify/classify.ts';

/** Reads a case's papers and says where denial, policy and record disagree. Same input, same output. */
export function analyze(input: AnalysisInput, rules: Rules): Analysis {
  const classified = classifyDocuments(input, rules.kinds);
  const documents: AnalyzedDocument[] = input.documents.map((document, index) => ({
    documentId: document.documentId,
    fileName: document.fileName,
    pageCount: document.pages.length,
    kind: classified[index]?.kind ?? 'other',
    parts: [],
  }));
  return {
    documents,
    denial: null,
    earlierDenials: [],
    policies: [],
    facts: [],
    findings: [],
    gaps: [],
    pleaseCheck: [],
  };
}
