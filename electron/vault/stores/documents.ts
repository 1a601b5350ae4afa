/** Documents: a stored original with its name, kind and state, and the cases it belongs to. */
import { randomUUID } from 'node:crypto';
import type { DocumentKind, IsoDate } from '../../../shared/domain/kinds.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import { found } from './found.ts';
import { remember } from './history.ts';
import { beginUpload, type StoredOriginal } from './originals.ts';

export type ImportState = 'stored' | 'queued' | 'reading' | 'paused' | 'failed' | 'done';

export interface DocumentRecord {
  readonly id: string;
  readonly sha256: string;
  readonly byteSize: number;
  readonly fileName: string;
  readonly mediaType: string;
  /** Null until the file was opened by a reader. */
  readonly pageCount: number | null;
  /** What counts: the person's choice, else the app's. */
  readonly kind: DocumentKind;
  readonly kindFound: DocumentKind;
  readonly kindByPerson: DocumentKind | null;
  readonly importState: ImportState;
  /** Why reading failed or fell short, as the reader's code ('password-needed' …) and as a sentence; null when nothing is wrong. */
  readonly problemCode: string | null;
  readonly problem: string | null;
  /** Date of the document where known, for lists and search. */
  readonly date: IsoDate | null;
  readonly personId: string | null;
  readonly addedAt: string;
  /** Set while it can still be undone. */
  readonly deletedAt: string | null;
}

const columns = `d.id, o.sha256, o.byte_size AS byteSize, d.file_name AS fileName, d.media_type AS mediaType,
  d.page_count AS pageCount, coalesce(d.kind_by_person, d.kind) AS kind, d.kind AS kindFound,
  d.kind_by_person AS kindByPerson, d.import_state AS importState, d.problem_code AS problemCode, d.problem, d.date, d.person_id AS personId,
  d.added_at AS addedAt, d.deleted_at AS deletedAt`;
const tables = 'documents d JOIN originals o ON o.num = d.original';

export interface AddedDocument {
  readonly document: DocumentRecord;
  /** False when the vault held the same bytes already: then it is that document. */
  readonly isNew: boolean;
}

