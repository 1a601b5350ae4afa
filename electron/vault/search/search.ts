/** Full-text search over every page of the vault: best pages first, each with the places on it. */
import type { DocumentKind, IsoDate } from '../../../shared/domain/kinds.ts';
import type { ReadDb } from '../db.ts';
import { findMatches, makeSnippet, markedBody, type Match, type Snippet } from './matches.ts';
import { parseQuery, queryTiers, termExpression, type QueryTerm } from './query.ts';
import { similarTerms } from './similar.ts';

export interface SearchFilter {
  readonly caseId?: string;
  readonly documentId?: string;
  readonly kinds?: readonly DocumentKind[];
  /** Of the document's date; documents without one are left out when either is given. */
  readonly dateFrom?: IsoDate;
  readonly dateTo?: IsoDate;
}

export interface SearchHit {
  readonly documentId: string;
  readonly fileName: string;
  readonly kind: DocumentKind;
  readonly date: IsoDate | null;
  readonly pageIndex: number;
  /** Every place on the page, in order: UTF-16 offsets into the page's text. */
  readonly matches: readonly Match[];
  readonly snippet: Snippet;
  /** Found by a word that is only nearly the one typed, or by some of the words. */
  readonly approximate: boolean;
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  /** There are more than `limit`. */
  readonly more: boolean;
}

interface Candidate {
  num: number;
  documentId: string;
  fileName: string;
  kind: DocumentKind;
  date: string | null;
  pageIndex: number;
  body: string;
  /** The body with every match marked. */
  marked: string;
}

interface Found extends Candidate {
  readonly approximate: boolean;
}

/** With no more documents than this the index itself filters; with more, pages found are looked up one by one. */
const maxPlaces = 300;

/** Fewer exact hits than this and nearly-the-same words are looked for too. */
const enoughExact = 3;

/** Empty when nothing searchable was typed or nothing was found. `limit` defaults to 30 pages. */
export function searchPages(
  db: ReadDb,
  text: string,
  options: { filter?: SearchFilter; limit?: number } = {},
): SearchResult {
  const terms = parseQuery(text);
  const limit = options.limit ?? 30;
  const documents = options.filter ? matchingDocuments(db, options.filter) : null;
  if (terms.length === 0 || documents?.length === 0) return { hits: [], more: false };
  const found = new Map<number, Found>();
  const collect = (expression: string, approximate: boolean): void => {
    for (const candidate of runQuery(db, expression, documents, limit + 1))
      if (!found.has(candidate.num)) found.set(candidate.num, { ...candidate, approximate });
  };
  for (const tier of queryTiers(terms)) if (found.size <= limit) collect(tier, false);
  if (found.size < enoughExact)
    for (const tier of looseTiers(db, terms)) if (found.size <= limit) collect(tier, true);
  const hits = [...found.values()].slice(0, limit).map((candidate) => toHit(candidate, terms));
  return { hits, more: found.size > limit };
}

/** All words, each or something like it; then, when even that finds nothing, any of them. */
function looseTiers(db: ReadDb, terms: readonly QueryTerm[]): string[] {
  const alternatives = terms.map((term) =>
    termExpression(term, term.words.length === 1 ? similarTerms(db, term.words[0] ?? '') : []),
  );
  return terms.length > 1 ? [alternatives.join(' AND '), alternatives.join(' OR ')] : alternatives;
}

function matchingDocuments(db: ReadDb, filter: SearchFilter): number[] {
  return db
    .all<{ num: number }>(
      `SELECT d.num FROM documents d WHERE d.deleted_at IS NULL
       AND (?1 IS NULL OR d.num IN (SELECT document FROM case_documents WHERE case_id = ?1))
       AND (?2 IS NULL OR d.id = ?2)
       AND (?3 IS NULL OR coalesce(d.kind_by_person, d.kind) IN (SELECT value FROM json_each(?3)))
       AND (?4 IS NULL OR d.date >= ?4) AND (?5 IS NULL OR d.date <= ?5)`,
      filter.caseId ?? null,
      filter.documentId ?? null,
      filter.kinds ? JSON.stringify(filter.kinds) : null,
      filter.dateFrom ?? null,
      filter.dateTo ?? null,
    )
    .map((row) => row.num);
}

function runQuery(
  db: ReadDb,
  expression: string,
  documents: readonly number[] | null,
  limit: number,
): Candidate[] {
  const placed =
    documents && documents.length <= maxPlaces
      ? `(${expression}) AND place : (${documents.map((num) => `"d${num}"`).join(' OR ')})`
      : expression;
  const wanted = documents && documents.length > maxPlaces ? JSON.stringify(documents) : null;
  const filter = wanted === null ? '?2 IS NULL' : 'd.num IN (SELECT value FROM json_each(?2))';
  // A code found as such weighs four times a word; where a page stands (place) weighs nothing.
  return db.all<Candidate>(
    `SELECT p.num, d.id AS documentId, d.file_name AS fileName, coalesce(d.kind_by_person, d.kind) AS kind, d.date,
            p.page_index AS pageIndex, s.body, ${markedBody}
     FROM page_search s JOIN pages p ON p.num = s.rowid JOIN documents d ON d.num = p.document
     WHERE page_search MATCH ?1 AND s.rowid >= ?4 AND rank MATCH 'bm25(1.0, 4.0, 0.0)' AND d.deleted_at IS NULL AND ${filter}
     ORDER BY s.rank LIMIT ?3`,
    placed,
    wanted,
    limit,
    oldestRanked(db, placed),
  );
}

/** Ranking reads every match. When a word is on more pages than this, only the newest so many are ranked (about 20 ms). */
const maxRanked = 10_000;

function oldestRanked(db: ReadDb, expression: string): number {
  const row = db.get<{ num: number }>(
    `SELECT rowid AS num FROM page_search WHERE page_search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ${maxRanked}`,
    expression,
  );
  return row?.num ?? 0;
}

function toHit(candidate: Found, terms: readonly QueryTerm[]): SearchHit {
  const { documentId, fileName, kind, date, pageIndex, body, marked, approximate } = candidate;
  const matches = findMatches(body, marked, terms);
  return {
    documentId,
    fileName,
    kind,
    date,
    pageIndex,
    matches,
    snippet: makeSnippet(body, matches),
    approximate,
  };
}
