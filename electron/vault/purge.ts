/**
 * Makes deleted things gone: rows, then the pages they stood on (overwritten, as secure_delete is on, and given
 * back to the disk), then the WAL and the copy kept from the last migration. Backups made earlier and exports
 * are the person's own files and stay; so may old blocks inside an SSD, encrypted.
 */
import { removeMigrationBackups } from './leftovers.ts';
import { foldWal } from './snapshot.ts';
import { asVaultError } from './sqlite-errors.ts';
import { purgeRows } from './stores/deletion.ts';
import type { Vault } from './vault-handle.ts';

/** Purges what was put into the bin before `deletedBefore` (default: everything in it). Returns how many things went. */
export function purgeVault(vault: Vault, deletedBefore = '9999'): number {
  const release = vault.occupy();
  try {
    const purged = purgeRows(vault.db, deletedBefore);
    vault.connection.exec('PRAGMA incremental_vacuum');
    foldWal(vault.connection);
    removeMigrationBackups(vault.folder);
    return purged;
  } catch (error) {
    throw asVaultError(error);
  } finally {
    release();
  }
}
