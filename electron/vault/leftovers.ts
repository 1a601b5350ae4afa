/** What an interrupted session may leave in a vault's folder, and its removal once the vault has opened. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFileName, keyFileName } from './key-file.ts';
import { triesFileName } from './tries.ts';

/** The copy taken before a migration, kept until a later backup, purge or rotation makes it needless. */
export function migrationBackupName(fromVersion: number): string {
  return `before-v${fromVersion + 1}.db`;
}

/** The copy that an integrity check reads, while it runs. */
export const checkCopyName = 'check.db';

/** Databases of other generations (a key rotation that was cut off, before or after its commit) and half-written files. */
export function removeLeftovers(folder: string, generation: number): void {
  for (const name of readdirSync(folder)) if (isLeftover(name, generation)) remove(join(folder, name));
}

/** Whether a file in a vault's folder belongs to nothing, where `generation` is the vault's (0: none yet). */
export function isLeftover(name: string, generation: number): boolean {
  const database = /^(vault-\d+\.db)(-wal|-shm|-journal|\.next)?$/.exec(name);
  if (database) return database[1] !== databaseFileName(generation) || database[2] === '.next';
  return (
    name.startsWith(checkCopyName) ||
    /^before-v\d+\.db\.next$/.test(name) ||
    name === `${keyFileName}.next` ||
    name === `${triesFileName}.next`
  );
}

/** Windows keeps a file that a stopped task's thread still holds: the next opening removes it. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Encrypted and named by nothing: it costs space only.
  }
}

/** They hold what was deleted since, and are under the key that was rotated away. */
export function removeMigrationBackups(folder: string): void {
  for (const name of readdirSync(folder))
    if (/^before-v\d+\.db$/.test(name)) rmSync(join(folder, name), { force: true });
}
