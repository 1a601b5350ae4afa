/** File steps that must survive a power cut and stay private: 0700 folders, 0600 files, write-sync-rename. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const privateFolderMode = 0o700;
export const privateFileMode = 0o600;

export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: privateFolderMode });
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
