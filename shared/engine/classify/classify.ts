/**
 * Says what papers each file holds and what the file is as a whole: by weighted cues of what a paper does, not by one
 * keyword.
 */
import type { AnalysisInput } from '../../domain/finding.ts';
import type { DocumentKind } from '../../domain/kinds.ts';
import { documentKinds } from '../../domain/kinds.ts';
import type { KindRules } from '../../domain/rules.ts';
import { formality, isOnlyAbout } from './formal.ts';
import { joinLetterSheets } from './letter-sheets.ts';
import { continuationNumber, marksOf } from './marks.ts';
import type { KindPart } from './parts.ts';
import { kindParts } from './parts.ts';
import type { KindScores } from './score.ts';
import { kindOf, scorePage } from './score.ts';

type Document = AnalysisInput['documents'][number];

export interface ClassifiedDocument {
  readonly documentId: string;
  /** What the file is as a whole. */
  readonly kind: DocumentKind;
  /** The papers in it, in order; they cover all its pages. */
  readonly parts: readonly KindPart[];
}

interface Scored {
  readonly document: Document;
  readonly sum: KindScores;
  kind: DocumentKind;
  parts: readonly KindPart[];
}

/** A long document shows what it is on its first pages and a sample of the rest. */
const firstPages = 10;
const sampledPages = 10;

function sampleOf<T>(pages: readonly T[]): readonly T[] {
  if (pages.length <= firstPages + sampledPages) return pages;
  const step = (pages.length - firstPages) / sampledPages;
  const rest = Array.from(
    { length: sampledPages },
    (_, index) => pages[firstPages + Math.floor(index * step)],
  );
  return [...pages.slice(0, firstPages), ...rest.filter((page) => page !== undefined)];
}

function add(a: KindScores, b: KindScores): KindScores {
  return Object.fromEntries(documentKinds.map((kind) => [kind, a[kind] + b[kind]])) as Record<
    DocumentKind,
    number
  >;
}

/** Weight of denial cues from which a paper may be the denial where nothing else in the folder is. */
const leastDenial = 6;

/**
 * The kind of every document and of its parts. A kind that a person gave stands for the whole file. A sheet that goes
 * on from a denial letter (photographed page by page) is a denial letter too: it shares the letter's reference and
 * says "continued".
 */
export function classifyDocuments(input: AnalysisInput, rules: KindRules): readonly ClassifiedDocument[] {
  const scored = input.documents.map((document) => score(document, rules));
  setAsideTalk(scored, rules);
  nameTheDenial(scored);
  const letters = scored.filter(({ kind }) => kind === 'denial-letter');
  return scored.map((each) => {
    const kind = goesOnFromLetter(each, letters) ? 'denial-letter' : each.kind;
    return {
      documentId: each.document.documentId,
      kind,
      parts: each.parts.length > 1 ? each.parts : whole(each.document, kind),
    };
  });
}

function whole(document: Document, kind: DocumentKind): readonly KindPart[] {
  return [{ first: 0, last: Math.max(0, document.pages.length - 1), kind }];
}

function score(document: Document, rules: KindRules): Scored {
  // Where a person gave the kind, the pages are not told apart, and a sample of them is enough.
  const pages = document.kind === undefined ? document.pages : sampleOf(document.pages);
  const scores = pages.map((page) => scorePage(page.text, rules));
  const sum = sampleOf(scores).reduce(add, scorePage('', rules));
  const all = kindOf(sum, rules);
  if (document.kind !== undefined)
    return { document, sum, kind: document.kind, parts: whole(document, document.kind) };
  const parts = joinLetterSheets(
    kindParts(document.pages, scores, rules),
    (page) => document.pages[page]?.text ?? '',
  );
  const kind = parts.length > 1 ? mainKind(parts) : all;
  return { document, sum, kind, parts: parts.length > 1 ? parts : whole(document, kind) };
}

/** Papers that only go with others. */
const beside: ReadonlySet<DocumentKind> = new Set(['other', 'correspondence']);

/**
 * The main kind of a packet: the decision where it comes first (what follows it are enclosures), else what most pages
 * are, covers and receipts aside.
 */
function mainKind(parts: readonly KindPart[]): DocumentKind {
  const firstOfWeight = parts.find(({ kind }) => !beside.has(kind));
  if (firstOfWeight?.kind === 'denial-letter') return 'denial-letter';
  const pages = new Map<DocumentKind, number>();
  for (const { kind, first, last } of parts) pages.set(kind, (pages.get(kind) ?? 0) + last - first + 1);
  const ranked = [...pages].toSorted(
    (a, b) => Number(beside.has(a[0])) - Number(beside.has(b[0])) || b[1] - a[1],
  );
  return ranked[0]?.[0] ?? 'other';
}

/** Papers that only speak of the decision, beside the formal notice of it, are letters about it. */
function setAsideTalk(scored: readonly Scored[], rules: KindRules): void {
  const papers = scored.flatMap((each) =>
    each.parts.flatMap((part, index) => {
      if (part.kind !== 'denial-letter' || each.document.kind !== undefined) return [];
      const text = each.document.pages
        .slice(part.first, part.last + 1)
        .map((page) => page.text)
        .join('\n\n');
      return [{ each, index, formal: formality(text, rules), goesOn: continuationNumber(text) !== null }];
    }),
  );
  const highest = Math.max(0, ...papers.map(({ formal }) => formal));
  for (const { each, index, formal, goesOn } of papers) {
    if (!isOnlyAbout(formal, highest) || (goesOn && formal > 0)) continue;
    each.parts = each.parts.map((part, at) => (at === index ? { ...part, kind: 'correspondence' } : part));
    if (each.kind === 'denial-letter')
      each.kind = each.parts.length > 1 ? mainKind(each.parts) : 'correspondence';
  }
}

/** A folder of a denied scan holds a denial: where no paper is plainly one, the paper that speaks most like one is. */
function nameTheDenial(scored: readonly Scored[]): void {
  if (scored.some(({ parts }) => parts.some(({ kind }) => kind === 'denial-letter'))) return;
  const free = scored.filter(
    ({ document, kind, sum }) =>
      document.kind === undefined && kind !== 'medical-record' && sum['denial-letter'] >= leastDenial,
  );
  const best = free.toSorted((a, b) => b.sum['denial-letter'] - a.sum['denial-letter'])[0];
  if (best === undefined) return;
  best.kind = 'denial-letter';
  best.parts = whole(best.document, 'denial-letter');
}

function goesOnFromLetter({ document, kind, sum }: Scored, letters: readonly Scored[]): boolean {
  if (document.kind !== undefined || kind === 'denial-letter' || document.pages.length > 2) return false;
  if (sum['medical-record'] >= 8 || sum['claim-file'] >= 8) return false;
  const text = document.pages.map((page) => page.text).join('\n');
  if (continuationNumber(text) === null) return false;
  const marks = [...marksOf(text)];
  return letters.some(({ document: letter }) => {
    const theirs = marksOf(letter.pages.map((page) => page.text).join('\n'));
    return marks.some((mark) => theirs.has(mark));
  });
}
