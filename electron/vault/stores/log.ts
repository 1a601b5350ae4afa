/** Calls, mail, faxes, portal messages, peer-to-peer talks: what happened with the insurer, and the papers that prove it. */
import { randomUUID } from 'node:crypto';
import type { ReadDb, WriteDb } from '../db.ts';
import { documentNum } from './documents.ts';
import { found } from './found.ts';
import { remember } from './history.ts';
import { fromJson } from './json.ts';

type LogKind = 'call' | 'mail' | 'fax' | 'portal' | 'peer-to-peer' | 'note';

export interface LogEntry {
  readonly id: string;
  readonly caseId: string;
  readonly kind: LogKind;
  /** ISO 8601, date or date and time, as the person gave it. */
  readonly happenedAt: string;
  /** The fields of the kind (number dialled, tracking number, what was promised …) as JSON. */
  readonly payload: unknown;
  readonly documentIds: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface LogRow extends Omit<LogEntry, 'payload' | 'documentIds'> {
  readonly payload: string;
}

const columns =
  'id, case_id AS caseId, kind, happened_at AS happenedAt, payload, created_at AS createdAt, updated_at AS updatedAt';

/** Oldest first; without the deleted. */
export function listLog(db: ReadDb, caseId: string): LogEntry[] {
  return db
    .all<LogRow>(
      `SELECT ${columns} FROM log_entries WHERE case_id = ? AND deleted_at IS NULL ORDER BY happened_at, created_at, id`,
      caseId,
    )
    .map((row) => toEntry(db, row));
}

/** Adds an entry, or with an `id` changes it. */
export function saveLogEntry(
  db: WriteDb,
  caseId: string,
  fields: Pick<LogEntry, 'kind' | 'happenedAt' | 'payload'> & {
    id?: string;
    documentIds?: readonly string[];
  },
): LogEntry {
  return db.transaction(() => {
    const id = fields.id ?? randomUUID();
    const before = getLogEntry(db, id);
    if (before) found(before.caseId === caseId || null, 'entry');
    db.run(
      `INSERT INTO log_entries (id, case_id, kind, happened_at, payload, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
       ON CONFLICT (id) DO UPDATE SET kind = ?3, happened_at = ?4, payload = ?5, updated_at = ?6`,
      id,
      caseId,
      fields.kind,
      fields.happenedAt,
      JSON.stringify(fields.payload ?? null),
      db.now(),
    );
    if (fields.documentIds) {
      db.run('DELETE FROM log_documents WHERE entry_id = ?', id);
      for (const documentId of fields.documentIds)
        db.run('INSERT OR IGNORE INTO log_documents VALUES (?, ?)', id, documentNum(db, documentId));
    }
    const after = found(getLogEntry(db, id), 'entry');
    remember(db, { caseId, area: 'log', itemId: id, action: before ? 'changed' : 'created', before, after });
    return after;
  });
}

export function setLogEntryDeleted(db: WriteDb, id: string, deleted: boolean): void {
  db.transaction(() => {
    const { caseId } = found(getLogEntry(db, id), 'entry');
    db.run('UPDATE log_entries SET deleted_at = ? WHERE id = ?', deleted ? db.now() : null, id);
    remember(db, { caseId, area: 'log', itemId: id, action: deleted ? 'deleted' : 'restored' });
  });
}

function getLogEntry(db: ReadDb, id: string): LogEntry | undefined {
  const row = db.get<LogRow>(`SELECT ${columns} FROM log_entries WHERE id = ?`, id);
  return row && toEntry(db, row);
}

function toEntry(db: ReadDb, row: LogRow): LogEntry {
  const links = db.all<{ id: string }>(
    'SELECT d.id FROM log_documents l JOIN documents d ON d.num = l.document WHERE l.entry_id = ? AND d.deleted_at IS NULL ORDER BY d.num',
    row.id,
  );
  return { ...row, payload: fromJson(row.payload), documentIds: links.map((link) => link.id) };
}
