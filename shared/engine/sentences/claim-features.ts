/**
 * The features by which a learned reader tells what a letter says of a topic: the words of the sentence, the words of the clause
 * that speaks of the topic, and what sort of thing the topic is (care is tried, a test is done, a sign is found).
 */
import type { LearnedModel } from '../../domain/learned.ts';
import type { Concept } from '../../domain/kinds.ts';
import { therapyConcepts } from '../policy/vocabulary.ts';
import { marginsOf } from './learned-reader.ts';
import type { Features } from './sentence-features.ts';
import { sentenceFeatures, stemOf, wordsOf } from './sentence-features.ts';

const tests: ReadonlySet<string> = new Set([
  'prior-imaging',
  'lab-result',
  'tissue-diagnosis',
  'stress-test',
  'genetic-test',
  'risk-score',
  'cancer-staging',
]);
const circumstances: ReadonlySet<string> = new Set([
  'symptom-duration',
  'interval',
  'age',
  'smoking-history',
  'specialist-evaluation',
  're-evaluation',
  'treatment-response',
  'records-received',
  'prior-authorization',
  'timely-filing',
]);

export function sortOf(concept: Concept): string {
  if ((therapyConcepts as ReadonlySet<string>).has(concept)) return 'care';
  if (tests.has(concept)) return 'test';
  return circumstances.has(concept) ? 'circumstance' : 'sign';
}

const seam = /[;:()]|,|\b(?:but|although|though|while|however|whereas|yet|except|despite)\b/i;

/** The piece of the sentence that speaks of the topic most. */
export function clauseOf(sentence: string, concept: Concept, topics: LearnedModel): string {
  const index = topics.labels.indexOf(concept);
  const pieces = sentence.split(seam).filter((piece) => /\w/.test(piece));
  if (pieces.length < 2 || index < 0) return sentence;
  const strength = (piece: string): number => marginsOf(topics, sentenceFeatures(piece))[index] ?? 0;
  let best = pieces[0] ?? sentence;
  let most = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    const own = strength(piece);
    if (own > most) [best, most] = [piece, own];
  }
  return best;
}

/** Families: s stems and pairs of the sentence, d of the clause, g stems by sort of topic, k the topic itself. */
export function claimFeatures(sentence: string, concept: Concept, topics: LearnedModel): Features {
  const features = new Map<string, number>();
  const add = (feature: string): void => void features.set(feature, (features.get(feature) ?? 0) + 1);
  const stems = wordsOf(sentence).map(stemOf);
  const sort = sortOf(concept);
  let before = '^';
  for (const stem of [...stems, '$']) {
    add(`s:${stem}`);
    add(`s:${before} ${stem}`);
    add(`g:${sort} ${stem}`);
    before = stem;
  }
  before = '^';
  for (const stem of [...wordsOf(clauseOf(sentence, concept, topics)).map(stemOf), '$']) {
    add(`d:${stem}`);
    add(`d:${before} ${stem}`);
    before = stem;
  }
  add(`k:${sort}`);
  add(`k:${concept}`);
  return features;
}
