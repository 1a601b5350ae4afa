/** What the person decided about findings, and findings of their own. */
import { randomUUID } from 'node:crypto';
import type { Finding } from '../../../shared/domain/finding.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import { found } from './found.ts';
import { remember } from './history.ts';
import { fromJson } from './json.ts';

export interface FindingDecision {
  readonly findingId: string;
  /** Null: a note without a decision. */
  readonly verdict: 'accepted' | 'rejected' | null;
  readonly note: string;
  readonly madeAt: string;
}

export function listDecisions(db: ReadDb, caseId: string): FindingDecision[] {
  return db.all(
    'SELECT finding_id AS findingId, verdict, note, made_at AS madeAt FROM finding_decisions WHERE case_id = ? ORDER BY finding_id',
    caseId,
  );
}

/** Sets what is given; the other stays. Finding ids are stable over runs, so decisions outlive a new analysis. */
export function decideFinding(
  db: WriteDb,
  caseId: string,
  findingId: string,
  decision: { verdict?: FindingDecision['verdict']; note?: string },
): void {
  db.transaction(() => {
    const before = db.get<{ verdict: FindingDecision['verdict']; note: string }>(
      'SELECT verdict, note FROM finding_decisions WHERE case_id = ? AND finding_id = ?',
      caseId,
      findingId,
    );
    const after = {
      verdict: decision.verdict === undefined ? (before?.verdict ?? null) : decision.verdict,
      note: decision.note ?? before?.note ?? '',
    };
    db.run(
      'INSERT OR REPLACE INTO finding_decisions VALUES (?, ?, ?, ?, ?)',
      caseId,
      findingId,
      after.verdict,
      after.note,
      db.now(),
    );
    remember(db, { caseId, area: 'finding', itemId: findingId, action: 'changed', before, after });
  });
}

/** Findings made by selecting words, in the order made. */
export function listOwnFindings(db: ReadDb, caseId: string): Finding[] {
  return db
    .all<{ finding: string }>(
      'SELECT finding FROM own_findings WHERE case_id = ? AND deleted_at IS NULL ORDER BY made_at, id',
      caseId,
    )
    .map((row) => fromJson<Finding>(row.finding));
}

/** Stores the finding under a new id, which the returned finding carries. */
export function addOwnFinding(db: WriteDb, caseId: string, finding: Omit<Finding, 'id'>): Finding {
  return db.transaction(() => {
    const made: Finding = { ...finding, id: `own-${randomUUID()}` };
    db.run(
      'INSERT INTO own_findings (id, case_id, finding, made_at) VALUES (?, ?, ?, ?)',
      made.id,
      caseId,
      JSON.stringify(made),
      db.now(),
    );
    remember(db, { caseId, area: 'finding', itemId: made.id, action: 'created', after: made });
    return made;
  });
}

export function setOwnFindingDeleted(db: WriteDb, caseId: string, findingId: string, deleted: boolean): void {
  db.transaction(() => {
    const changed = db.run(
      'UPDATE own_findings SET deleted_at = ? WHERE id = ? AND case_id = ?',
      deleted ? db.now() : null,
      findingId,
      caseId,
    );
    found(changed || null, 'finding');
    remember(db, { caseId, area: 'finding', itemId: findingId, action: deleted ? 'deleted' : 'restored' });
  });
}
