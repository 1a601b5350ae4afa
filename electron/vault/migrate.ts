/** Brings a database to this app's schema version, all steps in one transaction, or refuses a newer one. */
import type { Connection } from './sqlite-driver.ts';
import { AppError } from '../../shared/api/errors.ts';
import { wrapDatabase } from './db.ts';
import { migrations, type Migration } from './migrations/index.ts';

export function readSchemaVersion(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/**
 * Returns the version it started from. `before` is called first, and only when there is something to lose: it
 * takes the backup. Throws VAULT_NEWER before anything is changed.
 */
export function migrate(
  connection: Connection,
  steps: readonly Migration[] = migrations,
  before: (fromVersion: number) => void = () => undefined,
): number {
  steps.forEach((step, index) => {
    if (step.version !== index + 1) throw new AppError('INTERNAL', 'Migrations are out of order.');
  });
  const from = readSchemaVersion(connection);
  if (from > steps.length)
    throw new AppError(
      'VAULT_NEWER',
      'This vault was made by a newer version of Rejoinder. It was left untouched; update the app to open it.',
    );
  if (from === steps.length) return from;
  if (from > 0) before(from);
  const db = wrapDatabase(connection, () => new Date().toISOString());
  db.transaction(() => {
    for (const step of steps.slice(from)) step.up(db);
    connection.pragma(`user_version = ${steps.length}`);
  });
  return from;
}
