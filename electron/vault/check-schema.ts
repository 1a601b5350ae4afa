/**
 * Refuses a database whose schema is not exactly what its migrations make. Whoever knows a vault's key (it may
 * have come from somebody else) could have added triggers or views that act on everything stored later.
 */
import { AppError } from '../../shared/api/errors.ts';
import { migrate, readSchemaVersion } from './migrate.ts';
import type { Migration } from './migrations/index.ts';
import { connect, type Connection } from './sqlite-driver.ts';

/** Throws VAULT_DAMAGED. A newer schema than `steps` know is left to `migrate` to refuse. */
export function checkSchema(connection: Connection, steps: readonly Migration[]): void {
  const version = readSchemaVersion(connection);
  if (version > steps.length) return;
  // Nothing of a vault is there: its journal was lost before it was first folded into the file.
  if (version === 0)
    throw new AppError('VAULT_DAMAGED', 'This vault has lost its tables. Restore it from a backup.');
  const model = connect(':memory:');
  try {
    model.pragma('foreign_keys = ON');
    migrate(model, steps.slice(0, version));
    if (JSON.stringify(schemaOf(connection)) !== JSON.stringify(schemaOf(model)))
      throw new AppError(
        'VAULT_DAMAGED',
        'The tables of this vault are not those that Rejoinder makes. Restore it from a backup.',
      );
  } finally {
    model.close();
  }
}

/** FTS5 words the tables behind an index as it likes in each version of SQLite; their names are enough. */
const shadowTable = /^(page_search|search_grams)_/;

function schemaOf(connection: Connection): unknown[] {
  return connection
    .prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name')
    .all()
    .map((row) =>
      isRow(row) && shadowTable.test(row.name) && row.type === 'table' ? { ...row, sql: null } : row,
    );
}

function isRow(row: unknown): row is { type: string; name: string } {
  return (
    typeof row === 'object' && row !== null && 'name' in row && 'type' in row && typeof row.name === 'string'
  );
}
