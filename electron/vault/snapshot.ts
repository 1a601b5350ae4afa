/**
 * A true copy of the open database, as it lies on disk: encrypted bytes, never decrypted. With the WAL folded
 * in and checkpoints held back, the main file does not change, so it can be copied piece by piece while the
 * vault goes on working (new commits wait in the WAL).
 *
 * Chosen over SQLite's backup API because the driver opens its target without a key. The file is read through
 * a handle kept open as long as the connection: closing any other handle on it would, by POSIX rules, drop
 * SQLite's own locks.
 */
import {
  closeSync,
  fstatSync,
  fsync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { AppError } from '../../shared/api/errors.ts';
import { privateFileMode, syncFolder } from './files.ts';
import type { Connection } from './sqlite-driver.ts';

const pieceBytes = 1_048_576;

/** SQLite's lock bytes lie at 1 GiB and hold no data; Windows does not let other handles read them while locked. */
const lockPage = { start: 0x4000_0000, end: 0x4000_0000 + 8192 };

/** Folds the WAL into the main file. Throws CONFLICT while a query is still being read row by row. */
export function foldWal(connection: Connection): void {
  const [result] = connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  const busy = typeof result === 'object' && result !== null && 'busy' in result && result.busy !== 0;
  if (busy) throw new AppError('CONFLICT', 'The vault is busy. Try again in a moment.');
}

/** Runs `work` with checkpoints held back; the main file stays as it is until it ends. */
export async function withStillFile<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  foldWal(connection);
  connection.pragma('wal_autocheckpoint = 0');
  try {
    return await work();
  } finally {
    if (connection.open) connection.pragma('wal_autocheckpoint = 1000');
  }
}

/** The file's bytes from a handle, in pieces. */
export function* readPieces(handle: number, size: number): Generator<Buffer> {
  const buffer = Buffer.alloc(pieceBytes);
  for (let at = 0; at < size;) {
    const inLockPage = at >= lockPage.start && at < lockPage.end;
    const edge = at < lockPage.start ? lockPage.start : inLockPage ? lockPage.end : size;
    const wanted = Math.min(pieceBytes, size - at, edge - at);
    const read = inLockPage ? buffer.fill(0, 0, wanted) && wanted : readSync(handle, buffer, 0, wanted, at);
    if (read === 0) throw new AppError('VAULT_DAMAGED', 'The vault file is shorter than it should be.');
    yield buffer.subarray(0, read);
    at += read;
  }
}

export function fileSize(handle: number): number {
  return fstatSync(handle).size;
}

/** Copies at once, blocking; `target` appears whole or not at all. */
export function copyDatabaseNow(connection: Connection, handle: number, target: string): void {
  foldWal(connection);
  const next = `${target}.next`;
  const out = openSync(next, 'w', privateFileMode);
  try {
    for (const piece of readPieces(handle, fileSize(handle))) writeFully(out, piece);
    fsyncSync(out);
  } catch (error) {
    closeSync(out);
    rmSync(next, { force: true });
    throw error;
  }
  closeSync(out);
  renameSync(next, target);
  syncFolder(dirname(target));
}

/**
 * Copies piece by piece, letting other work run in between; call it inside `withStillFile`. `between` is told the
 * fraction done and may throw to stop. A half-written `target` is the caller's to remove.
 */
export async function copyStillFile(
  handle: number,
  target: string,
  between: (fraction: number) => void,
): Promise<void> {
  const size = fileSize(handle);
  const out = openSync(target, 'w', privateFileMode);
  try {
    let done = 0;
    for (const piece of readPieces(handle, size)) {
      writeFully(out, piece);
      done += piece.length;
      await nextTurn();
      between(done / size);
    }
    await syncLater(out);
  } finally {
    closeSync(out);
  }
}

/** As fsync, without holding up everything else: for a large file it takes seconds. */
export const syncLater = promisify(fsync);

export function writeFully(handle: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
}
