/** The log of a case as domain entries: the vault keeps their fields as JSON. */
import type { LogEntry } from '../../shared/domain/track.ts';
import { logEntrySchema } from '../../shared/api/schemas.ts';
import type { ReadDb } from '../vault/db.ts';
import { listLog } from '../vault/stores/log.ts';

/** Oldest first. An entry of an unknown form (a newer version's) is left out, never half shown. */
export function caseLog(db: ReadDb, caseId: string): LogEntry[] {
  return listLog(db, caseId).flatMap((entry) => {
    const payload = typeof entry.payload === 'object' && entry.payload !== null ? entry.payload : {};
    const parsed = logEntrySchema.safeParse({
      ...payload,
      id: entry.id,
      kind: entry.kind,
      at: entry.happenedAt,
      documentIds: entry.documentIds,
    });
    return parsed.success ? [parsed.data] : [];
  });
}
