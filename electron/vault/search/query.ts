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
