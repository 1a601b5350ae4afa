/**
 * Backups. A backup is one tar file with two entries, keys.json and the database, both as they lie
 * in the vault: still encrypted, opened by the same passphrase or recovery code. It is made while the vault is
 * in use, and is opened and checked page by page before it gets its name.
 */
import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { countRows } from './check.ts';
import { privateFileMode, requireSpace, syncFolder } from './files.ts';
import { databaseFileName, keyFileName } from './key-file.ts';
import { removeMigrationBackups } from './leftovers.ts';
import { fileSize, readPieces, syncLater, withStillFile, writeFully } from './snapshot.ts';
import { asVaultError } from './sqlite-errors.ts';
import { getSetting, setSetting } from './stores/settings.ts';
import { archiveEnd, entryHeader, padding } from './tar.ts';
import { checkCopy, unpackBackup } from './unpack-backup.ts';
import type { Vault } from './vault-handle.ts';
import type { Report } from './worker/jobs.ts';
import type { Following } from './worker/run-job.ts';

const lastBackupSetting = 'backup.lastAt';

/**
 * Writes a backup to `path` (an older file there is replaced only at the end). Throws DISK_FULL, CONFLICT,
 * CANCELLED (also when the vault is locked meanwhile), or VAULT_DAMAGED when the copy does not pass its check.
 */
export async function makeBackup(vault: Vault, path: string, following: Following = {}): Promise<void> {
  const { signal, onProgress = () => undefined } = following;
  const release = vault.occupy();
  const partial = `${path}.partial`;
  const trial = `${path}.check`;
  try {
    // The archive, and the copy unpacked from it that is checked.
    requireSpace(dirname(path), 2 * fileSize(vault.fileHandle));
    const counts = await withStillFile(vault.connection, async () => {
      const rows = countRows(vault.connection);
      await writeArchive(vault, partial, signal, (fraction) => onProgress(fraction * 0.3));
      return rows;
    });
    await unpackBackup(partial, trial, (fraction) => {
      vault.requireGoingOn(signal);
      onProgress(0.3 + fraction * 0.2);
    });
    vault.requireGoingOn(signal);
    await checkCopy(trial, vault.keyFile.generation, vault.dataKey, counts, vault.threadFile, {
      ...(signal ? { signal } : {}),
      onProgress: (fraction) => onProgress(0.5 + fraction * 0.5),
    });
    vault.requireGoingOn(signal);
    renameSync(partial, path);
    syncFolder(dirname(path));
  } catch (error) {
    throw asVaultError(error);
  } finally {
    rmSync(partial, { force: true });
    rmSync(trial, { recursive: true, force: true });
    release();
  }
}

/** Notes that a good backup has reached its place: called when the file was handed over whole. */
export function noteBackup(vault: Vault): void {
  setSetting(vault.db, lastBackupSetting, vault.now());
  // It holds all that the copy from before a migration was kept for.
  removeMigrationBackups(vault.folder);
}

/** Time of the last backup noted, ISO 8601, or null: for reminders. */
export function lastBackupAt(vault: Vault): string | null {
  const at = getSetting(vault.db, lastBackupSetting);
  return typeof at === 'string' ? at : null;
}

async function writeArchive(
  vault: Vault,
  path: string,
  signal: AbortSignal | undefined,
  onProgress: Report,
): Promise<void> {
  const keys = Buffer.from(`${JSON.stringify(vault.keyFile, null, 2)}\n`, 'utf8');
  const size = fileSize(vault.fileHandle);
  const out = openSync(path, 'w', privateFileMode);
  try {
    writeFully(out, Buffer.concat([entryHeader(keyFileName, keys.length), keys, padding(keys.length)]));
    writeFully(out, entryHeader(databaseFileName(vault.keyFile.generation), size));
    let done = 0;
    for (const piece of readPieces(vault.fileHandle, size)) {
      writeFully(out, piece);
      done += piece.length;
      onProgress(done / size);
      await nextTurn();
      vault.requireGoingOn(signal);
    }
    writeFully(out, Buffer.concat([padding(size), archiveEnd]));
    await syncLater(out);
  } finally {
    closeSync(out);
  }
}
