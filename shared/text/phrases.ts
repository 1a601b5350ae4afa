/**
 * Finding many phrases in one pass over the words of a text. All lexicons (concepts, context triggers,
 * drugs, sections) are lists of such phrases, so that adding one needs no code.
 *
 * A phrase is words parted by spaces. Each word may be
 *   `lumbar`      that word, any case           `PT`        a word with capitals: exactly that case
 *   `radicul*`    that beginning                `a|b|c`     any of these
 *   `word?`       may be missing                `_`         any one word
 *   `__`          up to three words             `#`         a number
 * Symbols + ( ) % = < > / : , are words of their own and otherwise skipped between words, except that no
 * phrase reaches over . ; : , or a blank line unless it spells the mark itself.
 */
import { foldOcr } from './ocr.ts';

/** A word or symbol of a text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly raw: string;
  /** Lower case, with typographic apostrophes made plain. */
  readonly text: string;
  /** A mark that ends a clause, or a blank line, stands between this token and the one before. */
  readonly breakBefore: boolean;
}

/** A phrase found: tokens `[first, last]`, characters `[start, end)`. */
export interface PhraseHit<T> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
  /** Matched only after a slip of OCR or spelling was put right. */
  readonly repaired: boolean;
}

const tokenPattern = /[\p{L}\p{N}µ]+(?:['’][\p{L}]+)?|[+%=<>≥≤↑↓@&]|\(\+\)|\(-\)/gu;
const breaker = /[.;:,!?•·|]|\n[ \t]*\n/;

/** The words of a text with their offsets. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let previousEnd = 0;
  tokenPattern.lastIndex = 0;
  let m: RegExpExecArray | null;
  while ((m = tokenPattern.exec(text)) !== null) {
    const raw = m[0];
    tokens.push({
      start: m.index,
      end: m.index + raw.length,
      raw,
      text: raw.replace('’', "'").toLowerCase(),
      breakBefore: breaker.test(text.slice(previousEnd, m.index)),
    });
    previousEnd = m.index + raw.length;
  }
  return tokens;
}

interface Word {
  readonly kind: 'word' | 'prefix' | 'any' | 'gap' | 'number';
  readonly text: string;
  readonly exactCase: boolean;
}
interface Element {
  readonly alternatives: readonly Word[];
  readonly optional: boolean;
  readonly gap: boolean;
}
interface Compiled<T> {
  readonly value: T;
  readonly elements: readonly Element[];
}

/** A set of phrases, compiled once and used on many texts. */
export interface PhraseSet<T> {
  readonly byWord: ReadonlyMap<string, readonly Compiled<T>[]>;
  readonly byPrefix: ReadonlyMap<string, readonly Compiled<T>[]>;
  readonly floating: readonly Compiled<T>[];
  /** Words of the set by their OCR key, and by each form with one letter left out, for repair. */
  readonly vocabulary: ReadonlySet<string>;
  readonly folded: ReadonlyMap<string, string>;
  readonly shortened: ReadonlyMap<string, string>;
  /** Words already looked at, with what they became; the words of charts repeat. */
  readonly seen: Map<string, string>;
}

const PREFIX = 3;

/** Compiles phrases. Throws on a phrase that is empty or starts with a wildcard that matches anything. */
export function compilePhrases<T>(
  entries: readonly { readonly phrase: string; readonly value: T }[],
): PhraseSet<T> {
  const byWord = new Map<string, Compiled<T>[]>();
  const byPrefix = new Map<string, Compiled<T>[]>();
  const floating: Compiled<T>[] = [];
  const vocabulary = new Set<string>();
  for (const { phrase, value } of entries) {
    const elements = phraseWords(phrase).map(parseElement);
    if (elements.every((e) => e.gap || e.optional)) throw new Error(`Phrase "${phrase}" matches anything`);
    const compiled = { value, elements };
    // Every element that may come first: leading optional ones and the first that must be there.
    const required = elements.findIndex((e) => !e.optional && !e.gap);
    for (const element of elements.slice(0, required + 1)) {
      for (const word of element.alternatives) {
        if (word.kind === 'word') push(byWord, word.text.toLowerCase(), compiled);
        else if (word.kind === 'prefix' && word.text.length >= PREFIX)
          push(byPrefix, word.text.slice(0, PREFIX).toLowerCase(), compiled);
        else if (!floating.includes(compiled)) floating.push(compiled);
      }
    }
    for (const element of elements) {
      for (const word of element.alternatives)
        if (word.kind === 'word' && !word.exactCase) vocabulary.add(word.text);
    }
  }
  const folded = new Map<string, string>();
  const shortened = new Map<string, string>();
  const clash = new Set<string>();
  for (const word of vocabulary) {
    if (word.length < 4) continue;
    addUnique(folded, clash, foldOcr(word), word);
    if (word.length < 8) continue;
    for (let i = 1; i < word.length; i++)
      addUnique(shortened, clash, word.slice(0, i) + word.slice(i + 1), word);
  }
  return { byWord, byPrefix, floating, vocabulary, folded, shortened, seen: new Map() };
}

/**
 * All phrases of the set in the tokens, longest first at each place, overlapping ones included when their
 * values differ. Time grows with the number of tokens.
 */
export function findPhrases<T>(set: PhraseSet<T>, tokens: readonly Token[]): PhraseHit<T>[] {
  const hits: PhraseHit<T>[] = [];
  const repaired = tokens.map((token) => repairCached(set, token));
  for (let i = 0; i < tokens.length; i++) {
    const text = repaired[i] ?? '';
    const own = set.byWord.get(text);
    const prefixed = set.byPrefix.get(text.slice(0, PREFIX));
    for (const list of [own, prefixed, set.floating]) {
      if (!list) continue;
      for (const compiled of list) {
        if (list !== own && own?.includes(compiled)) continue;
        if (list === set.floating && prefixed?.includes(compiled)) continue;
        const last = matchAt(compiled.elements, 0, tokens, repaired, i, i);
        if (last < 0) continue;
        const from = tokens[i];
        const to = tokens[last];
        if (!from || !to) continue;
        let slip = false;
        for (let k = i; k <= last; k++) if (repaired[k] !== tokens[k]?.text) slip = true;
        hits.push({ value: compiled.value, start: from.start, end: to.end, first: i, last, repaired: slip });
      }
    }
  }
  return hits;
}

/** Index of the last token of the longest match of `elements[e..]` from token `i`, or -1. */
function matchAt(
  elements: readonly Element[],
  e: number,
  tokens: readonly Token[],
  texts: readonly string[],
  i: number,
  first: number,
): number {
  const element = elements[e];
  if (!element) return i - 1;
  if (element.gap) {
    let best = -1;
    for (let skip = 0; skip <= 3; skip++) {
      const last = matchAt(elements, e + 1, tokens, texts, i + skip, first);
      if (last > best) best = last;
      const token = tokens[i + skip];
      if (!token || (token.breakBefore && i + skip > first)) break;
    }
    return best;
  }
  const token = tokens[i];
  if (token && !(token.breakBefore && i > first) && wordMatches(element, token, texts[i] ?? '')) {
    const last = matchAt(elements, e + 1, tokens, texts, i + 1, first);
    if (last >= 0) return last;
  }
  return element.optional ? matchAt(elements, e + 1, tokens, texts, i, first) : -1;
}

function wordMatches(element: Element, token: Token, text: string): boolean {
  for (const word of element.alternatives) {
    if (word.kind === 'any') return true;
    if (word.kind === 'number') {
      if (/^\d/.test(text)) return true;
    } else if (word.kind === 'prefix') {
      if (word.exactCase ? token.raw.startsWith(word.text) : text.startsWith(word.text)) return true;
    } else if (word.exactCase ? token.raw === word.text : text === word.text) return true;
  }
  return false;
}

/** Bound of the memory for words, so that a strange text cannot fill it. */
const seenLimit = 60_000;

function repairCached<T>(set: PhraseSet<T>, token: Token): string {
  const known = set.seen.get(token.text);
  if (known !== undefined) return known;
  const fixed = repairToken(set, token);
  if (set.seen.size < seenLimit) set.seen.set(token.text, fixed);
  return fixed;
}

/** The word as the lexicon would spell it, if only a slip keeps it from being one; else the word itself. */
function repairToken<T>(set: PhraseSet<T>, token: Token): string {
  const text = token.text;
  if (text.length < 4 || set.vocabulary.has(text)) return text;
  if (/[0158|]/.test(text) && /[a-z]{2}/.test(text)) {
    const same = set.folded.get(foldOcr(text));
    if (same) return same;
  }
  if (text.length < 7 || /\d/.test(text)) return text;
  const fold = set.folded.get(foldOcr(text));
  if (fold && fold !== text && /rn|m|vv|l|i/.test(text) && fold.length >= 7) return fold;
  const dropped = set.shortened.get(text);
  if (dropped) return dropped;
  for (let i = 1; i < text.length; i++) {
    const shorter = text.slice(0, i) + text.slice(i + 1);
    // A doubled or swapped letter; a whole extra letter would make "abnormal" of "normal" and the like.
    if (text.length >= 9 && set.vocabulary.has(shorter) && shorter.length >= 8 && !text.endsWith('s'))
      return shorter;
    if (i + 1 < text.length) {
      const swapped = text.slice(0, i) + (text[i + 1] ?? '') + (text[i] ?? '') + text.slice(i + 2);
      if (set.vocabulary.has(swapped)) return swapped;
    }
  }
  return text;
}

/** The words of a phrase as the tokenizer would part them: "r/o" is two words, "x-ray" too. */
function phraseWords(phrase: string): string[] {
  return phrase
    .trim()
    .split(/\s+/)
    .flatMap((word) => {
      if (word.startsWith('(') || !/[-/.:,]/.test(word)) return [word];
      if (word.includes('|')) throw new Error(`Phrase "${phrase}": alternatives must be single words`);
      return word.split(/[-/.:,]+/).filter((part) => part !== '' && part !== '?');
    });
}

function parseElement(source: string): Element {
  if (source === '__') return { alternatives: [], optional: true, gap: true };
  const optional = source.endsWith('?') && source.length > 1;
  const body = optional ? source.slice(0, -1) : source;
  return { alternatives: body.split('|').map(parseWord), optional, gap: false };
}

function parseWord(source: string): Word {
  if (source === '_') return { kind: 'any', text: '', exactCase: false };
  if (source === '#') return { kind: 'number', text: '', exactCase: false };
  const exactCase = /\p{Lu}/u.test(source);
  const prefix = source.endsWith('*');
  const body = prefix ? source.slice(0, -1) : source;
  return { kind: prefix ? 'prefix' : 'word', text: exactCase ? body : body.toLowerCase(), exactCase };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

/** Keys that two words share are of no use for repair. */
function addUnique(map: Map<string, string>, clash: Set<string>, key: string, word: string): void {
  if (clash.has(key)) return;
  const known = map.get(key);
  if (known !== undefined && known !== word) {
    map.delete(key);
    clash.add(key);
  } else map.set(key, word);
}
