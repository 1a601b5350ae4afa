/** Page texts: as the app read them, and as a person corrected them. A correction outlives every re-read. */
import type { PageText, PageTurn, TextSource, Word } from '../../../shared/domain/page-text.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import { indexPage, unindexPage } from '../search/page-index.ts';
import { codesIn } from '../search/words.ts';
import { casesOfDocument, documentNum } from './documents.ts';
import { found } from './found.ts';
import { remember } from './history.ts';
import { packWords, unpackWords } from './pack-words.ts';

interface PageRow {
  page_index: number;
  text: string;
  words: Uint8Array;
  width: number;
  height: number;
  source: TextSource;
  confidence: number;
  turn: PageTurn;
}

const columns = `p.page_index, coalesce(c.text, p.text) AS text, coalesce(c.words, p.words) AS words, p.width, p.height,
  iif(c.text IS NULL, p.source, 'corrected') AS source, iif(c.text IS NULL, p.confidence, 1) AS confidence, p.turn`;
const tables =
  'pages p LEFT JOIN page_corrections c ON c.document = p.document AND c.page_index = p.page_index';

/** Stores what was read of a page, in place of an earlier reading, and counts the page as done. */
export function savePage(db: WriteDb, page: PageText): void {
  db.transaction(() => {
    const num = documentNum(db, page.documentId);
    const before = pageNum(db, num, page.pageIndex);
    if (before !== null) unindexPage(db, before);
    db.run(
      `INSERT INTO pages (document, page_index, text, words, width, height, source, confidence, turn, codes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (document, page_index) DO UPDATE SET text = excluded.text, words = excluded.words, width = excluded.width,
       height = excluded.height, source = excluded.source, confidence = excluded.confidence, turn = excluded.turn,
       codes = excluded.codes`,
      num,
      page.pageIndex,
      page.text,
      packWords(page.words),
      page.width,
      page.height,
      page.source,
      page.confidence,
      page.turn ?? 0,
      codesIn(page.text),
    );
    indexPage(db, found(pageNum(db, num, page.pageIndex), 'page'));
    db.run("INSERT OR REPLACE INTO import_pages VALUES (?, ?, 'done', NULL)", num, page.pageIndex);
  });
}

/** Throws NOT_FOUND when the page was not read (yet). */
export function getPage(db: ReadDb, documentId: string, pageIndex: number): PageText {
  const row = db.get<PageRow>(
    `SELECT ${columns} FROM ${tables} WHERE p.document = ? AND p.page_index = ?`,
    documentNum(db, documentId),
    pageIndex,
  );
  return toPage(documentId, found(row, 'page'));
}

/** All pages read so far, in order. */
export function listPages(db: ReadDb, documentId: string): PageText[] {
  return db
    .all<PageRow>(
      `SELECT ${columns} FROM ${tables} WHERE p.document = ? ORDER BY p.page_index`,
      documentNum(db, documentId),
    )
    .map((row) => toPage(documentId, row));
}

function toPage(documentId: string, row: PageRow): PageText {
  return {
    documentId,
    pageIndex: row.page_index,
    text: row.text,
    words: unpackWords(row.words),
    width: row.width,
    height: row.height,
    source: row.source,
    confidence: row.confidence,
    ...(row.turn === 0 ? {} : { turn: row.turn }),
  };
}

/** The internal number of a page, or null when it was not read. */
function pageNum(db: ReadDb, document: number, pageIndex: number): number | null {
  return (
    db.get<{ num: number }>(
      'SELECT num FROM pages WHERE document = ? AND page_index = ?',
      document,
      pageIndex,
    )?.num ?? null
  );
}

/** Keeps a person's text for a page, with whatever word boxes still fit it (`words` may be empty). */
export function correctPage(
  db: WriteDb,
  documentId: string,
  pageIndex: number,
  text: string,
  words: readonly Word[],
): void {
  changeCorrection(db, documentId, pageIndex, 'changed', (document) =>
    db.run(
      'INSERT OR REPLACE INTO page_corrections (document, page_index, text, words, made_at, codes) VALUES (?, ?, ?, ?, ?, ?)',
      document,
      pageIndex,
      text,
      packWords(words),
      db.now(),
      codesIn(text),
    ),
  );
}

/** Takes a correction back: the page is as read again. */
export function uncorrectPage(db: WriteDb, documentId: string, pageIndex: number): void {
  changeCorrection(db, documentId, pageIndex, 'restored', (document) =>
    db.run('DELETE FROM page_corrections WHERE document = ? AND page_index = ?', document, pageIndex),
  );
}

/** Runs one change of a page's correction, with index and history kept in step. */
function changeCorrection(
  db: WriteDb,
  documentId: string,
  pageIndex: number,
  action: string,
  change: (document: number) => number,
): void {
  db.transaction(() => {
    const document = documentNum(db, documentId);
    const before = getPage(db, documentId, pageIndex).text;
    const num = found(pageNum(db, document, pageIndex), 'page');
    unindexPage(db, num);
    const changed = change(document);
    indexPage(db, num);
    if (changed > 0)
      rememberPage(db, documentId, pageIndex, action, before, getPage(db, documentId, pageIndex).text);
  });
}

function rememberPage(
  db: WriteDb,
  documentId: string,
  pageIndex: number,
  action: string,
  before: string,
  after: string,
): void {
  const cases = casesOfDocument(db, documentId);
  for (const caseId of cases.length > 0 ? cases : [null])
    remember(db, {
      caseId,
      area: 'page',
      itemId: documentId,
      action,
      before: { pageIndex, text: before },
      after: { pageIndex, text: after },
    });
}
