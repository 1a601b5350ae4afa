/** Settings of this vault (idle minutes, backup reminder …) as JSON values. */
import type { ReadDb, WriteDb } from '../db.ts';
import { fromJson } from './json.ts';

/** Undefined when it was never set; the caller validates the shape. */
export function getSetting(db: ReadDb, key: string): unknown {
  const row = db.get<{ value: string }>('SELECT value FROM settings WHERE key = ?', key);
  return row && fromJson(row.value);
}

/** Stores a JSON value; `undefined` removes it. */
export function setSetting(db: WriteDb, key: string, value: unknown): void {
  if (value === undefined) db.run('DELETE FROM settings WHERE key = ?', key);
  else db.run('INSERT OR REPLACE INTO settings VALUES (?, ?)', key, JSON.stringify(value));
}

export function listSettings(db: ReadDb): Record<string, unknown> {
  const rows = db.all<{ key: string; value: string }>('SELECT key, value FROM settings ORDER BY key');
  return Object.fromEntries(rows.map((row) => [row.key, fromJson(row.value)]));
}
