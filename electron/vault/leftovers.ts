/** What an interrupted session may leave in a vault's folder, and its removal once the vault has opened. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFileName, keyFileName } from './key-file.ts';
import { triesFileName } from './tries.ts';

/** The copy taken before a migration, kept until a later backup, purge or rotation makes it needless. */
export function migrationBackupName(fromVersion: number): string {
  return `before-v${fromVersion + 1}.db`;
}

/** Databases of other generations (a key rotation that was cut off, before or after its commit) and half-written files. */
export function removeLeftovers(folder: string, generation: number): void {
  const kept = databaseFileName(generation);
  const halfWritten = new Set([`${keyFileName}.next`, `${triesFileName}.next`]);
  for (const name of readdirSync(folder)) {
    const database = /^(vault-\d+\.db)(-wal|-shm|-journal|\.next)?$/.exec(name);
    const isOld = database !== null && (database[1] !== kept || database[2] === '.next');
    if (isOld || halfWritten.has(name) || /^before-v\d+\.db\.next$/.test(name))
      rmSync(join(folder, name), { force: true });
  }
}

/** They hold what was deleted since, and are under the key that was rotated away. */
export function removeMigrationBackups(folder: string): void {
  for (const name of readdirSync(folder))
    if (/^before-v\d+\.db$/.test(name)) rmSync(join(folder, name), { force: true });
}
