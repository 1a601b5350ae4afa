/** The paper trail: who changed what, when. Every store calls `remember` inside the transaction of its change. */
import type { ReadDb, WriteDb } from '../db.ts';
import { fromJson } from './json.ts';

type HistoryArea =
  | 'person'
  | 'case'
  | 'document'
  | 'parts'
  | 'page'
  | 'field'
  | 'analysis'
  | 'finding'
  | 'letter'
  | 'deadline'
  | 'tolling'
  | 'log'
  | 'checklist'
  | 'vault';

export interface Change {
  /** Null for what belongs to no case. */
  readonly caseId: string | null;
  readonly area: HistoryArea;
  readonly itemId: string;
  /** A verb: 'created', 'changed', 'deleted', 'restored', 'added', 'removed' … */
  readonly action: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface HistoryEntry {
  readonly num: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly actor: string;
  readonly caseId: string | null;
  readonly area: HistoryArea;
  readonly itemId: string;
  readonly action: string;
  /** Null where there was nothing. */
  readonly before: unknown;
  readonly after: unknown;
}

export function remember(db: WriteDb, change: Change): void {
  db.run(
    'INSERT INTO history (at, actor, case_id, area, item_id, action, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    db.now(),
    db.actor,
    change.caseId,
    change.area,
    change.itemId,
    change.action,
    toJson(change.before),
    toJson(change.after),
  );
}

interface HistoryRow {
  num: number;
  at: string;
  actor: string;
  case_id: string | null;
  area: HistoryArea;
  item_id: string;
  action: string;
  before: string | null;
  after: string | null;
}

/** Newest first. `before` is the `num` to go on from; without `caseId`, of the whole vault. */
export function listHistory(
  db: ReadDb,
  filter: { caseId?: string; itemId?: string; before?: number; limit?: number } = {},
): HistoryEntry[] {
  return db
    .all<HistoryRow>(
      `SELECT * FROM history WHERE (?1 IS NULL OR case_id = ?1) AND (?2 IS NULL OR item_id = ?2) AND (?3 IS NULL OR num < ?3)
       ORDER BY num DESC LIMIT ?4`,
      filter.caseId ?? null,
      filter.itemId ?? null,
      filter.before ?? null,
      filter.limit ?? 200,
    )
    .map((row) => ({
      num: row.num,
      at: row.at,
      actor: row.actor,
      caseId: row.case_id,
      area: row.area,
      itemId: row.item_id,
      action: row.action,
      before: orNull(row.before),
      after: orNull(row.after),
    }));
}

function toJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

function orNull(text: string | null): unknown {
  return text === null ? null : fromJson(text);
}
