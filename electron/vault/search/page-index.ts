/** Keeps the full-text index in step with page texts. Called by the page store inside its transaction. */
import type { ReadDb, WriteDb } from '../db.ts';
import { fold, termsIn } from './words.ts';

/** Takes a page out of the index; must run before its text, codes or correction change. */
export function unindexPage(db: WriteDb, pageNum: number): void {
  db.run(
    `INSERT INTO page_search (page_search, rowid, body, codes, place)
     SELECT 'delete', num, body, codes, place FROM search_pages WHERE num = ?`,
    pageNum,
  );
}

/** Puts a page into the index as it stands now. */
export function indexPage(db: WriteDb, pageNum: number): void {
  db.run(
    'INSERT INTO page_search (rowid, body, codes, place) SELECT num, body, codes, place FROM search_pages WHERE num = ?',
    pageNum,
  );
  const page = db.get<{ body: string }>('SELECT body FROM search_pages WHERE num = ?', pageNum);
  for (const term of termsIn(page?.body ?? '')) {
    const folded = fold(term);
    const added = db.get<{ num: number }>(
      'INSERT OR IGNORE INTO search_terms (term, folded) VALUES (?, ?) RETURNING num',
      term,
      folded,
    );
    if (added) db.run('INSERT INTO search_grams (rowid, folded) VALUES (?, ?)', added.num, folded);
  }
}

/** Forgets those of `terms` that stand on no page any more (after a purge). */
export function forgetTerms(db: WriteDb, terms: Iterable<string>): void {
  for (const term of terms) {
    const known = db.get<{ num: number; folded: string }>(
      'SELECT num, folded FROM search_terms WHERE term = ?',
      term,
    );
    if (!known || standsOnSomePage(db, term)) continue;
    db.run(
      "INSERT INTO search_grams (search_grams, rowid, folded) VALUES ('delete', ?, ?)",
      known.num,
      known.folded,
    );
    db.run('DELETE FROM search_terms WHERE num = ?', known.num);
  }
}

/** The index knows word stems only, so the pages it names are looked at. */
function standsOnSomePage(db: ReadDb, term: string): boolean {
  // 50 pages of the same stem without the word: if one comes later, only its misspellings are found less well.
  for (const page of db.iterate<{ body: string }>(
    'SELECT body FROM page_search WHERE page_search MATCH ? LIMIT 50',
    `body : "${term}"`,
  ))
    if (termsIn(page.body).has(term)) return true;
  return false;
}
