/** Full-text search over every page of the vault: best pages first, each with the places on it. */
import type { DocumentKind, IsoDate } from '../../../shared/domain/kinds.ts';
import type { ReadDb } from '../db.ts';
import { findMatches, makeSnippet, markedBody, type Match, type Snippet } from './matches.ts';
import { makeDensity } from './density.ts';
import { parseQuery, type QueryTerm } from './query.ts';
import { completions, similarTerms } from './similar.ts';
import { allOf, anyOf, gathersBeginnings, queryTiers, tierTerm, type Tier, type TierTerm } from './tiers.ts';

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
}

interface Found extends Candidate {
  readonly approximate: boolean;
  /** What found it, for marking its words. */
  readonly expression: string;
}

/** With more documents than this, naming each in the query takes longer than looking up every page found (3 ms at 100). */
const maxPlaces = 100;

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
  const range = terms.length === 0 || documents?.length === 0 ? null : rangeOf(db, documents);
  if (range === null) return { hits: [], more: false };
  const frequency = makeFrequency(db);
  const found = new Map<number, Found>();
  const collect = (tier: Tier, approximate: boolean): void => {
    if (tier.terms.some((term) => tier.needsAll && !frequency(term, 1))) return;
    const dense = tier.terms.some((term) => frequency(term, frequentFrom));
    const query = dense ? placeQuery(tier.expression, documents) : filterQuery(tier.expression, documents);
    const candidates = dense
      ? runByDensity(db, query, terms, limit + 1, tier.isPreference ? newestOf(range) : range)
      : runByRank(db, query, limit + 1);
    const { expression } = query;
    for (const candidate of candidates)
      if (!found.has(candidate.num)) found.set(candidate.num, { ...candidate, approximate, expression });
  };
  for (const tier of queryTiers(terms, (start) => completions(db, start)))
    if (found.size <= limit) collect(tier, false);
  if (found.size < enoughExact)
    for (const tier of looseTiers(db, frequency, terms)) if (found.size <= limit) collect(tier, true);
  const shown = [...found.values()].slice(0, limit);
  const marked = markPages(db, shown);
  const hits = shown.map((one) => toHit(one, marked.get(one.num) ?? one.body, terms));
  return { hits, more: found.size > limit };
}

