/** Deadlines a person confirmed or added, and spans of time that stop a clock. */
import { randomUUID } from 'node:crypto';
import type { IsoDate } from '../../../shared/domain/kinds.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import { found } from './found.ts';
import { remember } from './history.ts';
import { fromJson } from './json.ts';

export interface DeadlineRecord {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly title: string;
  readonly dueOn: IsoDate;
  /** Rule, citation and arithmetic as JSON. */
  readonly basis: unknown;
  readonly doneOn: IsoDate | null;
}

export interface TollingRecord {
  readonly id: string;
  readonly caseId: string;
  readonly startsOn: IsoDate;
  /** Null while the clock still stands. */
  readonly endsOn: IsoDate | null;
  readonly reason: string;
  readonly basis: unknown;
}

type Stored<T extends { basis: unknown }> = Omit<T, 'basis'> & { readonly basis: string };
const deadlineColumns = 'id, case_id AS caseId, kind, title, due_on AS dueOn, basis, done_on AS doneOn';
const tollingColumns = 'id, case_id AS caseId, starts_on AS startsOn, ends_on AS endsOn, reason, basis';

function parsed<T extends { basis: string }>(row: T): Omit<T, 'basis'> & { basis: unknown } {
  return { ...row, basis: fromJson(row.basis) };
}

/** Soonest first; without the deleted. */
export function listDeadlines(db: ReadDb, caseId: string): DeadlineRecord[] {
  return db
    .all<Stored<DeadlineRecord>>(
      `SELECT ${deadlineColumns} FROM deadlines WHERE case_id = ? AND deleted_at IS NULL ORDER BY due_on, id`,
      caseId,
    )
    .map(parsed);
}

/** Adds a deadline, or with an `id` changes it. */
export function saveDeadline(
  db: WriteDb,
  caseId: string,
  fields: Omit<DeadlineRecord, 'id' | 'caseId'> & { id?: string },
): DeadlineRecord {
  return db.transaction(() => {
    const id = fields.id ?? randomUUID();
    const before = getDeadline(db, id);
    if (before) found(before.caseId === caseId || null, 'deadline');
    const basis = JSON.stringify(fields.basis ?? null);
    db.run(
      `INSERT INTO deadlines (id, case_id, kind, title, due_on, basis, done_on, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
       ON CONFLICT (id) DO UPDATE SET kind = ?3, title = ?4, due_on = ?5, basis = ?6, done_on = ?7, updated_at = ?8`,
      id,
      caseId,
      fields.kind,
      fields.title,
      fields.dueOn,
      basis,
      fields.doneOn,
      db.now(),
    );
    const after = found(getDeadline(db, id), 'deadline');
    remember(db, {
      caseId,
      area: 'deadline',
      itemId: id,
      action: before ? 'changed' : 'created',
      before,
      after,
    });
    return after;
  });
}

function getDeadline(db: ReadDb, id: string): DeadlineRecord | undefined {
  const row = db.get<Stored<DeadlineRecord>>(`SELECT ${deadlineColumns} FROM deadlines WHERE id = ?`, id);
  return row && parsed(row);
}

export function setDeadlineDeleted(db: WriteDb, id: string, deleted: boolean): void {
  db.transaction(() => {
    const { caseId } = found(getDeadline(db, id), 'deadline');
    db.run('UPDATE deadlines SET deleted_at = ? WHERE id = ?', deleted ? db.now() : null, id);
    remember(db, { caseId, area: 'deadline', itemId: id, action: deleted ? 'deleted' : 'restored' });
  });
}

/** Earliest first; without the deleted. */
export function listTollings(db: ReadDb, caseId: string): TollingRecord[] {
  return db
    .all<Stored<TollingRecord>>(
      `SELECT ${tollingColumns} FROM tollings WHERE case_id = ? AND deleted_at IS NULL ORDER BY starts_on, id`,
      caseId,
    )
    .map(parsed);
}

/** Adds a stop of the clock, or with an `id` changes it. */
export function saveTolling(
  db: WriteDb,
  caseId: string,
  fields: Omit<TollingRecord, 'id' | 'caseId'> & { id?: string },
): TollingRecord {
  return db.transaction(() => {
    const id = fields.id ?? randomUUID();
    const before = getTolling(db, id);
    if (before) found(before.caseId === caseId || null, 'entry');
    db.run(
      `INSERT INTO tollings (id, case_id, starts_on, ends_on, reason, basis, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
       ON CONFLICT (id) DO UPDATE SET starts_on = ?3, ends_on = ?4, reason = ?5, basis = ?6`,
      id,
      caseId,
      fields.startsOn,
      fields.endsOn,
      fields.reason,
      JSON.stringify(fields.basis ?? null),
      db.now(),
    );
    const after = found(getTolling(db, id), 'entry');
    remember(db, {
      caseId,
      area: 'tolling',
      itemId: id,
      action: before ? 'changed' : 'created',
      before,
      after,
    });
    return after;
  });
}

function getTolling(db: ReadDb, id: string): TollingRecord | undefined {
  const row = db.get<Stored<TollingRecord>>(`SELECT ${tollingColumns} FROM tollings WHERE id = ?`, id);
  return row && parsed(row);
}

export function setTollingDeleted(db: WriteDb, id: string, deleted: boolean): void {
  db.transaction(() => {
    const { caseId } = found(getTolling(db, id), 'entry');
    db.run('UPDATE tollings SET deleted_at = ? WHERE id = ?', deleted ? db.now() : null, id);
    remember(db, { caseId, area: 'tolling', itemId: id, action: deleted ? 'deleted' : 'restored' });
  });
}
