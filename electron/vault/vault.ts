/** Creating, opening and closing a vault: who may open it, and what is held in memory while it is open. */
import type { Connection } from './sqlite-driver.ts';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import { wrapDatabase, type WriteDb } from './db.ts';
import { makePrivateFolder, syncFolder } from './files.ts';
import {
  checkKeyFile,
  databaseFileName,
  formatVersion,
  keyFileName,
  readKeyFile,
  writeKeyFile,
  type KeyFile,
} from './key-file.ts';
import {
  defaultArgon2Cost,
  makePassphraseSlot,
  makeRecoverySlot,
  randomDataKey,
  unwrapDataKey,
  type Argon2Cost,
  type Secret,
} from './key-slots.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { asVaultError } from './sqlite-errors.ts';
import { newRecoveryCode, parseRecoveryCode } from './recovery-code.ts';
import { requeueInterrupted } from './stores/import-jobs.ts';
import { removeUnfinishedUploads } from './stores/originals.ts';
import { takeWriterLock, type WriterLock } from './writer-lock.ts';

export interface VaultOptions {
  /** Cost of the passphrase's hash; tests pass a cheap one. */
  readonly argon2?: Argon2Cost;
  /** The clock for every timestamp, ISO 8601 UTC. */
  readonly now?: () => string;
}

/** How a person proves that the vault is theirs. */
export type Unlock =
  | { readonly passphrase: string }
  | { readonly recoveryCode: string }
  | { readonly keychain: (sealed: Uint8Array) => Uint8Array | null };

/** An open vault. Owns the connection, the lock and the data key; `close` gives up all three. */
export class Vault {
  readonly folder: string;
  /** True when the last session did not end by closing the vault: a crash or a power cut. */
  readonly wasDirty: boolean;
  #keyFile: KeyFile;
  #connection: Connection | null;
  #db: WriteDb | null;
  readonly #dataKey: Buffer;
  readonly #lock: WriterLock;

  constructor(parts: {
    folder: string;
    wasDirty: boolean;
    keyFile: KeyFile;
    connection: Connection;
    dataKey: Buffer;
    lock: WriterLock;
    now: () => string;
  }) {
    this.folder = parts.folder;
    this.wasDirty = parts.wasDirty;
    this.#keyFile = parts.keyFile;
    this.#connection = parts.connection;
    this.#db = wrapDatabase(parts.connection, parts.now);
    this.#dataKey = parts.dataKey;
    this.#lock = parts.lock;
  }

