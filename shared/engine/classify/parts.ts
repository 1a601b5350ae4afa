/**
 * Cuts a file into the papers it holds. A person scans a pile: fax cover, letter, office notes, a receipt, in one file.
 * The pages are parted and get their kinds together: each page speaks for kinds by its cues, and by its signs for being
 * the first of a paper or a later sheet of the one before; a paper has one kind.
 */
import type { DocumentKind } from '../../domain/kinds.ts';
import { documentKinds } from '../../domain/kinds.ts';
import type { PageText } from '../../domain/page-text.ts';
import type { KindRules } from '../../domain/rules.ts';
import type { KindScores } from './score.ts';
import { opensPaper, sheetOf } from './sheet-signs.ts';

export interface KindPart {
  /** Positions in the list of pages, inclusive. */
  readonly first: number;
  readonly last: number;
  readonly kind: DocumentKind;
}

/** What the signs weigh beside the kinds' cues: a doubling of the odds is worth about as much as one weak cue. */
const signWeight = 2;
/** Signs never forbid: a page that speaks plainly for another kind is another paper. */
const mostForSigns = 14;
/** One page must not outvote a whole document by repeating itself. */
const mostForOnePage = 22;
/** What is above that still ranks the kinds of a page that is full of two kinds' cues. */
const beyondMost = 0.1;

/** The parts of a file, in order, covering all its pages; one part where nothing speaks for more. `scores` has one entry a page. */
export function kindParts(
  pages: readonly PageText[],
  scores: readonly KindScores[],
  rules: KindRules,
): readonly KindPart[] {
  if (pages.length < 2) return [{ first: 0, last: Math.max(0, pages.length - 1), kind: 'other' }];
  const parts: KindPart[] = [];
  bestPath(pages, scores, rules).forEach(({ kind, opens }, index) => {
    const open = parts.at(-1);
    if (open !== undefined && !opens) parts[parts.length - 1] = { ...open, last: index };
    else parts.push({ first: index, last: index, kind });
  });
  return parts;
}

interface Step {
  readonly kind: DocumentKind;
  readonly opens: boolean;
}

/** Kind and beginning of each page such that cues less costs are greatest (Viterbi). */
function bestPath(
  pages: readonly PageText[],
  scores: readonly KindScores[],
  rules: KindRules,
): readonly Step[] {
  const sheets = pages.map(sheetOf);
  const gains = pages.map(({ text }, index) => gainsOf(text, scores[index], rules));
  let totals = documentKinds.map((_, state) => gains[0]?.[state] ?? 0);
  const from: { readonly state: number; readonly opens: boolean }[][] = [];
  sheets.slice(1).forEach((sheet, before) => {
    const odds = opensPaper(sheets[before] ?? sheet, sheet, rules.sheets);
    const stay = costOf(-odds);
    const open = costOf(odds);
    const best = totals.indexOf(Math.max(...totals));
    const back: (typeof from)[number] = [];
    totals = totals.map((total, state) => {
      const opened = (totals[best] ?? 0) - open;
      const opens = opened > total - stay;
      back.push({ state: opens ? best : state, opens });
      return Math.max(opened, total - stay) + (gains[before + 1]?.[state] ?? 0);
    });
    from.push(back);
  });
  let state = totals.indexOf(Math.max(...totals));
  const path: Step[] = [];
  for (const back of from.toReversed()) {
    const way = back[state] ?? { state, opens: false };
    path.push({ kind: documentKinds[state] ?? 'other', opens: way.opens });
    state = way.state;
  }
  return [...path, { kind: documentKinds[state] ?? 'other', opens: true }].toReversed();
}

/** What it costs to take a page as it is with these odds (a logarithm): nothing where they are high. */
function costOf(odds: number): number {
  return Math.min(mostForSigns, signWeight * Math.log1p(Math.exp(-odds)));
}

/** What a page says for each kind. A page without words says nothing. */
function gainsOf(text: string, scores: KindScores | undefined, rules: KindRules): readonly number[] {
  if (scores === undefined || text.trim() === '') return documentKinds.map(() => 0);
  return documentKinds.map((kind) => {
    const score = kind === 'other' ? Math.max(scores.other, rules.minWeight) : scores[kind];
    return Math.max(-4, Math.min(score, mostForOnePage + (score - mostForOnePage) * beyondMost));
  });
}
