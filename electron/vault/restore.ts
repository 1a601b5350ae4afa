/** Restoring: a vault from a backup file, whole or not at all, also in place of one that is there. */
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import { requireSpace, syncFolder } from './files.ts';
import { keyFileName, readKeyFile } from './key-file.ts';
import { asVaultError } from './sqlite-errors.ts';
import { unlockDataKey, type Unlock } from './unlock.ts';
import { checkCopy, unpackBackup } from './unpack-backup.ts';
import { sourceThreadFile, type Following } from './worker/run-job.ts';
import { takeWriterLock } from './writer-lock.ts';

/**
 * Makes a vault from a backup in `folder`. Everything is unpacked beside it and every page checked first; `folder`
 * then appears whole. The vault is left closed. A vault that is there already is kept under another name when
 * `keepOld` says how, else refused (VAULT_EXISTS), as is a folder with other things in it.
 */
export async function restoreBackup(
  path: string,
  folder: string,
  unlock: Unlock,
  options: Following & { threadFile?: string; keepOld?: string } = {},
): Promise<void> {
  const { signal, onProgress = () => undefined, threadFile = sourceThreadFile(), keepOld } = options;
  const partial = `${folder}.restoring`;
  const goOn = (): void => {
    if (signal?.aborted) throw new AppError('CANCELLED', 'Stopped, as asked. Nothing was restored.');
  };
  try {
    if (keepOld === undefined) requireEmpty(folder);
    requireSpace(dirname(folder), statSync(path).size);
    await unpackBackup(path, partial, (fraction) => {
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
    goOn();
    if (keepOld !== undefined && existsSync(folder)) swapIn(partial, folder, keepOld);
    else moveIn(partial, folder);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw missing
      ? new AppError('NOT_FOUND', 'The backup file was not found.', { cause: error })
      : asVaultError(error);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function requireEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new AppError('VAULT_EXISTS', 'This folder is not empty. Choose a new one for the restored vault.');
}

function moveIn(from: string, folder: string): void {
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(from, folder);
  syncFolder(dirname(folder));
}

/**
 * Two renames: a cut between them leaves no vault in its place, but the whole new one under the name that
 * `finishRestore` looks for.
 */
function swapIn(partial: string, folder: string, keepOld: string): void {
  const ready = `${folder}${readyEnd}`;
  if (existsSync(keepOld)) throw new AppError('CONFLICT', 'A vault of that name is kept here already.');
  // Refused while anybody works in the old vault; given back at once, as Windows moves no folder with open files.
  takeWriterLock(folder).release();
  renameSync(partial, ready);
  syncFolder(dirname(folder));
  renameSync(folder, keepOld);
  moveIn(ready, folder);
}

const readyEnd = '.restored';

/** Puts a restored vault into its place when that was cut off. Returns true when there was one. */
export function finishRestore(folder: string): boolean {
  const ready = `${folder}${readyEnd}`;
  if (!isWhole(ready)) return false;
  if (isWhole(folder)) {
    // Cut off before the old vault was moved away: it counts, and the backup file is still there.
    rmSync(ready, { recursive: true, force: true });
    return false;
  }
  moveIn(ready, folder);
  return true;
}

function isWhole(folder: string): boolean {
  return existsSync(join(folder, keyFileName));
}
