/** Creating and opening a vault. */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import { checkSchema } from './check-schema.ts';
import { keepPrivate, makePrivateFolder } from './files.ts';
import {
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
  type Argon2Cost,
} from './key-slots.ts';
import { isLeftover, migrationBackupName, removeLeftovers } from './leftovers.ts';
import { raisePassphraseCost } from './manage-keys.ts';
import { migrate } from './migrate.ts';
import { migrations, type Migration } from './migrations/index.ts';
import { openDatabase } from './open-database.ts';
import { newRecoveryCode } from './recovery-code.ts';
import { copyDatabaseNow, fileSize, foldWal } from './snapshot.ts';
import type { Connection } from './sqlite-driver.ts';
import { asVaultError } from './sqlite-errors.ts';
import { requeueInterrupted } from './stores/import-jobs.ts';
import { removeUnfinishedUploads } from './stores/originals.ts';
import { requirePassphrase, unlockDataKey, type Unlock } from './unlock.ts';
import { Vault } from './vault-handle.ts';
import { sourceThreadFile } from './worker/run-job.ts';
import { lockFileName, takeWriterLock, type WriterLock } from './writer-lock.ts';

export type { Unlock } from './unlock.ts';
export type { Vault } from './vault-handle.ts';

export interface VaultOptions {
  /** Cost of the passphrase's hash; tests pass a cheap one. */
  readonly argon2?: Argon2Cost;
  /** The clock for every timestamp, ISO 8601 UTC. */
  readonly now?: () => string;
  /** Where the thread for long tasks lies, when this code was bundled. */
  readonly threadFile?: string;
  /** Tests of migrations pass their own steps. */
  readonly migrations?: readonly Migration[];
}

/** True when the folder holds a vault (or what is left of one). */
export function isVault(folder: string): boolean {
  return existsSync(join(folder, keyFileName));
}

/**
 * Makes a new vault in `folder` (created if need be; it must be empty) and opens it. The recovery code is
 * returned once, for printing, and stored nowhere. Throws BAD_INPUT, VAULT_EXISTS or DISK_FULL.
 */
export async function createVault(
  folder: string,
  passphrase: string,
  options: VaultOptions = {},
): Promise<{ vault: Vault; recoveryCode: string }> {
  requirePassphrase(passphrase);
  const lock = claimNewFolder(folder);
  const now = options.now ?? systemClock;
  const dataKey = randomDataKey();
  const recovery = newRecoveryCode();
  let connection: Connection | undefined;
  try {
    const vaultId = randomUUID();
    const slots = [
      await makePassphraseSlot(vaultId, dataKey, passphrase, options.argon2 ?? defaultArgon2Cost, now()),
      makeRecoverySlot(vaultId, dataKey, recovery.secret, now()),
    ];
    connection = openDatabase(join(folder, databaseFileName(1)), dataKey, { mustExist: false });
    const steps = options.migrations ?? migrations;
    migrate(connection, steps);
    connection.prepare("INSERT INTO vault_info VALUES ('vaultId', ?), ('createdAt', ?)").run(vaultId, now());
    // In the file itself: a journal that is lost must not take the tables along.
    foldWal(connection);
    // The key file comes last: without it the folder is no vault, so a crash before here leaves nothing half-made.
    const unsigned: Omit<KeyFile, 'mac'> = {
      format: 'rejoinder-vault',
      formatVersion,
      vaultId,
      cipher: 'sqlite3mc-aegis-256',
      generation: 1,
      schemaVersion: steps.length,
      slots,
    };
    const keyFile = writeKeyFile(folder, unsigned, dataKey);
    return {
      vault: new Vault({
        folder,
        wasDirty: false,
        keyFile,
        connection,
        dataKey,
        lock,
        now,
        threadFile: options.threadFile ?? sourceThreadFile(),
      }),
      recoveryCode: recovery.code,
    };
  } catch (error) {
    connection?.close();
    dataKey.fill(0);
    lock.release();
    throw asVaultError(error);
  } finally {
    recovery.secret.fill(0);
  }
}

/**
 * Locks the folder, and only then removes what a creation that was cut off left there (it has no key file, so it
 * holds nothing): another process may be creating a vault at this very moment.
 */
