/**
 * Backup and restore. A backup is one tar file with two entries, keys.json and the database, both as they lie
 * in the vault: still encrypted, opened by the same passphrase or recovery code. It is made while the vault is
 * in use, and is opened and checked page by page before it gets its name.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../shared/api/errors.ts';
import { checkDatabase } from './check.ts';
import { makePrivateFolder, privateFileMode, syncFolder } from './files.ts';
import { databaseFileName, keyFileName, parseKeyFile, readKeyFile, type KeyFile } from './key-file.ts';
import { openDatabase } from './open-database.ts';
import { fileSize, readPieces, withStillFile, writeFully } from './snapshot.ts';
import type { Connection } from './sqlite-driver.ts';
import { asVaultError } from './sqlite-errors.ts';
import { getSetting, setSetting } from './stores/settings.ts';
import { archiveEnd, damagedBackup, entryHeader, listEntries, padding, type TarEntry } from './tar.ts';
import { unlockDataKey, type Unlock } from './unlock.ts';
import type { Vault } from './vault-handle.ts';

/** Fraction done, 0..1; throwing stops the work and removes what was written. */
export type Progress = (fraction: number) => void;

const lastBackupSetting = 'backup.lastAt';

/**
 * Writes a backup to `path` (an older file there is replaced only at the end). Throws DISK_FULL, CONFLICT,
 * CANCELLED when the vault is locked meanwhile, or VAULT_DAMAGED when the copy does not pass its check.
 */
export async function makeBackup(
  vault: Vault,
  path: string,
  onProgress: Progress = () => undefined,
): Promise<void> {
  const release = vault.occupy();
  const partial = `${path}.partial`;
  const trial = `${path}.check`;
  try {
    const expected = await withStillFile(vault.connection, async () => {
      const counts = countRows(vault.connection);
      await writeArchive(vault, partial, (fraction) => onProgress(fraction * 0.6));
      return counts;
    });
    await extract(partial, trial, (fraction) => onProgress(0.6 + fraction * 0.3));
    requireOpen(vault);
    checkCopy(trial, vault.keyFile.generation, vault.dataKey, expected);
    renameSync(partial, path);
    syncFolder(dirname(path));
    setSetting(vault.db, lastBackupSetting, vault.now());
    onProgress(1);
  } catch (error) {
    throw asVaultError(error);
  } finally {
    rmSync(partial, { force: true });
    rmSync(trial, { recursive: true, force: true });
    release();
  }
}

/** Time of the last good backup, ISO 8601, or null: for reminders. */
export function lastBackupAt(vault: Vault): string | null {
  const at = getSetting(vault.db, lastBackupSetting);
  return typeof at === 'string' ? at : null;
}

function requireOpen(vault: Vault): void {
  if (!vault.isOpen) throw new AppError('CANCELLED', 'The vault was locked before the backup was done.');
}

async function writeArchive(vault: Vault, path: string, onProgress: Progress): Promise<void> {
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
      requireOpen(vault);
    }
    writeFully(out, Buffer.concat([padding(size), archiveEnd]));
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
}

/** Unpacks a backup into a new private folder; only the two names it may hold are ever written. */
async function extract(archive: string, folder: string, onProgress: Progress): Promise<KeyFile> {
  rmSync(folder, { recursive: true, force: true });
  const source = openSync(archive, 'r');
  try {
    const [keys, database, ...others] = listEntries(source, fileSize(source));
    if (!keys || !database || others.length > 0 || keys.name !== keyFileName || keys.size > 1_000_000)
      throw damagedBackup();
    const keyText = readEntry(source, keys);
    const keyFile = parseKeyFile(keyText);
    if (database.name !== databaseFileName(keyFile.generation)) throw damagedBackup();
    makePrivateFolder(folder);
    await copyEntry(source, database, join(folder, database.name), onProgress);
    const out = openSync(join(folder, keyFileName), 'w', privateFileMode);
    writeFully(out, Buffer.from(keyText, 'utf8'));
    fsyncSync(out);
    closeSync(out);
    return keyFile;
  } finally {
    closeSync(source);
  }
}

function readEntry(source: number, entry: TarEntry): string {
  const bytes = Buffer.alloc(entry.size);
  if (readSync(source, bytes, 0, entry.size, entry.start) !== entry.size) throw damagedBackup();
  return bytes.toString('utf8');
}

async function copyEntry(
  source: number,
  entry: TarEntry,
  target: string,
  onProgress: Progress,
): Promise<void> {
  const out = openSync(target, 'w', privateFileMode);
  try {
    const buffer = Buffer.alloc(1_048_576);
    for (let done = 0; done < entry.size;) {
      const read = readSync(
        source,
        buffer,
        0,
        Math.min(buffer.length, entry.size - done),
        entry.start + done,
      );
      if (read === 0) throw damagedBackup();
      writeFully(out, buffer.subarray(0, read));
      done += read;
      onProgress(done / entry.size);
      await nextTurn();
    }
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
}

const countedTables = ['people', 'cases', 'documents', 'originals', 'original_chunks', 'pages', 'history'];

function countRows(connection: Connection): string {
  return countedTables
    .map((table) => `${table} ${String(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get())}`)
    .join(', ');
}

/** Opens a copy and reads every page of it. `expected` are the row counts it must have. */
function checkCopy(folder: string, generation: number, dataKey: Buffer, expected: string | null): void {
  const copy = openDatabase(join(folder, databaseFileName(generation)), dataKey, { mustExist: true });
  try {
    if (!checkDatabase(copy).ok || (expected !== null && countRows(copy) !== expected))
      throw new AppError('VAULT_DAMAGED', 'The backup did not pass its check.');
  } finally {
    copy.close();
  }
}

/**
 * Makes a vault from a backup in `folder`, which must not exist or be empty. Everything is unpacked beside it
 * and every page checked first; `folder` then appears whole. The vault is left closed.
 */
export async function restoreBackup(
  path: string,
  folder: string,
  unlock: Unlock,
  onProgress: Progress = () => undefined,
): Promise<void> {
  const partial = `${folder}.restoring`;
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new AppError(
        'VAULT_EXISTS',
        'This folder is not empty. Choose a new one for the restored vault.',
      );
    await extract(path, partial, (fraction) => onProgress(fraction * 0.7));
    const keyFile = readKeyFile(partial);
    const dataKey = await unlockDataKey(partial, keyFile, unlock, new Date().toISOString());
    try {
      checkCopy(partial, keyFile.generation, dataKey, null);
    } finally {
      dataKey.fill(0);
    }
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(partial, folder);
    syncFolder(dirname(folder));
    onProgress(1);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw missing
      ? new AppError('NOT_FOUND', 'The backup file was not found.', { cause: error })
      : asVaultError(error);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
