/** File steps that must survive a power cut and stay private: 0700 folders, 0600 files, write-sync-rename. */
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';

const privateFolderMode = 0o700;
export const privateFileMode = 0o600;

/** Makes the folder, and those above it that are missing, and makes their names last. */
export function makePrivateFolder(path: string): void {
  const made = mkdirSync(path, { recursive: true, mode: privateFolderMode });
  if (made === undefined) return;
  for (let folder = resolve(path); folder.length >= resolve(made).length; folder = dirname(folder))
    syncFolder(dirname(folder));
}

/** A vault that was copied from elsewhere may be readable by others; nothing happens where modes mean nothing. */
export function keepPrivate(folder: string): void {
  try {
    chmodSync(folder, privateFolderMode);
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (entry.isFile()) chmodSync(join(folder, entry.name), privateFileMode);
  } catch {
    // Somebody else's files, or a file system without owners.
  }
}

/** Makes a rename or a new name in the folder last; platforms that cannot sync a folder are left alone. */
export function syncFolder(path: string): void {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch {
    return; // Windows: folders cannot be opened; renames are journalled there.
  }
  try {
    fsyncSync(handle);
  } catch {
    // Some network file systems refuse; nothing more can be done.
  } finally {
    closeSync(handle);
  }
}

/** Everything written to the file so far is on the disk afterwards, whoever wrote it. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Replaces `path` whole or not at all: a reader sees the old bytes or the new, never a mixture. */
export function writeFileAtomic(path: string, bytes: Uint8Array | string): void {
  const next = `${path}.next`;
  const handle = openSync(next, 'w', privateFileMode);
  try {
    const data = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
    let written = 0;
    while (written < data.length) written += writeSync(handle, data, written);
    fsyncSync(handle);
  } catch (error) {
    closeSync(handle);
    rmSync(next, { force: true });
    throw error;
  }
  closeSync(handle);
  renameSync(next, path);
  syncFolder(dirname(path));
}

/** Some room beside the copies themselves, for journals and the file system's own needs. */
const spareBytes = 16 * 1024 * 1024;

/** Throws DISK_FULL, saying how much is needed, when a task that writes `bytes` below `folder` cannot end well. */
export function requireSpace(folder: string, bytes: number): void {
  let free: number;
  try {
    const { bavail, bsize } = statfsSync(folder);
    free = bavail * bsize;
  } catch {
    return; // Not every file system says; writing will show.
  }
  const needed = bytes + spareBytes;
  if (free < needed)
    throw new AppError(
      'DISK_FULL',
      `This needs ${Math.ceil(needed / 1e6)} MB of free disk space; there are ${Math.floor(free / 1e6)} MB. Nothing was changed.`,
    );
}
