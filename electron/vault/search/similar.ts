/** Words of the vault that are nearly the one typed: OCR look-alikes first, then typing slips. */
import type { ReadDb } from '../db.ts';
import { countSlips, fold, slipsAllowed } from './words.ts';

/** Enough for every reading of a scan; more would only find other words. */
const maxSimilar = 10;
/** How many words that share letter triples are compared letter by letter. */
const maxCompared = 300;

/** Closest first, without the word itself; empty when nothing is near. */
export function similarTerms(db: ReadDb, word: string): string[] {
  const folded = fold(word);
  const limit = slipsAllowed(word);
  const alike = db.all<{ term: string; folded: string }>(
    'SELECT term, folded FROM search_terms WHERE folded = ? LIMIT 50',
    folded,
  );
  const near = limit === 0 ? [] : sharingTriples(db, folded);
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

function sharingTriples(db: ReadDb, folded: string): { term: string; folded: string }[] {
  const triples = Array.from(
    { length: Math.max(0, folded.length - 2) },
    (_, index) => `"${folded.slice(index, index + 3)}"`,
  );
  if (triples.length === 0) return [];
  return db.all(
    `SELECT t.term, t.folded FROM (SELECT rowid FROM search_grams WHERE search_grams MATCH ? ORDER BY rank LIMIT ${maxCompared}) g
     JOIN search_terms t ON t.num = g.rowid`,
    [...new Set(triples)].join(' OR '),
  );
}
