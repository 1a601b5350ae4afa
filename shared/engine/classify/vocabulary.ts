/**
 * What a page's whole vocabulary says for each kind of paper. The cues of kinds.json know what a paper must say; the
 * vocabulary, learned from labelled papers, knows how each kind talks and is laid out, and so holds in wordings that
 * nobody foresaw. Both are added up.
 */
import type { DocumentKind } from '../../domain/kinds.ts';
import { documentKinds } from '../../domain/kinds.ts';
import type { KindWords } from '../../domain/rules.ts';

/** The first letters of a page are enough, and bound the work on a page that is one long text. */
const mostLetters = 12_000;

/**
 * The features of a page: its words, pairs of neighbours ("medically necessary"), labels that open a line ("#plan:") and the
 * forms of its list marks ("#(a)"). Numbers are all alike, so that nobody's own numbers are learned.
 */
export function featuresOf(page: string): ReadonlySet<string> {
  const text = page.slice(0, mostLetters);
  const features = new Set<string>();
  let before = '';
  for (const [word] of text
    .toLowerCase()
    .replace(/\d[\d.,/:-]*/g, '0')
    .matchAll(/[a-z][a-z'-]+|0|[☐☑☒✓]/g)) {
    features.add(word);
    if (before !== '') features.add(`${before} ${word}`);
    before = word;
  }
  for (const line of text.split('\n')) {
    const mark = /^\s*(\(?[a-z\d]{1,3}[.)]|[•·*–-])\s/i.exec(line)?.[1];
    if (mark !== undefined)
      features.add(
        `#${mark
          .replace(/\d+/g, '0')
          .replace(/[a-z]+/, 'a')
          .replace(/[A-Z]+/, 'A')}`,
      );
    const label = /^\s*([A-Z][A-Za-z /]{1,25}):\s/.exec(line)?.[1];
    if (label !== undefined) features.add(`#${label.toLowerCase()}:`);
  }
  return features;
}

/** A page with fewer known words than this speaks with less weight: a few words may be anybody's. */
const enoughKnown = 60;

interface Chances {
  /** In the order of `documentKinds`, summing to 1. */
  readonly chances: readonly number[];
  /** 0 for a page without known words to 1. */
  readonly trust: number;
}

function chancesOf(page: string, words: KindWords): Chances {
  const features = [...featuresOf(page)];
  const known = features.flatMap((feature) => {
    const row = words.weights[feature];
    return row === undefined ? [] : [row];
  });
  // Each page counts as a vector of length 1, as it did when the weights were learned.
  const length = Math.sqrt(Math.max(1, features.length));
  const sums = documentKinds.map((_, kind) => {
    let sum = 0;
    for (const row of known) sum += row[kind] ?? 0;
    return (words.bias[kind] ?? 0) + sum / length;
  });
  const highest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - highest));
  const total = powers.reduce((a, b) => a + b, 0);
  return { chances: powers.map((power) => power / total), trust: Math.min(1, known.length / enoughKnown) };
}

/** The chances as weights that can be added to those of cues: 0 where a kind is as likely as any other. */
export function vocabularyWeights(page: string, words: KindWords): Readonly<Record<DocumentKind, number>> {
  const { chances, trust } = chancesOf(page, words);
  const weight = (chance: number): number =>
    trust *
    Math.max(-words.most, Math.min(words.most, words.scale * Math.log(chance * documentKinds.length)));
  return Object.fromEntries(
    documentKinds.map((kind, index) => [kind, weight(chances[index] ?? 0)]),
  ) as Record<DocumentKind, number>;
}
