/** An open vault: the connection, the key, the lock, and the rule that giving up one gives up all. */
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import { wrapDatabase, type WriteDb } from './db.ts';
import { databaseFileName, writeKeyFile, type KeyFile } from './key-file.ts';
import type { Connection } from './sqlite-driver.ts';
import { asVaultError } from './sqlite-errors.ts';
import type { WriterLock } from './writer-lock.ts';

interface VaultParts {
  readonly folder: string;
  readonly wasDirty: boolean;
  readonly keyFile: KeyFile;
  readonly connection: Connection;
  readonly dataKey: Buffer;
  readonly lock: WriterLock;
  readonly now: () => string;
  readonly threadFile: string;
}

/** What is there only while the vault is open. */
interface OpenParts {
  readonly connection: Connection;
  readonly db: WriteDb;
  readonly dataKey: Buffer;
  /** The database file, for snapshots; closed only after the connection (see snapshot.ts). */
  readonly fileHandle: number;
}

export class Vault {
  readonly folder: string;
  /** True when the last session did not end by closing the vault: a crash or a power cut. */
  readonly wasDirty: boolean;
  readonly now: () => string;
  /** The program that long tasks run in, see worker/. */
  readonly threadFile: string;
  readonly #lock: WriterLock;
  #keyFile: KeyFile;
  #open: OpenParts | null;
  #occupied = false;

  constructor(parts: VaultParts) {
    this.folder = parts.folder;
    this.wasDirty = parts.wasDirty;
    this.now = parts.now;
    this.threadFile = parts.threadFile;
    this.#lock = parts.lock;
    this.#keyFile = parts.keyFile;
    this.#open = this.#openParts(parts.connection, parts.dataKey);
  }

  #openParts(connection: Connection, dataKey: Buffer): OpenParts {
    const fileHandle = openSync(join(this.folder, databaseFileName(this.#keyFile.generation)), 'r');
    return { connection, db: wrapDatabase(connection, this.now), dataKey, fileHandle };
  }

  #parts(): OpenParts {
    if (!this.#open) throw new AppError('VAULT_LOCKED', 'The vault is locked.');
    return this.#open;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  get id(): string {
    return this.#keyFile.vaultId;
  }

  get keyFile(): KeyFile {
    return this.#keyFile;
  }

  /** The handle for stores; get it anew for each task. Throws VAULT_LOCKED once closed. */
  get db(): WriteDb {
    return this.#parts().db;
  }

  /** For this folder's modules only: the driver's connection. */
  get connection(): Connection {
    return this.#parts().connection;
  }

  /** For this folder's modules only: the database file, opened for reading. Never close it. */
  get fileHandle(): number {
    return this.#parts().fileHandle;
  }

  /** For this folder's modules only; never copy it into anything that is not wiped. */
  get dataKey(): Buffer {
    return this.#parts().dataKey;
  }

  /** Claims the vault for a task that must run alone (backup, rotation, purge). Throws CONFLICT; call the result when done. */
  occupy(): () => void {
    if (this.#occupied)
      throw new AppError('CONFLICT', 'Another task is working on the whole vault. Wait until it is done.');
    this.#occupied = true;
    return () => {
      this.#occupied = false;
    };
  }

  /**
   * Refuses every change (CONFLICT) until the result is called, while reading goes on: for a task whose copy
   * would miss what is written meanwhile.
   */
  freeze(): () => void {
    const { connection } = this.#parts();
    connection.pragma('query_only = ON');
    return () => {
      if (connection.open) connection.pragma('query_only = OFF');
    };
  }

  /** Throws CANCELLED when the vault was locked, or `signal` says to stop. */
  requireGoingOn(signal?: AbortSignal): void {
    if (signal?.aborted) throw new AppError('CANCELLED', 'Stopped, as asked. Nothing was changed.');
    if (!this.isOpen) throw new AppError('CANCELLED', 'The vault was locked before this was done.');
  }

  /** Signs and writes a changed key file, whole or not at all. */
  replaceKeyFile(unsigned: Omit<KeyFile, 'mac'>): void {
    try {
      this.#keyFile = writeKeyFile(this.folder, unsigned, this.dataKey);
    } catch (error) {
      throw asVaultError(error);
    }
  }

  /** Goes over to another database file and key; writing the key file is the step that makes it so. */
  switchTo(unsigned: Omit<KeyFile, 'mac'>, connection: Connection, dataKey: Buffer): void {
    const old = this.#parts();
    try {
      this.#keyFile = writeKeyFile(this.folder, unsigned, dataKey);
    } catch (error) {
      connection.close();
      throw asVaultError(error);
    }
    this.#open = this.#openParts(connection, dataKey);
    closeParts(old);
  }

  /** Locks the vault: folds the WAL into the file, closes, wipes the key, lets others in. Safe to call twice. */
  close(): void {
    const open = this.#open;
    if (!open) return;
    this.#open = null;
    try {
      closeParts(open);
    } finally {
      this.#lock.release();
    }
  }
}

function closeParts(open: OpenParts): void {
  try {
    open.connection.close();
  } finally {
    open.dataKey.fill(0);
    closeSync(open.fileHandle);
  }
}
