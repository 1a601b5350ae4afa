/** The engine's door: page texts, rules and today's date in; findings out. Pure, deterministic, never throws on text. */
import type { Analysis, AnalysisInput, AnalyzedDocument } from '../domain/finding.ts';
import type { Rules } from '../domain/rules.ts';
import { classifyDocuments } from './classify/classify.ts';
import { groupLetters } from './denial/group-letters.ts';
import type { ReadLetter } from './denial/read-denial.ts';
import { readDenial } from './denial/read-denial.ts';

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
  const letters = readLetters(input, documents, rules);
  return {
    documents,
    denial: letters.at(-1)?.denial ?? null,
    earlierDenials: letters.slice(0, -1).map(({ denial }) => denial),
    policies: [],
    facts: [],
    findings: [],
    gaps: [],
    pleaseCheck: [],
  };
}

/** All decisions in the folder, oldest first; the latest is the one that is appealed. */
function readLetters(input: AnalysisInput, documents: readonly AnalyzedDocument[], rules: Rules): readonly ReadLetter[] {
  const denials = input.documents.filter((_, index) => documents[index]?.kind === 'denial-letter');
  return groupLetters(denials)
    .map((pages) => readDenial(pages, rules))
    .toSorted((a, b) => {
      const x = a.denial.letterDate?.value ?? '';
      const y = b.denial.letterDate?.value ?? '';
      return x < y ? -1 : x > y ? 1 : 0;
    });
}
