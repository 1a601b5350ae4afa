/** Full-text search over every page of the vault: best pages first, each with the places on it. */
import type { DocumentKind, IsoDate } from '../../../shared/domain/kinds.ts';
import type { ReadDb } from '../db.ts';
import { findMatches, makeSnippet, markedBody, type Match, type Snippet } from './matches.ts';
import { makeDensity } from './density.ts';
import { allOf, anyOf, parseQuery, queryTiers, termExpression, type QueryTerm, type Tier } from './query.ts';
import { similarTerms } from './similar.ts';

export interface SearchFilter {
  readonly caseId?: string;
  readonly documentId?: string;
  readonly kinds?: readonly DocumentKind[];
  /** Of the document's date; documents without one are left out when either is given. */
  readonly dateFrom?: IsoDate;
  readonly dateTo?: IsoDate;
}

interface SearchHit {
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
  const collect = (tier: Tier, approximate: boolean): void => {
    const query = placeQuery(tier.expression, documents);
    const dense = tier.terms.some((term) => standsOn(db, term, frequentFrom));
    const candidates = dense
      ? runByDensity(db, query, terms, limit + 1, tier.isPreference ? maxPreferred : maxPages)
      : runByRank(db, query, limit + 1);
    for (const candidate of candidates)
      if (!found.has(candidate.num)) found.set(candidate.num, { ...candidate, approximate });
  };
  for (const tier of queryTiers(terms)) if (found.size <= limit) collect(tier, false);
  if (found.size < enoughExact)
    for (const tier of looseTiers(db, terms)) if (found.size <= limit) collect(tier, true);
  const hits = [...found.values()].slice(0, limit).map((candidate) => toHit(candidate, terms));
  return { hits, more: found.size > limit };
}

/** All words, each or something like it; then, when even that finds nothing, any of them. */
function looseTiers(db: ReadDb, terms: readonly QueryTerm[]): Tier[] {
  const loose = terms.map((term) => {
    const [word] = term.words;
    const isPlain = term.words.length === 1 && word !== undefined;
    // A word that is on many pages was hardly mistyped.
    const alternatives =
      isPlain && !standsOn(db, termExpression(term), commonFrom) ? similarTerms(db, word) : [];
    return termExpression(term, { alternatives });
  });
  return loose.length > 1 ? [allOf(loose), anyOf(loose)] : [allOf(loose)];
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

/** The query in the form both rankings take. */
interface PlacedQuery {
  readonly expression: string;
  /** Document numbers as JSON where the index does not filter by itself, else null. */
  readonly documents: string | null;
}

function placeQuery(expression: string, documents: readonly number[] | null): PlacedQuery {
  if (documents === null) return { expression, documents: null };
  if (documents.length > maxPlaces) return { expression, documents: JSON.stringify(documents) };
  return {
    expression: `(${expression}) AND place : (${documents.map((num) => `"d${num}"`).join(' OR ')})`,
    documents: null,
  };
}

const candidateColumns = `p.num, d.id AS documentId, d.file_name AS fileName, coalesce(d.kind_by_person, d.kind) AS kind, d.date,
  p.page_index AS pageIndex, s.body`;
const candidateTables =
  'page_search s CROSS JOIN pages p ON p.num = s.rowid CROSS JOIN documents d ON d.num = p.document';
const candidateFilter = 'd.deleted_at IS NULL AND (?2 IS NULL OR d.num IN (SELECT value FROM json_each(?2)))';

/** By BM25: a code found as such weighs four times a word; where a page stands (place) weighs nothing. */
function runByRank(db: ReadDb, query: PlacedQuery, limit: number): Candidate[] {
  return db.all<Candidate>(
    `SELECT ${candidateColumns}, ${markedBody} FROM ${candidateTables}
     WHERE page_search MATCH ?1 AND rank MATCH 'bm25(1.0, 4.0, 0.0)' AND ${candidateFilter} ORDER BY s.rank LIMIT ?3`,
    query.expression,
    query.documents,
    limit,
  );
}

/**
 * BM25 in SQLite counts every page of every word first, too slow for words that stand on most pages of a large
 * vault. For those the newest matches are read and ranked by how densely the words stand.
 */
function runByDensity(
  db: ReadDb,
  query: PlacedQuery,
  terms: readonly QueryTerm[],
  limit: number,
  newest: number,
): Candidate[] {
  const rows = db.all<Omit<Candidate, 'marked'>>(
    `SELECT ${candidateColumns} FROM ${candidateTables}
     WHERE page_search MATCH ?1 AND ${candidateFilter} AND s.rowid > (SELECT max(num) FROM pages) - CAST(?3 AS INTEGER)
     ORDER BY s.rowid DESC LIMIT ${maxDense}`,
    query.expression,
    query.documents,
    newest,
  );
  const density = makeDensity(terms);
  const best = rows
    .map((row) => ({ row, score: density(row.body) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ row }) => row);
  const marked = markPages(
    db,
    query.expression,
    best.map((row) => row.num),
  );
  return best.map((row) => ({ ...row, marked: marked.get(row.num) ?? row.body }));
}

/**
 * One walk over the matches from the oldest page wanted; only those wanted are marked. (The driver binds numbers
 * as reals, and FTS5 takes only integers as bounds: hence the casts.)
 */
function markPages(db: ReadDb, expression: string, pageNums: readonly number[]): Map<number, string> {
  const rows = db.all<{ num: number; marked: string }>(
    `SELECT rowid AS num, ${markedBody} FROM page_search
     WHERE page_search MATCH ? AND rowid >= CAST(? AS INTEGER) AND +rowid IN (SELECT value FROM json_each(?))`,
    expression,
    Math.min(...pageNums, Number.MAX_SAFE_INTEGER),
    JSON.stringify(pageNums),
  );
  return new Map(rows.map((row) => [row.num, row.marked]));
}

/** A word on more pages than this is frequent (BM25 over so many takes about 5 ms). */
const frequentFrom = 2000;
/** How many of a frequent word's newest pages are looked at (about 10 ms). */
const maxDense = 400;
/** How far back frequent words are looked for in a certain order: the exact order only decides what comes first. */
const maxPreferred = 10_000;
/** No limit. */
const maxPages = Number.MAX_SAFE_INTEGER;

/** A word on this many pages was not mistyped. */
const commonFrom = 20;

/** True when at least so many pages match. */
function standsOn(db: ReadDb, expression: string, pages: number): boolean {
  const row = db.get<{ found: number }>(
    'SELECT count(*) AS found FROM (SELECT 1 FROM page_search WHERE page_search MATCH ? LIMIT ?)',
    expression,
    pages,
  );
  return row?.found === pages;
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