/** Stores a file as a stream and makes it a document of `caseId` (or of none yet). */
export async function addDocument(
  db: WriteDb,
  file: { fileName: string; mediaType: string; caseId: string | null },
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<AddedDocument> {
  const upload = beginUpload(db);
  try {
    for await (const piece of bytes) upload.append(piece);
    return db.transaction(() => documentOf(db, file, upload.finish()));
  } catch (error) {
    upload.abandon();
    throw error;
  }
}

function documentOf(
  db: WriteDb,
  file: { fileName: string; mediaType: string; caseId: string | null },
  stored: StoredOriginal,
): AddedDocument {
  const known = db.get<{ id: string; deleted_at: string | null }>(
    'SELECT id, deleted_at FROM documents WHERE original = ?',
    stored.original,
  );
  const id = known?.id ?? randomUUID();
  if (!known) {
    db.run(
      'INSERT INTO documents (id, original, file_name, media_type, added_at) VALUES (?, ?, ?, ?, ?)',
      id,
      stored.original,
      file.fileName,
      file.mediaType,
      db.now(),
    );
    const after = { fileName: file.fileName, sha256: stored.sha256, byteSize: stored.byteSize };
    remember(db, { caseId: file.caseId, area: 'document', itemId: id, action: 'created', after });
  } else if (known.deleted_at !== null) {
    db.run('UPDATE documents SET deleted_at = NULL WHERE id = ?', id);
    remember(db, { caseId: file.caseId, area: 'document', itemId: id, action: 'restored' });
  }
  if (file.caseId !== null) linkDocument(db, file.caseId, id);
  return { document: getDocument(db, id), isNew: !known };
}

/** Makes an existing document part of a case; nothing happens when it is already. */
export function linkDocument(db: WriteDb, caseId: string, documentId: string): void {
  db.transaction(() => {
    const num = documentNum(db, documentId);
    found(db.get('SELECT 1 FROM cases WHERE id = ?', caseId), 'case');
    const added = db.run(
      'INSERT OR IGNORE INTO case_documents (case_id, document, added_at) VALUES (?, ?, ?)',
      caseId,
      num,
      db.now(),
    );
    if (added > 0) remember(db, { caseId, area: 'document', itemId: documentId, action: 'added' });
  });
}

/** Takes a document out of a case; it stays in the vault. */
export function unlinkDocument(db: WriteDb, caseId: string, documentId: string): void {
  db.transaction(() => {
    const removed = db.run(
      'DELETE FROM case_documents WHERE case_id = ? AND document = ?',
      caseId,
      documentNum(db, documentId),
    );
    if (removed > 0) remember(db, { caseId, area: 'document', itemId: documentId, action: 'removed' });
  });
}

/** Throws NOT_FOUND. Finds deleted documents too, until they are purged. */
export function getDocument(db: ReadDb, id: string): DocumentRecord {
  return found(db.get<DocumentRecord>(`SELECT ${columns} FROM ${tables} WHERE d.id = ?`, id), 'document');
}

/** The document with these bytes, or null. */
export function findDocumentBySha256(db: ReadDb, sha256: string): DocumentRecord | null {
  return db.get<DocumentRecord>(`SELECT ${columns} FROM ${tables} WHERE o.sha256 = ?`, sha256) ?? null;
}

/** In the order added, without the deleted; of one case, or of the whole vault. */
export function listDocuments(db: ReadDb, filter: { caseId?: string } = {}): DocumentRecord[] {
  return filter.caseId === undefined
    ? db.all<DocumentRecord>(`SELECT ${columns} FROM ${tables} WHERE d.deleted_at IS NULL ORDER BY d.num`)
    : db.all<DocumentRecord>(
        `SELECT ${columns} FROM case_documents c JOIN documents d ON d.num = c.document JOIN originals o ON o.num = d.original
         WHERE c.case_id = ? AND d.deleted_at IS NULL ORDER BY d.num`,
        filter.caseId,
      );
}

/** Ids of stored files that were never made part of a case, nor read; without the deleted. */
export function listUnused(db: ReadDb): string[] {
  return db
    .all<{ id: string }>(
      `SELECT id FROM documents d WHERE deleted_at IS NULL AND import_state = 'stored'
       AND NOT EXISTS (SELECT 1 FROM case_documents c WHERE c.document = d.num)`,
    )
    .map((row) => row.id);
}

/** Ids of the cases a document belongs to. */
export function casesOfDocument(db: ReadDb, documentId: string): string[] {
  return db
    .all<{ case_id: string }>(
      'SELECT case_id FROM case_documents WHERE document = ? ORDER BY case_id',
      documentNum(db, documentId),
    )
    .map((row) => row.case_id);
}

/** What the app found out by reading; a person's own choice of kind stays. */
export function setDocumentFacts(
  db: WriteDb,
  id: string,
  facts: { pageCount?: number; kind?: DocumentKind; date?: IsoDate | null; mediaType?: string },
): void {
  db.transaction(() => {
    const before = found(
      db.get<{ page_count: number | null; kind: string; date: string | null; media_type: string }>(
        'SELECT page_count, kind, date, media_type FROM documents WHERE id = ?',
        id,
      ),
      'document',
    );
    db.run(
      'UPDATE documents SET page_count = ?, kind = ?, date = ?, media_type = ? WHERE id = ?',
      facts.pageCount ?? before.page_count,
      facts.kind ?? before.kind,
      facts.date === undefined ? before.date : facts.date,
      facts.mediaType ?? before.media_type,
      id,
    );
  });
}

/** The person's own words for a document; null takes the choice of kind back. */
export function changeDocument(
  db: WriteDb,
  id: string,
  fields: { fileName?: string; kindByPerson?: DocumentKind | null; personId?: string | null },
): DocumentRecord {
  return db.transaction(() => {
    const before = getDocument(db, id);
    const next = { ...before, ...fields };
    db.run(
      'UPDATE documents SET file_name = ?, kind_by_person = ?, person_id = ? WHERE id = ?',
      next.fileName,
      next.kindByPerson,
      next.personId,
      id,
    );
    const after = getDocument(db, id);
    const cases = casesOfDocument(db, id);
    for (const caseId of cases.length > 0 ? cases : [null])
      remember(db, {
        caseId,
        area: 'document',
        itemId: id,
        action: 'changed',
        before: ownWords(before),
        after: ownWords(after),
      });
    return after;
  });
}

function ownWords(document: DocumentRecord): object {
  return { fileName: document.fileName, kindByPerson: document.kindByPerson, personId: document.personId };
}

/** The internal number of a document. Throws NOT_FOUND. */
export function documentNum(db: ReadDb, id: string): number {
  return found(db.get<{ num: number }>('SELECT num FROM documents WHERE id = ?', id), 'document').num;
}
