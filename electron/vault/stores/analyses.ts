/** The last analysis of each case, with a hash of what went in, so that it is redone only when something changed. */
import type { Analysis } from '../../../shared/domain/finding.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import { fromJson } from './json.ts';

export interface StoredAnalysis {
  readonly inputHash: string;
  readonly result: Analysis;
  readonly madeAt: string;
}

/** Null when the case was never analysed. */
export function getAnalysis(db: ReadDb, caseId: string): StoredAnalysis | null {
  const row = db.get<{ input_hash: string; result: string; made_at: string }>(
    'SELECT input_hash, result, made_at FROM analyses WHERE case_id = ?',
    caseId,
  );
  return row
    ? { inputHash: row.input_hash, result: fromJson<Analysis>(row.result), madeAt: row.made_at }
    : null;
}

/** Replaces the earlier one. Recomputed from the papers at any time, so the history does not keep it. */
export function saveAnalysis(db: WriteDb, caseId: string, inputHash: string, result: Analysis): void {
  db.run(
    'INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)',
    caseId,
    inputHash,
    JSON.stringify(result),
    db.now(),
  );
}
