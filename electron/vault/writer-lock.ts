/**
 * One writer at a time. The lock is an exclusive SQLite lock on an empty file, held for as long as the vault
 * is open: the operating system drops it when the process dies, however it dies, so a leftover file is never
 * mistaken for a live owner, and a reused process id never for the old one.
 */
import { connect } from './sqlite-driver.ts';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { privateFileMode } from './files.ts';
import { asVaultError } from './sqlite-errors.ts';

export const lockFileName = 'writer.lock';

export interface WriterLock {
  release(): void;
}

/** Throws VAULT_IN_USE at once when another process, or this one, has the vault open. */
export function takeWriterLock(folder: string): WriterLock {
  const path = join(folder, lockFileName);
  try {
    makeOnce(path);
    const connection = connect(path, { timeout: 0 });
    try {
      connection.pragma('journal_mode = MEMORY');
      connection.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      connection.close();
      throw error;
    }
    return { release: () => void connection.close() };
  } catch (error) {
    throw asVaultError(error);
  }
}

/**
 * Only where there is none: closing any handle of our own on a locked file would, by POSIX rules, drop this
 * process's lock on it, and a second, refused opening would let another process in.
 */
function makeOnce(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, 'wx', privateFileMode));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
