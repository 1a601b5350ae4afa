/** Facts about the vault as a whole. */
import type { ReadDb } from '../db.ts';
import { found } from './found.ts';

/** ISO 8601 UTC. */
export function vaultCreatedAt(db: ReadDb): string {
  const row = db.get<{ value: string }>("SELECT value FROM vault_info WHERE key = 'createdAt'");
  return found(row, 'vault').value;
}

/** True while it holds no papers. */
export function isEmpty(db: ReadDb): boolean {
  return db.get('SELECT 1 FROM documents LIMIT 1') === undefined;
}
