/** The state of the audit steps, where a person set it. */
import type { ReadDb, WriteDb } from '../db.ts';
import { remember } from './history.ts';

export interface ChecklistItem {
  readonly itemId: string;
  readonly state: string;
  readonly note: string;
  readonly updatedAt: string;
}

export function listChecklist(db: ReadDb, caseId: string): ChecklistItem[] {
  return db.all(
    'SELECT item_id AS itemId, state, note, updated_at AS updatedAt FROM checklist_items WHERE case_id = ? ORDER BY item_id',
    caseId,
  );
}

export function setChecklistItem(
  db: WriteDb,
  caseId: string,
  itemId: string,
  item: { state: string; note?: string },
): void {
  db.transaction(() => {
    const before = db.get<{ state: string; note: string }>(
      'SELECT state, note FROM checklist_items WHERE case_id = ? AND item_id = ?',
      caseId,
      itemId,
    );
    const after = { state: item.state, note: item.note ?? before?.note ?? '' };
    db.run(
      'INSERT OR REPLACE INTO checklist_items VALUES (?, ?, ?, ?, ?)',
      caseId,
      itemId,
      after.state,
      after.note,
      db.now(),
    );
    remember(db, { caseId, area: 'checklist', itemId, action: 'changed', before, after });
  });
}
