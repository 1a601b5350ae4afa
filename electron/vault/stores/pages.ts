/** Page texts: as the app read them, and as a person corrected them. A correction outlives every re-read. */
import type { PageText, PageTurn, TextSource, Word } from '../../../shared/domain/page-text.ts';
import type { ReadDb, WriteDb } from '../db.ts';
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
    db.run(
      `INSERT INTO pages (document, page_index, text, words, width, height, source, confidence, turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (document, page_index) DO UPDATE SET text = excluded.text, words = excluded.words, width = excluded.width,
       height = excluded.height, source = excluded.source, confidence = excluded.confidence, turn = excluded.turn`,
      num,
      page.pageIndex,
      page.text,
      packWords(page.words),
      page.width,
      page.height,
      page.source,
      page.confidence,
      page.turn ?? 0,
    );
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

/** Keeps a person's text for a page, with whatever word boxes still fit it (`words` may be empty). */
export function correctPage(
  db: WriteDb,
  documentId: string,
  pageIndex: number,
  text: string,
  words: readonly Word[],
): void {
  db.transaction(() => {
    const num = documentNum(db, documentId);
    const before = getPage(db, documentId, pageIndex).text;
    db.run(
      'INSERT OR REPLACE INTO page_corrections VALUES (?, ?, ?, ?, ?)',
      num,
      pageIndex,
      text,
      packWords(words),
      db.now(),
    );
    rememberPage(db, documentId, pageIndex, 'changed', before, text);
  });
}

/** Takes a correction back: the page is as read again. */
export function uncorrectPage(db: WriteDb, documentId: string, pageIndex: number): void {
  db.transaction(() => {
    const before = getPage(db, documentId, pageIndex).text;
    const removed = db.run(
      'DELETE FROM page_corrections WHERE document = ? AND page_index = ?',
      documentNum(db, documentId),
      pageIndex,
    );
    if (removed > 0)
      rememberPage(db, documentId, pageIndex, 'restored', before, getPage(db, documentId, pageIndex).text);
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
