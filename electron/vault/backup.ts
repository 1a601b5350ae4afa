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
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../shared/api/errors.ts';
import { countRows } from './check.ts';
import { makePrivateFolder, privateFileMode, requireSpace, syncFolder } from './files.ts';
import { databaseFileName, keyFileName, parseKeyFile, readKeyFile, type KeyFile } from './key-file.ts';
import { fileSize, readPieces, withStillFile, writeFully } from './snapshot.ts';
import { asVaultError } from './sqlite-errors.ts';
import { getSetting, setSetting } from './stores/settings.ts';
import { archiveEnd, damagedBackup, entryHeader, listEntries, padding, type TarEntry } from './tar.ts';
import { unlockDataKey, type Unlock } from './unlock.ts';
import type { Vault } from './vault-handle.ts';
import type { Report } from './worker/jobs.ts';
import { runJob, sourceThreadFile, type Following } from './worker/run-job.ts';

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
    await extract(partial, trial, (fraction) => {
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
    setSetting(vault.db, lastBackupSetting, vault.now());
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
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
}

/** Unpacks a backup into a new private folder; only the two names it may hold are ever written. */
async function extract(archive: string, folder: string, onProgress: Report): Promise<KeyFile> {
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
  onProgress: Report,
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

/** Opens a copy and reads every page of it, in a thread. `counts` are the row counts it must have. */
async function checkCopy(
  folder: string,
  generation: number,
  key: Buffer,
  counts: string | null,
  threadFile: string,
  following: Following,
): Promise<void> {
  const path = join(folder, databaseFileName(generation));
  const job = { kind: 'check', path, key, counts, originals: true } as const;
  const { ok } = await runJob(job, threadFile, following);
  if (!ok) throw new AppError('VAULT_DAMAGED', 'The backup did not pass its check.');
}

/**
 * Makes a vault from a backup in `folder`, which must not exist or be empty. Everything is unpacked beside it
 * and every page checked first; `folder` then appears whole. The vault is left closed.
 */
export async function restoreBackup(
  path: string,
  folder: string,
  unlock: Unlock,
  options: Following & { threadFile?: string } = {},
): Promise<void> {
  const { signal, onProgress = () => undefined, threadFile = sourceThreadFile() } = options;
  const partial = `${folder}.restoring`;
  const goOn = (): void => {
    if (signal?.aborted) throw new AppError('CANCELLED', 'Stopped, as asked. Nothing was restored.');
  };
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new AppError(
        'VAULT_EXISTS',
        'This folder is not empty. Choose a new one for the restored vault.',
      );
    requireSpace(dirname(folder), statSync(path).size);
    await extract(path, partial, (fraction) => {
      goOn();
      onProgress(fraction * 0.4);
    });
    const keyFile = readKeyFile(partial);
    const dataKey = await unlockDataKey(partial, keyFile, unlock, new Date().toISOString());
    try {
      await checkCopy(partial, keyFile.generation, dataKey, null, threadFile, {
        ...(signal ? { signal } : {}),
        onProgress: (fraction) => onProgress(0.4 + fraction * 0.6),
      });
    } finally {
      dataKey.fill(0);
    }
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(partial, folder);
    syncFolder(dirname(folder));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw missing
      ? new AppError('NOT_FOUND', 'The backup file was not found.', { cause: error })
      : asVaultError(error);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
