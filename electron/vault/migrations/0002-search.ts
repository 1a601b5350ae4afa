/**
 * Full-text search. 'page_search' reads its text from the view, so no page is stored twice; 'search_terms'
 * lists every word once, for finding words that are nearly the one typed. The rules for codes and words are
 * frozen copies of search/words.ts as it was when this migration was written.
 */
import type { WriteDb } from '../db.ts';

export const migration = {
  version: 2,
  name: 'search',
  up(db: WriteDb): void {
    db.exec(`
ALTER TABLE pages ADD COLUMN codes TEXT NOT NULL DEFAULT '';
ALTER TABLE page_corrections ADD COLUMN codes TEXT NOT NULL DEFAULT '';

CREATE VIEW search_pages AS
  SELECT p.num, coalesce(c.text, p.text) AS body, coalesce(c.codes, p.codes) AS codes, 'd' || p.document AS place
  FROM pages p LEFT JOIN page_corrections c ON c.document = p.document AND c.page_index = p.page_index;

CREATE VIRTUAL TABLE page_search USING fts5(
  body, codes, place, content = 'search_pages', content_rowid = 'num',
  tokenize = "porter unicode61 remove_diacritics 2", prefix = '3'
);
-- Deleted pages leave no words behind in the index.
INSERT INTO page_search (page_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE search_terms (num INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, folded TEXT NOT NULL) STRICT;
CREATE INDEX terms_by_folded ON search_terms(folded);
CREATE VIRTUAL TABLE search_grams USING fts5(
  folded, content = 'search_terms', content_rowid = 'num', tokenize = 'trigram', detail = none, columnsize = 0
);
INSERT INTO search_grams (search_grams, rank) VALUES ('secure-delete', 1);
`);
    for (const table of ['pages', 'page_corrections'])
      for (const row of db.all<{ num: number; text: string }>(`SELECT rowid AS num, text FROM ${table}`)) {
        db.run(`UPDATE ${table} SET codes = ? WHERE rowid = ?`, codesIn(row.text), row.num);
        for (const term of termsIn(row.text))
          db.run('INSERT OR IGNORE INTO search_terms (term, folded) VALUES (?, ?)', term, fold(term));
      }
    db.exec(
      `INSERT INTO page_search (page_search) VALUES ('rebuild'); INSERT INTO search_grams (search_grams) VALUES ('rebuild');`,
    );
  },
};

function codesIn(text: string): string {
  const codes = new Set<string>();
  for (const [code] of text.matchAll(
    /\b(?:[A-Z][0-9OIl]{2}(?:\.[0-9A-ZOIl]{1,4})?|[0-9]{5}|[A-Z][0-9]{4}|[0-9]{4}[A-Z])\b/g,
  ))
    codes.add(
      code
        .replace('.', '')
        .replace(/(?!^)O/g, '0')
        .replace(/(?!^)[Il]/g, '1')
        .toLowerCase(),
    );
  return [...codes].join(' ');
}

function termsIn(text: string): Set<string> {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return new Set(
    [...plain.matchAll(/[\p{L}\p{N}]{3,30}/gu)].map(([term]) => term).filter((term) => /\p{L}/u.test(term)),
  );
}

function fold(term: string): string {
  const marks: Record<string, string> = { '0': 'o', '1': 'l', i: 'l', '5': 's', '8': 'b' };
  return term
    .replace(/[01i58]/g, (mark) => marks[mark] ?? mark)
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd');
}
