/** What is being read, page by page, so that a cut-off import goes on where it stopped. */
import type { ReadDb, WriteDb } from '../db.ts';
import { documentNum, type ImportState } from './documents.ts';

export type JobState = Exclude<ImportState, 'stored'>;

export interface ImportJob {
  readonly documentId: string;
  readonly state: JobState;
  /** Null until the file was opened. */
  readonly pagesTotal: number | null;
  readonly pagesDone: number;
  readonly pagesFailed: number;
  /** How often reading was begun since it last got somewhere: a file that ends the app each time must not be tried for ever. */
  readonly attempts: number;
  /** A sentence for the person, or null. */
  readonly problem: string | null;
  readonly queuedAt: string;
}

const columns = `d.id AS documentId, j.state, j.pages_total AS pagesTotal, j.attempts, j.problem, j.queued_at AS queuedAt,
  (SELECT count(*) FROM import_pages p WHERE p.document = j.document AND p.state = 'done') AS pagesDone,
  (SELECT count(*) FROM import_pages p WHERE p.document = j.document AND p.state = 'failed') AS pagesFailed`;
const tables = 'import_jobs j JOIN documents d ON d.num = j.document';

/** Queues a document; `fromStart` forgets which pages were done (a full re-read). */
export function queueImport(db: WriteDb, documentId: string, options: { fromStart?: boolean } = {}): void {
  db.transaction(() => {
    const num = documentNum(db, documentId);
    if (options.fromStart) db.run('DELETE FROM import_pages WHERE document = ?', num);
    db.run(
      `INSERT INTO import_jobs (document, state, queued_at, updated_at) VALUES (?1, 'queued', ?2, ?2)
       ON CONFLICT (document) DO UPDATE SET state = 'queued', problem = NULL, attempts = 0, queued_at = ?2, updated_at = ?2`,
      num,
      db.now(),
    );
    setDocumentState(db, num, 'queued', null);
  });
}

/**
 * Takes the smallest waiting document (of equal ones the longest-waiting) of at most `maxBytes` and marks it as
 * being read; null when none waits. Small files first: a letter must not wait until a thousand pages are read.
 */
export function claimImport(db: WriteDb, maxBytes = Number.MAX_SAFE_INTEGER): ImportJob | null {
  return db.transaction(() => {
    const next = db.get<{ document: number; id: string }>(
      `SELECT j.document, d.id FROM ${tables} JOIN originals o ON o.num = d.original
       WHERE j.state = 'queued' AND d.deleted_at IS NULL AND o.byte_size <= ?
       ORDER BY o.byte_size, j.queued_at, j.document LIMIT 1`,
      maxBytes,
    );
    if (!next) return null;
    db.run(
      "UPDATE import_jobs SET state = 'reading', attempts = attempts + 1, updated_at = ? WHERE document = ?",
      db.now(),
      next.document,
    );
    setDocumentState(db, next.document, 'reading', null);
    return getImport(db, next.id);
  });
}

/** The present attempt got somewhere or was ended in good order: it does not count against the document. */
export function forgiveAttempts(db: WriteDb, documentId: string): void {
  db.run('UPDATE import_jobs SET attempts = 0 WHERE document = ?', documentNum(db, documentId));
}

/** Why a document was not read, or not whole: a code for the app, a sentence for the person. */
export interface ImportProblem {
  readonly code: string;
  readonly message: string;
}

export function setImportState(
  db: WriteDb,
  documentId: string,
  state: JobState,
  problem: ImportProblem | null = null,
): void {
  db.transaction(() => {
    const num = documentNum(db, documentId);
    db.run(
      'UPDATE import_jobs SET state = ?, problem = ?, updated_at = ? WHERE document = ?',
      state,
      problem?.message ?? null,
      db.now(),
      num,
    );
    setDocumentState(db, num, state, problem);
  });
}

export function setPagesTotal(db: WriteDb, documentId: string, pagesTotal: number): void {
  db.transaction(() => {
    const num = documentNum(db, documentId);
    db.run(
      'UPDATE import_jobs SET pages_total = ?, updated_at = ? WHERE document = ?',
      pagesTotal,
      db.now(),
      num,
    );
    db.run('UPDATE documents SET page_count = ? WHERE num = ?', pagesTotal, num);
  });
}

/** Notes a page that could not be read, with the error code; the other pages go on. */
export function setPageFailed(db: WriteDb, documentId: string, pageIndex: number, problem: string): void {
  db.run(
    "INSERT OR REPLACE INTO import_pages VALUES (?, ?, 'failed', ?)",
    documentNum(db, documentId),
    pageIndex,
    problem,
  );
}

/** Pages already dealt with, in order: done, or failed with an error code. */
export function listImportPages(
  db: ReadDb,
  documentId: string,
): { pageIndex: number; state: 'done' | 'failed'; problem: string | null }[] {
  return db.all(
    'SELECT page_index AS pageIndex, state, problem FROM import_pages WHERE document = ? ORDER BY page_index',
    documentNum(db, documentId),
  );
}

/** Null when the document was never queued. */
export function getImport(db: ReadDb, documentId: string): ImportJob | null {
  return db.get<ImportJob>(`SELECT ${columns} FROM ${tables} WHERE d.id = ?`, documentId) ?? null;
}

/** Oldest first; without deleted documents. */
export function listImports(db: ReadDb, filter: { state?: JobState } = {}): ImportJob[] {
  return db.all<ImportJob>(
    `SELECT ${columns} FROM ${tables} WHERE d.deleted_at IS NULL AND (?1 IS NULL OR j.state = ?1) ORDER BY j.queued_at, j.document`,
    filter.state ?? null,
  );
}

/** After a crash: what was being read waits again. Returns how many. Called when a vault is opened. */
export function requeueInterrupted(db: WriteDb): number {
  return db.transaction(() => {
    db.run("UPDATE documents SET import_state = 'queued' WHERE import_state = 'reading'");
    return db.run("UPDATE import_jobs SET state = 'queued' WHERE state = 'reading'");
  });
}

function setDocumentState(db: WriteDb, num: number, state: ImportState, problem: ImportProblem | null): void {
  db.run(
    'UPDATE documents SET import_state = ?, problem_code = ?, problem = ? WHERE num = ?',
    state,
    problem?.code ?? null,
    problem?.message ?? null,
    num,
  );
}
