/** The ways of asking the index for a query, from the closest meaning to the loosest. */
import type { QueryTerm } from './query.ts';

/** A term as the index is asked for it. */
export interface TierTerm {
  readonly expression: string;
  /** Expressions of its single words: more than one for a phrase, which is as rare as its rarest word. */
  readonly words: readonly string[];
}

export interface Tier {
  readonly expression: string;
  readonly terms: readonly TierTerm[];
  /** A page needs every term: one that stands nowhere makes asking needless. */
  readonly needsAll: boolean;
  /** Finds nothing that a later tier would not: it only says what comes first. */
  readonly isPreference: boolean;
}

/** Every term somewhere on the page. */
export function allOf(terms: readonly TierTerm[]): Tier {
  const expression = terms.map((term) => term.expression).join(' AND ');
  return { expression, terms, needsAll: true, isPreference: false };
}

/** Any of the terms. */
export function anyOf(terms: readonly TierTerm[]): Tier {
  const expression = terms.map((term) => term.expression).join(' OR ');
  return { expression, terms, needsAll: false, isPreference: false };
}

/** Its words, its code, or one of `alternatives` in its place. */
export function tierTerm(term: QueryTerm, alternatives: readonly string[] = []): TierTerm {
  return orElse(term, quoted(term.words, term.prefix === 'typed'), alternatives);
}

/** Every word is quoted, so nothing typed is ever an operator. */
function orElse(term: QueryTerm, own: string, alternatives: readonly string[]): TierTerm {
  const code = term.code === null ? [] : [`codes : "${term.code}"`];
  const others = alternatives.map((word) => `body : "${word}"`);
  const expression = `(${[`body : ${own}`, ...code, ...others].join(' OR ')})`;
  const isPlainPhrase = term.words.length > 1 && code.length + others.length === 0;
  return {
    expression,
    words: isPlainPhrase ? term.words.map((word) => `body : "${word}"`) : [expression],
  };
}

function quoted(words: readonly string[], star: boolean): string {
  return `"${words.join(' ')}"${star ? ' *' : ''}`;
}

/** True for an expression that makes FTS5 gather the pages of every word with some beginning, each time it is asked. */
export function gathersBeginnings(expression: string): boolean {
  return expression.includes('" *');
}

/**
 * The words in this order, near each other, anywhere on the page, and the last one as a beginning. Each is tried
 * only when those before gave too little. `completions` gives the words that begin so, or null when there are too
 * many to name: then the index gathers them, which is slow.
 */
export function queryTiers(
  terms: readonly QueryTerm[],
  completions: (start: string) => readonly string[] | null,
): Tier[] {
  const last = terms.at(-1);
  if (!last) return [];
  const plain = terms.map((term) => tierTerm(term));
  const exact = terms.length === 1 ? [allOf(plain)] : [...preferences(terms, plain), allOf(plain)];
  if (last.prefix !== 'maybe') return exact;
  const [start = ''] = last.words;
  const words = last.words.length === 1 ? completions(start) : null;
  const begun = words
    ? orElse(last, quoted(last.words, false), words)
    : orElse(last, quoted(last.words, true), []);
  return [...exact, allOf([...plain.slice(0, -1), begun])];
}

function preferences(terms: readonly QueryTerm[], plain: readonly TierTerm[]): Tier[] {
  const inOrder = `body : ${quoted(
    terms.flatMap((term) => term.words),
    terms.at(-1)?.prefix === 'typed',
  )}`;
  const near = `body : NEAR(${terms.map((term) => quoted(term.words, term.prefix === 'typed')).join(' ')}, 12)`;
  return [inOrder, near].map((expression) => ({
    expression,
    terms: plain,
    needsAll: true,
    isPreference: true,
  }));
}
