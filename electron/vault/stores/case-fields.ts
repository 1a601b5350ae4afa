/** Case fields a person typed or corrected. They stand above whatever the app reads, now and after a re-read. */
import type { ReadDb, WriteDb } from '../db.ts';
import { remember } from './history.ts';
import { fromJson } from './json.ts';

/** Field name to JSON value; only the fields a person set. */
export function getCaseFields(db: ReadDb, caseId: string): Record<string, unknown> {
  const rows = db.all<{ field: string; value: string }>(
    'SELECT field, value FROM case_fields WHERE case_id = ? ORDER BY field',
    caseId,
  );
  return Object.fromEntries(rows.map((row) => [row.field, fromJson(row.value)]));
}

/** Sets a field, or with `undefined` gives it back to the app. */
export function setCaseField(db: WriteDb, caseId: string, field: string, value: unknown): void {
  db.transaction(() => {
    const before = getCaseFields(db, caseId)[field];
    if (value === undefined) db.run('DELETE FROM case_fields WHERE case_id = ? AND field = ?', caseId, field);
    else
      db.run(
        'INSERT OR REPLACE INTO case_fields VALUES (?, ?, ?, ?)',
        caseId,
        field,
        JSON.stringify(value),
        db.now(),
      );
    remember(db, {
      caseId,
      area: 'field',
      itemId: field,
      action: value === undefined ? 'removed' : 'changed',
      before,
      after: value,
    });
  });
}
