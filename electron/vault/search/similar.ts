/** Words of the vault that are nearly the one typed: OCR look-alikes first, then typing slips. */
import type { ReadDb } from '../db.ts';
import { countSlips, fold, slipsAllowed } from './words.ts';

/** Enough for every reading of a scan; more would only find other words. */
const maxSimilar = 10;
/** How many words that share a piece are compared letter by letter (about 3 ms). */
const maxCompared = 1000;

/** Closest first, without the word itself; empty when nothing is near. */
export function similarTerms(db: ReadDb, word: string): string[] {
  const folded = fold(word);
  const limit = slipsAllowed(word);
  const alike = db.all<{ term: string; folded: string }>(
    'SELECT term, folded FROM search_terms WHERE folded = ? LIMIT 50',
    folded,
  );
  const near = limit === 0 ? [] : sharingPiece(db, folded, limit);
  const scored = new Map<string, number>();
  for (const candidate of [...alike, ...near]) {
    // Folding makes look-alikes equal but can also tear a plain slip wide open (a missing u before "cl").
    const slips = Math.min(
      countSlips(folded, candidate.folded, limit),
      countSlips(word, candidate.term, limit),
    );
    if (candidate.term !== word && slips <= limit) scored.set(candidate.term, slips);
  }
  return [...scored]
    .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
    .slice(0, maxSimilar)
    .map(([term]) => term);
}

/**
 * A word with at most `limit` slips, cut into `limit + 1` pieces, has one piece without any: so words holding
 * all letter triples of one piece are enough to look at. In words under three letters a piece they overlap,
 * and a slip in the overlap is missed.
 */
function sharingPiece(db: ReadDb, folded: string, limit: number): { term: string; folded: string }[] {
  const length = Math.max(3, Math.floor(folded.length / (limit + 1)));
  if (folded.length < length) return [];
  const starts = Array.from({ length: limit + 1 }, (_, index) =>
    Math.round((index * (folded.length - length)) / Math.max(1, limit)),
  );
  const pieces = starts.map((start) => folded.slice(start, start + length));
  const expressions = pieces.map(
    (piece) =>
      `(${triples(piece)
        .map((triple) => `"${triple}"`)
        .join(' AND ')})`,
  );
  return db.all(
    `SELECT t.term, t.folded FROM (SELECT rowid FROM search_grams WHERE search_grams MATCH ? LIMIT ${maxCompared}) g
     JOIN search_terms t ON t.num = g.rowid WHERE abs(length(t.folded) - ?) <= ?`,
    expressions.join(' OR '),
    folded.length,
    // Folding may shorten a word by more than its slips ("cl" is one letter).
    limit + 1,
  );
}

function triples(piece: string): string[] {
  return Array.from({ length: piece.length - 2 }, (_, index) => piece.slice(index, index + 3));
}

/** More words than this to name, and gathering them in the index is no slower. */
const maxCompletions = 64;
/** Beginnings this short have an index of their own (prefix = '3'). */
const indexedBeginning = 3;

/**
 * The vault's words that begin with `start`, without itself; null when the index should gather them: too many, a
 * short beginning, or one without a letter (numbers are not among the vault's words).
 */
export function completions(db: ReadDb, start: string): string[] | null {
  if (start.length <= indexedBeginning || !/\p{L}/u.test(start)) return null;
  const found = db.all<{ term: string }>(
    'SELECT term FROM search_terms WHERE term > ?1 AND term < ?2 LIMIT ?3',
    start,
    `${start}\u{10FFFF}`,
    maxCompletions + 1,
  );
  return found.length > maxCompletions ? null : found.map((row) => row.term);
}