/** All words, each or something like it; then, when even that finds nothing, any of them. */
function looseTiers(db: ReadDb, frequency: Frequency, terms: readonly QueryTerm[]): Tier[] {
  const loose = terms.map((term): TierTerm => {
    const [word] = term.words;
    const isPlain = term.words.length === 1 && word !== undefined;
    // A word that is on many pages was hardly mistyped.
    const alternatives = isPlain && !frequency(tierTerm(term), commonFrom) ? similarTerms(db, word) : [];
    return tierTerm(term, alternatives);
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

/** Page numbers among which the documents' pages lie: a case that was read together lies together. */
interface PageRange {
  readonly from: number;
  readonly to: number;
}

/** Null where there is no page at all. */
function rangeOf(db: ReadDb, documents: readonly number[] | null): PageRange | null {
  type Row = { from: number | null; to: number | null };
  const range =
    documents === null
      ? db.get<Row>('SELECT 0 AS "from", max(num) AS "to" FROM pages')
      : db.get<Row>(
          'SELECT min(num) AS "from", max(num) AS "to" FROM pages WHERE document IN (SELECT value FROM json_each(?))',
          JSON.stringify(documents),
        );
  return range && range.from !== null && range.to !== null ? { from: range.from, to: range.to } : null;
}

/** Each page found is looked up among the documents' pages. */
function filterQuery(expression: string, documents: readonly number[] | null): PlacedQuery {
  return { expression, documents: documents && JSON.stringify(documents) };
}

/** The index itself skips what is not in the documents. Not for BM25, which would count each document's pages. */
function placeQuery(expression: string, documents: readonly number[] | null): PlacedQuery {
  if (documents === null || documents.length > maxPlaces) return filterQuery(expression, documents);
  return {
    expression: `(${expression}) AND place : (${documents.map((num) => `"d${num}"`).join(' OR ')})`,
    documents: null,
  };
}

const candidateColumns = `p.num, d.id AS documentId, d.file_name AS fileName, coalesce(d.kind_by_person, d.kind) AS kind, d.date,
  p.page_index AS pageIndex, s.body`;
const candidateTables =
  'page_search s CROSS JOIN pages p ON p.num = s.rowid CROSS JOIN documents d ON d.num = p.document';
// The plus keeps FTS5 from being asked for page after page: the list is made once, before anything is read.
const candidateFilter = `(?2 IS NULL OR +s.rowid IN (
  SELECT num FROM pages WHERE document IN (SELECT value FROM json_each(?2)))) AND d.deleted_at IS NULL`;

/** By BM25: a code found as such weighs four times a word; where a page stands (place) weighs nothing. */
function runByRank(db: ReadDb, query: PlacedQuery, limit: number): Candidate[] {
  return db.all<Candidate>(
    `SELECT ${candidateColumns} FROM ${candidateTables}
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
  { from, to }: PageRange,
): Candidate[] {
  const rows = db.all<Candidate>(
    `SELECT ${candidateColumns} FROM ${candidateTables}
     WHERE page_search MATCH ?1 AND ${candidateFilter} AND s.rowid BETWEEN CAST(?3 AS INTEGER) AND CAST(?4 AS INTEGER)
     ORDER BY s.rowid DESC LIMIT ${maxDense}`,
    query.expression,
    query.documents,
    from,
    to,
  );
  const density = makeDensity(terms);
  return rows
    .map((row) => ({ row, score: density(row.body) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ row }) => row);
}

/** The bodies of the pages shown, with every match marked, by page number. */
function markPages(db: ReadDb, shown: readonly Found[]): Map<number, string> {
  const byQuery = Map.groupBy(shown, ({ expression }) => expression);
  const rows = [...byQuery].flatMap(([expression, pages]) => {
    const nums = pages.map((page) => page.num);
    const isWide = Math.max(...nums) - Math.min(...nums) > widestWalk;
    return isWide && !gathersBeginnings(expression)
      ? nums.flatMap((num) => markBetween(db, expression, [num]))
      : markBetween(db, expression, nums);
  });
  return new Map(rows.map((row) => [row.num, row.marked]));
}

/** Walking over the matches on so many pages takes as long as asking for thirty pages one by one (about 5 ms). */
const widestWalk = 10_000;

/** One walk over the matches. (The driver binds numbers as reals, FTS5 takes only integers as bounds: hence the casts.) */
function markBetween(
  db: ReadDb,
  expression: string,
  nums: readonly number[],
): { num: number; marked: string }[] {
  return db.all(
    `SELECT rowid AS num, ${markedBody} FROM page_search
     WHERE page_search MATCH ? AND rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)
     AND +rowid IN (SELECT value FROM json_each(?))`,
    expression,
    Math.min(...nums),
    Math.max(...nums),
    JSON.stringify(nums),
  );
}

/** A word on more pages than this is frequent (BM25 over so many takes about 5 ms). */
const frequentFrom = 2000;
/** How many of a frequent word's newest pages are looked at (about 10 ms). */
const maxDense = 400;
/** How far back frequent words are looked for in a certain order: the exact order only decides what comes first. */
const maxPreferred = 10_000;

function newestOf({ from, to }: PageRange): PageRange {
  return { from: Math.max(from, to - maxPreferred), to };
}

/** A word on this many pages was not mistyped. */
const commonFrom = 20;

/** Whether at least so many pages match a term; asked once per term and number. */
type Frequency = (term: TierTerm, pages: number) => boolean;

function makeFrequency(db: ReadDb): Frequency {
  const known = new Map<string, boolean>();
  const standsOn = (expression: string, pages: number): boolean => {
    const key = `${pages} ${expression}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const row = db.get<{ found: number }>(
      'SELECT count(*) AS found FROM (SELECT 1 FROM page_search WHERE page_search MATCH ? LIMIT ?)',
      expression,
      pages,
    );
    const answer = row?.found === pages;
    known.set(key, answer);
    return answer;
  };
  // The work for a phrase is bounded by its rarest word, and counting words is cheap.
  return (term, pages) => term.words.every((word) => standsOn(word, pages));
}

function toHit(candidate: Found, marked: string, terms: readonly QueryTerm[]): SearchHit {
  const { documentId, fileName, kind, date, pageIndex, body, approximate } = candidate;
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
