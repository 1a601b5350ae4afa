/** Says what each page, and so each file, is: by weighted cues of what a paper does, not by one keyword. */
import type { AnalysisInput } from '../../domain/finding.ts';
import type { DocumentKind } from '../../domain/kinds.ts';
import { documentKinds } from '../../domain/kinds.ts';
import type { PageText } from '../../domain/page-text.ts';
import type { KindRules } from '../../domain/rules.ts';
import { findPattern } from '../../text/pattern.ts';

export type KindScores = Readonly<Record<DocumentKind, number>>;

/** The first lines of a page that show what it calls itself; letterheads and titles stand there. */
const headLength = 500;
/** A cue that stands many times says a little more, not many times more. */
const repeatShare = 0.25;
const repeatLimit = 4;

/** Weight of evidence for every kind on one page. */
export function scorePage(text: string, rules: KindRules): KindScores {
  const scores = Object.fromEntries(documentKinds.map((kind) => [kind, 0])) as Record<DocumentKind, number>;
  for (const cue of rules.cues) {
    const hits = findPattern(cue.pattern, cue.scope === 'head' ? text.slice(0, headLength) : text).length;
    if (hits === 0) continue;
    const more = Math.min(hits - 1, repeatLimit) * repeatShare;
    scores[cue.kind] += cue.weight * (cue.weight > 0 ? 1 + more : 1);
  }
  return scores;
}

/** The kind with most evidence, 'other' where none has enough. */
export function kindOf(scores: KindScores, rules: KindRules): DocumentKind {
  let best: DocumentKind = 'other';
  let most = rules.minWeight;
  for (const kind of documentKinds) {
    if (scores[kind] > most) {
      best = kind;
      most = scores[kind];
    }
  }
  return best;
}

function add(a: KindScores, b: KindScores): KindScores {
  return Object.fromEntries(documentKinds.map((kind) => [kind, a[kind] + b[kind]])) as Record<
    DocumentKind,
    number
  >;
}

/** A long document shows what it is on its first pages and a sample of the rest. */
const firstPages = 10;
const sampledPages = 10;

function sampleOf(pages: readonly PageText[]): readonly PageText[] {
  if (pages.length <= firstPages + sampledPages) return pages;
  const step = (pages.length - firstPages) / sampledPages;
  const rest = Array.from(
    { length: sampledPages },
    (_, index) => pages[firstPages + Math.floor(index * step)],
  );
  return [...pages.slice(0, firstPages), ...rest.filter((page) => page !== undefined)];
}

/** Reference-like marks of a page: long tokens with digits, as letters repeat on every sheet. */
export function marksOf(text: string): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const match of text.matchAll(/[A-Za-z0-9][A-Za-z0-9/.-]{6,}[A-Za-z0-9]/g)) {
    const mark = match[0].replace(/[^A-Za-z0-9]/g, '').toUpperCase();
    if (/\d{4,}/.test(mark) && !/^1?8\d{9}$/.test(mark)) marks.add(mark);
  }
  return marks;
}

/** The number of a sheet that says itself that it goes on from another one ("continued (2)", "page 2 of 3"), or null. */
export function continuationNumber(text: string): number | null {
  const edges = `${text.slice(0, 250)}\n${text.slice(-160)}`;
  const words: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5 };
  const match =
    /\b(?:page|sheet|p\.?)\s*([2-9]|1\d|two|three|four|five)\b/i.exec(edges) ??
    /(?<![\d/.-])([2-9])\s*(?:of|\/)\s*[2-9](?![\d/-])/i.exec(edges) ??
    /continued\W{0,6}\(?([2-9])?/i.exec(edges) ??
    /\bcont['\u2019.]?d\b\W{0,4}([2-9])?/i.exec(edges);
  if (match === null) return null;
  const number = (match[1] ?? '2').toLowerCase();
  return words[number] ?? Number(number);
}

/** Weight of denial cues from which a paper may be the denial where nothing else in the folder is. */
const leastDenial = 6;

/** A folder of a denied scan holds a denial: where no paper is plainly one, the paper that speaks most like one is. */
function nameTheDenial(
  scored: {
    readonly document: AnalysisInput['documents'][number];
    readonly sum: KindScores;
    kind: DocumentKind;
  }[],
): void {
  if (scored.some(({ kind }) => kind === 'denial-letter')) return;
  const free = scored.filter(
    ({ document, kind, sum }) =>
      document.kind === undefined && kind !== 'medical-record' && sum['denial-letter'] >= leastDenial,
  );
  const best = free.toSorted((a, b) => b.sum['denial-letter'] - a.sum['denial-letter'])[0];
  if (best !== undefined) best.kind = 'denial-letter';
}

export interface ClassifiedDocument {
  readonly documentId: string;
  readonly kind: DocumentKind;
}

/**
 * The kind of every document. A kind that a person gave stands. A sheet that goes on from a denial letter
 * (photographed page by page) is a denial letter too: it shares the letter's reference and says "continued".
 */
export function classifyDocuments(input: AnalysisInput, rules: KindRules): readonly ClassifiedDocument[] {
  const scored = input.documents.map((document) => {
    const pages = sampleOf(document.pages).map((page: PageText) => scorePage(page.text, rules));
    const sum = pages.reduce(add, scorePage('', rules));
    return { document, sum, kind: document.kind ?? kindOf(sum, rules) };
  });
  nameTheDenial(scored);
  const letters = scored.filter(({ kind }) => kind === 'denial-letter');
  return scored.map(({ document, sum, kind }) => {
    let decided = kind;
    if (document.kind === undefined && kind !== 'denial-letter' && document.pages.length <= 2) {
      const text = document.pages.map((page) => page.text).join('\n');
      const marks = marksOf(text);
      const ofLetter = letters.some(({ document: letter }) => {
        const theirs = marksOf(letter.pages.map((page) => page.text).join('\n'));
        return [...marks].some((mark) => theirs.has(mark));
      });
      const canBe = sum['medical-record'] < 8 && sum['claim-file'] < 8;
      if (ofLetter && canBe && continuationNumber(text) !== null) decided = 'denial-letter';
    }
    return {
      documentId: document.documentId,
      kind: decided,
    };
  });
}
