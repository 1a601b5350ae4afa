/** Builds an invented case for letter tests: page texts in, an analysis whose every span is a true quote out. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Denial, Sourced } from '../../../shared/domain/denial.ts';
import type {
  Analysis,
  Citation,
  CitationRole,
  DocumentPart,
  Finding,
} from '../../../shared/domain/finding.ts';
import type { Concept, DocumentKind, FindingType, ReasonCode } from '../../../shared/domain/kinds.ts';
import type { PageText, Span } from '../../../shared/domain/page-text.ts';
import { findQuote } from '../../../shared/text/quotes.ts';
import { spanOf } from '../../../shared/text/spans.ts';
import { loadDeadlineRules } from '../../../electron/rules/deadline-rules.ts';
import { loadLetterRules } from '../../../electron/rules/letter-rules.ts';
import { loadRules } from '../../../electron/rules/load-rules.ts';
import type { LetterRules } from '../../../shared/letter/rules.ts';

export interface PaperSource {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly fileName: string;
  readonly pages: readonly string[];
  readonly parts?: readonly Partial<DocumentPart>[];
}

/** Papers of a case, with quoting by words instead of offsets. */
export class CaseFile {
  readonly pages = new Map<string, PageText>();
  readonly papers: readonly PaperSource[];

  constructor(papers: readonly PaperSource[]) {
    this.papers = papers;
    for (const paper of papers)
      for (const [pageIndex, text] of paper.pages.entries())
        this.pages.set(`${paper.id} ${pageIndex}`, {
          documentId: paper.id,
          pageIndex,
          text,
          words: [],
          width: 612,
          height: 792,
          source: 'text-layer',
          confidence: 1,
        });
  }

  page = (documentId: string, pageIndex: number): PageText | null =>
    this.pages.get(`${documentId} ${pageIndex}`) ?? null;

  /** The span of words that stand on the page; throws where they do not. */
  quote(documentId: string, pageNumber: number, words: string): Span {
    const page = this.page(documentId, pageNumber - 1);
    const hit = page ? findQuote(page.text, words)[0] : undefined;
    if (!page || !hit) throw new Error(`not on ${documentId} p. ${pageNumber}: ${words}`);
    return spanOf(page, hit.start, hit.end);
  }

  value(documentId: string, pageNumber: number, words: string, value: string = words): Sourced<string> {
    return { value, span: this.quote(documentId, pageNumber, words) };
  }

  reason(documentId: string, pageNumber: number, words: string, value: ReasonCode): Sourced<ReasonCode> {
    return { value, span: this.quote(documentId, pageNumber, words) };
  }

  documents(): Analysis['documents'] {
    return this.papers.map((paper) => ({
      documentId: paper.id,
      fileName: paper.fileName,
      pageCount: paper.pages.length,
      kind: paper.kind,
      parts: (paper.parts ?? [{}]).map((part) => ({
        documentId: paper.id,
        firstPage: 0,
        lastPage: paper.pages.length - 1,
        kind: paper.kind,
        date: null,
        author: null,
        patientName: null,
        title: null,
        ...part,
      })),
    }));
  }
}

export function finding(
  type: FindingType,
  concept: Concept,
  citations: readonly (readonly [CitationRole, Span])[],
  more: Partial<Finding> = {},
): Finding {
  return {
    id: `${type}-${concept}`,
    type,
    concept,
    summary: '',
    citations: citations.map(([role, span]): Citation => ({ role, span })),
    why: { ruleIds: [], criterion: null, factIds: [], steps: [] },
    strength: 'strong',
    ...more,
  };
}

export const emptyDenial: Omit<Denial, 'documentId'> = {
  insurer: null,
  plan: null,
  memberName: null,
  memberId: null,
  referenceNumber: null,
  claimNumber: null,
  letterDate: null,
  requestDate: null,
  serviceDate: null,
  procedureCodes: [],
  diagnosisCodes: [],
  scan: null,
  reasons: [],
  citedPolicies: [],
  reviewerName: null,
  reviewerSpecialty: null,
  appealDays: null,
  assertions: [],
};

export const rulesFolder = path.join(
  fileURLToPath(new URL('../../..', import.meta.url)),
  'resources',
  'rules',
);

let loaded: Promise<LetterRules> | null = null;
/** The real rule data, loaded once. */
export function letterRules(): Promise<LetterRules> {
  loaded ??= loadRules(rulesFolder).then((rules) => loadLetterRules(rulesFolder, rules, loadDeadlineRules()));
  return loaded;
}
