/** Weighs what a page says for each kind of paper: weighted cues of what a paper does, and its vocabulary; not one keyword. */
import type { DocumentKind } from '../../domain/kinds.ts';
import { documentKinds } from '../../domain/kinds.ts';
import type { KindRules } from '../../domain/rules.ts';
import { findPattern } from '../../text/pattern.ts';
import { shortPaperWeights } from './short-papers.ts';
import { vocabularyWeights } from './vocabulary.ts';

export type KindScores = Readonly<Record<DocumentKind, number>>;

/** The first lines of a page that show what it calls itself; letterheads and titles stand there. */
const headLength = 500;
/** A cue that stands many times says a little more, not many times more. */
const repeatShare = 0.25;
const repeatLimit = 4;

/** Weight of evidence for every kind on one page. */
export function scorePage(text: string, rules: KindRules): KindScores {
  const scores: Record<DocumentKind, number> = { ...vocabularyWeights(text, rules.words) };
  for (const cue of rules.cues) {
    const hits = findPattern(cue.pattern, cue.scope === 'head' ? text.slice(0, headLength) : text).length;
    if (hits === 0) continue;
    const more = Math.min(hits - 1, repeatLimit) * repeatShare;
    scores[cue.kind] += cue.weight * (cue.weight > 0 ? 1 + more : 1);
  }
  for (const [kind, weight] of Object.entries(shortPaperWeights(text, scores)))
    scores[kind as DocumentKind] += weight;
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
