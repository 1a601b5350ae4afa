/** What a person typed into the search box, taken apart: words, "phrases", beginnings* and codes. */
import { codesIn, normalizeCode, plainWord } from './words.ts';

export interface QueryTerm {
  /** Words as FTS5 sees them; more than one for a phrase. */
  readonly words: readonly string[];
  /** 'typed': the person wrote a star; 'maybe': the word they are still typing. */
  readonly prefix: 'no' | 'typed' | 'maybe';
  /** The code it may be ("m5416"), or null. */
  readonly code: string | null;
}

/** More would cost time and help nobody. */
const maxTerms = 12;

/** Shorter beginnings stand for too many words to be meant, and take long. */
const shortestBeginning = 3;

/** Never throws; empty when nothing searchable was typed. The last word counts as a beginning when typed without a closing space. */
export function parseQuery(text: string): QueryTerm[] {
  const terms: QueryTerm[] = [];
  for (const match of text.matchAll(/"([^"]*)"?|\S+/g)) {
    const phrase = match[1];
    const raw = phrase ?? match[0];
    const words = Array.from(plainWord(raw).matchAll(/[\p{L}\p{N}\p{Co}]+/gu), ([word]) => word);
    if (words.length === 0) continue;
    const isLast = phrase === undefined && match.index + match[0].length === text.length;
    const code = phrase === undefined ? codeOf(raw) : null;
    terms.push({
      words,
      prefix: raw.endsWith('*') ? 'typed' : isLast && raw.length >= shortestBeginning ? 'maybe' : 'no',
      code,
    });
  }
  return terms.slice(0, maxTerms);
}

/** "M54.16", "m5416" and "72148" are codes; "pain" and "2024" are not. */
function codeOf(raw: string): string | null {
  const upper = raw.toUpperCase().replace(/[^A-Z0-9.]/g, '');
  const dotted = /^[A-Z][0-9]{2}[0-9A-Z]{1,4}$/.test(upper)
    ? `${upper.slice(0, 3)}.${upper.slice(3)}`
    : upper;
  return codesIn(dotted) === normalizeCode(dotted) ? normalizeCode(dotted) : null;
}

/** The FTS5 expression of a term. Every word is quoted, so nothing typed is ever an operator. */
export function termExpression(
  term: QueryTerm,
  options: { beginnings?: boolean; alternatives?: readonly string[] } = {},
): string {
  const own = `body : ${quoted(term.words, term, options.beginnings)}`;
  const code = term.code === null ? [] : [`codes : "${term.code}"`];
  const others = (options.alternatives ?? []).map((word) => `body : "${word}"`);
  return `(${[own, ...code, ...others].join(' OR ')})`;
}

function quoted(words: readonly string[], term: QueryTerm, beginnings = false): string {
  const star = term.prefix === 'typed' || (beginnings && term.prefix === 'maybe') ? ' *' : '';
  return `"${words.join(' ')}"${star}`;
}

/** One way of asking: the whole expression, and each term's own, from which its cost is judged. */
export interface Tier {
  readonly expression: string;
  readonly terms: readonly string[];
  /** Finds nothing that a later tier would not: it only says what comes first. */
  readonly isPreference: boolean;
}

/** Every term somewhere on the page. */
export function allOf(terms: readonly string[]): Tier {
  return { expression: terms.join(' AND '), terms, isPreference: false };
}

/** Any of the terms. */
export function anyOf(terms: readonly string[]): Tier {
  return { expression: terms.join(' OR '), terms, isPreference: false };
}

/**
 * From the closest meaning to the loosest: the words in this order, near each other, anywhere on the page, and
 * the last one as a beginning (the slowest, as every word that begins so is gathered). Each is tried only when
 * those before gave too little.
 */
export function queryTiers(terms: readonly QueryTerm[]): Tier[] {
  const last = terms.at(-1);
  if (!last) return [];
  const plain = terms.map((term) => termExpression(term));
  const begun =
    last.prefix === 'maybe' ? [allOf(terms.map((term) => termExpression(term, { beginnings: true })))] : [];
  if (terms.length === 1) return [allOf(plain), ...begun];
  const inOrder = `body : ${quoted(
    terms.flatMap((term) => term.words),
    last,
  )}`;
  const near = `body : NEAR(${terms.map((term) => quoted(term.words, term)).join(' ')}, 12)`;
  const preferred = [inOrder, near].map((expression) => ({ expression, terms: plain, isPreference: true }));
  return [...preferred, allOf(plain), ...begun];
}
