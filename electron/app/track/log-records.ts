/** Log entries between the vault and the contract. */
import { logEntrySchema } from '../../../shared/api/schemas.ts';
import type { LogEntry } from '../../../shared/domain/track.ts';
import type { ReadDb } from '../../vault/db.ts';
import { listLog, type LogEntry as LogRecord } from '../../vault/stores/log.ts';

const payloadSchema = logEntrySchema.omit({ id: true, kind: true, at: true, documentIds: true }).partial();

/** Oldest first; without the removed. */
export function readLog(db: ReadDb, caseId: string): LogEntry[] {
  return listLog(db, caseId).map(toLogEntry);
}

export function toLogEntry(record: LogRecord): LogEntry {
  const parsed = payloadSchema.safeParse(record.payload);
  const payload = parsed.success ? parsed.data : {};
  return {
    id: record.id,
    kind: record.kind,
    at: record.happenedAt,
    number: payload.number ?? null,
    personName: payload.personName ?? null,
    personId: payload.personId ?? null,
    reference: payload.reference ?? null,
    said: payload.said ?? null,
    promised: payload.promised ?? null,
    followUpOn: payload.followUpOn ?? null,
    certifiedNumber: payload.certifiedNumber ?? null,
    sentOn: payload.sentOn ?? null,
    deliveredOn: payload.deliveredOn ?? null,
    pagesSent: payload.pagesSent ?? null,
    pagesConfirmed: payload.pagesConfirmed ?? null,
    outcome: payload.outcome ?? null,
    documentIds: record.documentIds,
    about: payload.about ?? null,
  };
}