  /** The handle for stores. Throws VAULT_LOCKED once closed. */
  get db(): WriteDb {
    if (!this.#db) throw lockedError();
    return this.#db;
  }

  get isOpen(): boolean {
    return this.#connection !== null;
  }

  get id(): string {
    return this.#keyFile.vaultId;
  }

  get keyFile(): KeyFile {
    return this.#keyFile;
  }

  /** For this folder's modules only: the driver's connection. */
  get connection(): Connection {
    if (!this.#connection) throw lockedError();
    return this.#connection;
  }

  /** For this folder's modules only; never copy it into anything that is not wiped. */
  get dataKey(): Buffer {
    if (!this.#connection) throw lockedError();
    return this.#dataKey;
  }

  /** Signs and writes changed slots (key-management modules). */
  replaceKeyFile(unsigned: Omit<KeyFile, 'mac'>): void {
    try {
      this.#keyFile = writeKeyFile(this.folder, unsigned, this.dataKey);
    } catch (error) {
      throw asVaultError(error);
    }
  }

  /** Locks the vault: folds the WAL into the file, closes, wipes the key, lets others in. Safe to call twice. */
  close(): void {
    const connection = this.#connection;
    if (!connection) return;
    this.#connection = null;
    this.#db = null;
    try {
      connection.close();
    } finally {
      this.#dataKey.fill(0);
      this.#lock.release();
    }
  }
}

function lockedError(): AppError {
  return new AppError('VAULT_LOCKED', 'The vault is locked.');
}

/** True when the folder holds a vault (or what is left of one). */
export function isVault(folder: string): boolean {
  return existsSync(join(folder, keyFileName));
}

/**
 * Makes a new vault in `folder` (created if need be; it must be empty) and opens it. The recovery code is
 * returned once, for printing, and stored nowhere.
 */
export async function createVault(
  folder: string,
  passphrase: string,
  options: VaultOptions = {},
): Promise<{ vault: Vault; recoveryCode: string }> {
  requirePassphrase(passphrase);
  const now = options.now ?? systemClock;
  try {
    makePrivateFolder(folder);
    if (readdirSync(folder).length > 0)
      throw new AppError('VAULT_EXISTS', 'This folder is not empty. Choose a new one for the vault.');
  } catch (error) {
    throw asVaultError(error);
  }
  const lock = takeWriterLock(folder);
  const dataKey = randomDataKey();
  const recovery = newRecoveryCode();
  try {
    const vaultId = randomUUID();
    const slots = [
      await makePassphraseSlot(vaultId, dataKey, passphrase, options.argon2 ?? defaultArgon2Cost, now()),
      makeRecoverySlot(vaultId, dataKey, recovery.secret, now()),
    ];
    const connection = openDatabase(join(folder, databaseFileName(1)), dataKey, { mustExist: false });
    migrate(connection, () => undefined);
    connection.prepare("INSERT INTO vault_info VALUES ('vaultId', ?), ('createdAt', ?)").run(vaultId, now());
    // The key file comes last: without it the folder is not a vault, so a crash before here leaves nothing half-made.
    const unsigned = {
      format: 'rejoinder-vault',
      formatVersion,
      vaultId,
      cipher: 'sqlite3mc-aegis-256',
      generation: 1,
      slots,
    } as const;
    const keyFile = writeKeyFile(folder, { ...unsigned, slots }, dataKey);
    syncFolder(folder);
    return {
      vault: new Vault({ folder, wasDirty: false, keyFile, connection, dataKey, lock, now }),
      recoveryCode: recovery.code,
    };
  } catch (error) {
    dataKey.fill(0);
    lock.release();
    throw asVaultError(error);
  } finally {
    recovery.secret.fill(0);
  }
}

/**
 * Opens a vault, migrating it if it is older. Throws WRONG_PASSPHRASE, BAD_INPUT (a mistyped recovery code),
 * VAULT_MISSING, VAULT_IN_USE, VAULT_NEWER or VAULT_DAMAGED; then nothing is open and nothing was changed.
 */
export async function openVault(folder: string, unlock: Unlock, options: VaultOptions = {}): Promise<Vault> {
  const now = options.now ?? systemClock;
  let keyFile = readKeyFile(folder);
  const secret = secretFrom(unlock);
  const lock = takeWriterLock(folder);
  let dataKey: Buffer | undefined;
  try {
    keyFile = readKeyFile(folder); // again, now that nobody else can replace it
    const opened = await unwrapDataKey(keyFile.vaultId, keyFile.slots, secret);
    if (!opened)
      throw new AppError('WRONG_PASSPHRASE', 'That does not open this vault. Check it and try again.');
    dataKey = opened.dataKey;
    checkKeyFile(keyFile, dataKey);
    const path = join(folder, databaseFileName(keyFile.generation));
    const wasDirty = existsSync(`${path}-wal`);
    const connection = openDatabase(path, dataKey, { mustExist: true });
    try {
      migrate(connection, () => undefined);
      const stored = connection.prepare("SELECT value FROM vault_info WHERE key = 'vaultId'").pluck().get();
      if (stored !== keyFile.vaultId)
        throw new AppError('VAULT_DAMAGED', 'The key file belongs to another vault.');
      removeLeftovers(folder, keyFile.generation);
    } catch (error) {
      connection.close();
      throw error;
    }
    const vault = new Vault({ folder, wasDirty, keyFile, connection, dataKey, lock, now });
    removeUnfinishedUploads(vault.db);
    requeueInterrupted(vault.db);
    return vault;
  } catch (error) {
    dataKey?.fill(0);
    lock.release();
    throw asVaultError(error);
  } finally {
    if (secret.kind === 'recovery') secret.bytes.fill(0);
  }
}

function secretFrom(unlock: Unlock): Secret {
  if ('passphrase' in unlock) return { kind: 'passphrase', passphrase: unlock.passphrase };
  if ('recoveryCode' in unlock) return { kind: 'recovery', bytes: parseRecoveryCode(unlock.recoveryCode) };
  return { kind: 'keychain', unseal: unlock.keychain };
}

/** Databases of other generations and unfinished writes: what an interrupted key rotation leaves. */
function removeLeftovers(folder: string, generation: number): void {
  const kept = databaseFileName(generation);
  for (const name of readdirSync(folder)) {
    const database = /^(vault-\d+\.db)(-wal|-shm|-journal|\.next)?$/.exec(name)?.[1];
    if ((database && database !== kept) || name === `${keyFileName}.next`)
      rmSync(join(folder, name), { force: true });
  }
}

/** Eight characters: short enough for a tired person, and the hash makes each guess cost most of a second. */
export const shortestPassphrase = 8;

export function requirePassphrase(passphrase: string): void {
  if (Array.from(passphrase).length < shortestPassphrase)
    throw new AppError('BAD_INPUT', `The passphrase needs at least ${shortestPassphrase} characters.`);
}

function systemClock(): string {
  return new Date().toISOString();
}