function claimNewFolder(folder: string): WriterLock {
  let lock: WriterLock | undefined;
  const requireFree = (): void => {
    if (isVault(folder) || readdirSync(folder).some((name) => !isLeftover(name, 0) && name !== lockFileName))
      throw new AppError('VAULT_EXISTS', 'This folder is not empty. Choose a new one for the vault.');
  };
  try {
    makePrivateFolder(folder);
    requireFree();
    lock = takeWriterLock(folder);
    requireFree();
    removeLeftovers(folder, 0);
    return lock;
  } catch (error) {
    lock?.release();
    throw asVaultError(error);
  }
}

/**
 * Opens a vault, migrating it if it is older. Throws WRONG_PASSPHRASE, TOO_MANY_TRIES, BAD_INPUT (a mistyped
 * recovery code), VAULT_MISSING, VAULT_IN_USE, VAULT_NEWER, VAULT_DAMAGED or DISK_FULL; then nothing is open.
 */
export async function openVault(folder: string, unlock: Unlock, options: VaultOptions = {}): Promise<Vault> {
  const now = options.now ?? systemClock;
  const steps = options.migrations ?? migrations;
  refuseNewer(readKeyFile(folder), steps);
  const lock = takeWriterLock(folder);
  let dataKey: Buffer | undefined;
  let vault: Vault | undefined;
  try {
    const keyFile = readKeyFile(folder); // again, now that nobody else can replace it
    refuseNewer(keyFile, steps);
    dataKey = await unlockDataKey(folder, keyFile, unlock, now());
    const path = join(folder, databaseFileName(keyFile.generation));
    const wasDirty = existsSync(`${path}-wal`);
    const connection = openDatabase(path, dataKey, { mustExist: true });
    vault = new Vault({
      folder,
      wasDirty,
      keyFile,
      connection,
      dataKey,
      lock,
      now,
      threadFile: options.threadFile ?? sourceThreadFile(),
    });
    prepare(vault, steps);
    await raiseCost(vault, unlock, options.argon2);
    return vault;
  } catch (error) {
    vault?.close();
    dataKey?.fill(0);
    lock.release();
    throw asVaultError(error);
  }
}

/** The hash's cost rises over the years: only an opening has the passphrase that this takes. A full disk puts it off. */
async function raiseCost(vault: Vault, unlock: Unlock, cost: Argon2Cost | undefined): Promise<void> {
  if (!('passphrase' in unlock)) return;
  try {
    await raisePassphraseCost(vault, unlock.passphrase, cost);
  } catch (error) {
    if (!(asVaultError(error) instanceof AppError)) throw error;
  }
}

/** The steps between having the key and giving out the vault; throws when it is not what it should be. */
function prepare(vault: Vault, steps: readonly Migration[]): void {
  const { connection, folder, keyFile } = vault;
  checkSchema(connection, steps);
  const stored = connection.prepare("SELECT value FROM vault_info WHERE key = 'vaultId'").pluck().get();
  if (stored !== keyFile.vaultId)
    throw new AppError('VAULT_DAMAGED', 'The key file belongs to another vault.');
  if (vault.wasDirty && fileSize(vault.fileHandle) <= quickCheckBytes) requireSound(connection);
  migrate(connection, steps, (fromVersion) => {
    copyDatabaseNow(connection, vault.fileHandle, join(folder, migrationBackupName(fromVersion)));
    // First the promise that an older app must stay out, then the change.
    const { mac: _, ...unsigned } = keyFile;
    vault.replaceKeyFile({ ...unsigned, schemaVersion: steps.length });
  });
  keepPrivate(folder);
  removeLeftovers(folder, keyFile.generation);
  removeUnfinishedUploads(vault.db);
  requeueInterrupted(vault.db);
}

/** After a crash a vault up to this size is checked before it opens (about a second); a larger one by the app, in the background. */
const quickCheckBytes = 268_435_456;

function requireSound(connection: Connection): void {
  if (connection.prepare('PRAGMA quick_check(1)').pluck().get() !== 'ok')
    throw new AppError(
      'VAULT_DAMAGED',
      'The vault was not closed properly and its file is damaged. Restore it from a backup.',
    );
}

/** Before the database is touched at all. */
function refuseNewer(keyFile: KeyFile, steps: readonly Migration[]): void {
  if (keyFile.schemaVersion > steps.length) throw newerVaultError();
}

function newerVaultError(): AppError {
  return new AppError(
    'VAULT_NEWER',
    'This vault was made by a newer version of Rejoinder. It was left untouched; update the app to open it.',
  );
}

function systemClock(): string {
  return new Date().toISOString();
}
