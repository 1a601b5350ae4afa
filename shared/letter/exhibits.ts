/** Gives exhibits their letters: the denial first, then policies and plan papers, then the records by date. */
import type { Analysis, AnalyzedDocument } from '../domain/finding.ts';
import type { DocumentKind } from '../domain/kinds.ts';
import type { Exhibit, LetterBlock, Run } from '../domain/letter.ts';
import { isOtherPerson } from '../text/person.ts';
import { squeeze } from '../text/spans.ts';
import { longDate } from './words.ts';

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

const kindNames: Readonly<Record<DocumentKind, string>> = {
  'denial-letter': 'Denial letter',
  'clinical-policy': 'Clinical policy',
  'plan-document': 'Plan document',
  'claim-file': 'Claim file',
  correspondence: 'Correspondence',
  'medical-record': 'Medical record',
  literature: 'Published literature',
  other: 'Document',
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
      const title = exhibitTitle(document, analysis);
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

/** Plain description: never the file name, which may say anything. */
function exhibitTitle(document: AnalyzedDocument, analysis: Analysis): string {
  const denial = [analysis.denial, ...analysis.earlierDenials].find(
    (item) => item?.documentId === document.documentId,
  );
  if (denial) {
    const date = denial.letterDate ? ` dated ${longDate(denial.letterDate.value)}` : '';
    const from = denial.insurer ? `, ${denial.insurer.value}` : '';
    return `Denial letter${date}${from}`;
  }
  const policy = analysis.policies.find((item) => item.documentId === document.documentId);
  if (policy && (policy.id ?? policy.title))
    return squeeze(`Clinical policy ${[policy.id, policy.title].filter(Boolean).join(', ')}`).slice(0, 200);
  const part = document.parts.length === 1 ? document.parts[0] : null;
  const dates = document.parts.flatMap((item) => (item.date ? [item.date] : [])).toSorted();
  const first = dates[0];
  const last = dates.at(-1);
  const when = first
    ? last && last !== first
      ? `, ${longDate(first)} to ${longDate(last)}`
      : `, ${longDate(first)}`
    : '';
  const authors = [...new Set(document.parts.flatMap((item) => (item.author ? [item.author] : [])))];
  const author = authors.length === 1 ? `, ${authors[0]}` : '';
  const name =
    document.kind === 'medical-record' && document.parts.length > 1
      ? 'Medical records'
      : ((part?.title ? plainTitle(part.title) : null) ?? kindNames[document.kind]);
  return `${name}${author}${when}`.slice(0, 200);
}

/** A title line up to where the particulars of a patient begin; null where nothing telling is left. */
function plainTitle(title: string): string | null {
  const plain = squeeze(
    title.split(/\b(?:date|dob|d\.o\.b|provider|patient|member|mrn|chart|time|dx|treating|name)\b|\d/i)[0] ??
      '',
  ).replace(/[\s,:;(–-]+$/, '');
  return /[a-z]{4}/i.test(plain) ? plain : null;
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
