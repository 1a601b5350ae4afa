/** Cases: one denied claim of one person, with all its denials and appeals. */
import { randomUUID } from 'node:crypto';
import type { PlanType } from '../../../shared/domain/kinds.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import { found } from './found.ts';
import { remember } from './history.ts';
import { getPerson } from './people.ts';

export interface CaseRecord {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly planType: PlanType;
  /** Two-letter code of the state whose law governs the plan; null when not known. */
  readonly planState: string | null;
  /** Two-letter code of the state the person lives in. */
  readonly residenceState: string | null;
  /** Where the appeal stands: 'gathering', 'first-level', 'second-level', 'external-review' … */
  readonly stage: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Set while it can still be undone. */
  readonly deletedAt: string | null;
}

export type CaseFields = Pick<
  CaseRecord,
  'personId' | 'name' | 'planType' | 'planState' | 'residenceState' | 'stage'
>;

const columns = `id, person_id AS personId, name, plan_type AS planType, plan_state AS planState,
  residence_state AS residenceState, stage, created_at AS createdAt, updated_at AS updatedAt, deleted_at AS deletedAt`;

export function addCase(
  db: WriteDb,
  fields: Partial<CaseFields> & Pick<CaseFields, 'personId' | 'name'>,
): CaseRecord {
  return db.transaction(() => {
    getPerson(db, fields.personId);
    const id = randomUUID();
    const at = db.now();
    db.run(
      `INSERT INTO cases (id, person_id, name, plan_type, plan_state, residence_state, stage, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      fields.personId,
      fields.name,
      fields.planType ?? 'unknown',
      fields.planState ?? null,
      fields.residenceState ?? null,
      fields.stage ?? 'gathering',
      at,
      at,
    );
    const made = getCase(db, id);
    remember(db, { caseId: id, area: 'case', itemId: id, action: 'created', after: made });
    return made;
  });
}

/** Throws NOT_FOUND. Finds deleted cases too, until they are purged. */
export function getCase(db: ReadDb, id: string): CaseRecord {
  return found(db.get<CaseRecord>(`SELECT ${columns} FROM cases WHERE id = ?`, id), 'case');
}

/** Latest touched first; without the deleted. */
export function listCases(db: ReadDb, filter: { personId?: string } = {}): CaseRecord[] {
  return db.all<CaseRecord>(
    `SELECT ${columns} FROM cases WHERE deleted_at IS NULL AND (?1 IS NULL OR person_id = ?1) ORDER BY updated_at DESC, id`,
    filter.personId ?? null,
  );
}

export function changeCase(db: WriteDb, id: string, fields: Partial<CaseFields>): CaseRecord {
  return db.transaction(() => {
    const before = getCase(db, id);
    const next = { ...before, ...fields };
    if (next.personId !== before.personId) getPerson(db, next.personId);
    db.run(
      `UPDATE cases SET person_id = ?, name = ?, plan_type = ?, plan_state = ?, residence_state = ?, stage = ?, updated_at = ?
       WHERE id = ?`,
      next.personId,
      next.name,
      next.planType,
      next.planState,
      next.residenceState,
      next.stage,
      db.now(),
      id,
    );
    const after = getCase(db, id);
    remember(db, { caseId: id, area: 'case', itemId: id, action: 'changed', before, after });
    return after;
  });
}
