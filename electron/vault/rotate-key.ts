/**
 * A new data key: the database is copied, the copy encrypted anew under another name, checked, and then made
 * the vault's by one atomic replacement of the key file, which names it. A power cut before that leaves the
 * old vault, after it the new one; the other file is removed at the next opening.
 *
 * Encrypting and checking run in a thread of their own. Reading goes on meanwhile; changes are refused, as the
 * copy would miss them.
 */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import { requireSpace, syncFolder } from './files.ts';
import { databaseFileName } from './key-file.ts';
import {
  defaultArgon2Cost,
  makePassphraseSlot,
  makeRecoverySlot,
  randomDataKey,
  type Argon2Cost,
} from './key-slots.ts';
import { removeLeftovers, removeMigrationBackups } from './leftovers.ts';
import { openDatabase } from './open-database.ts';
import { newRecoveryCode } from './recovery-code.ts';
import { copyStillFile, fileSize, withStillFile } from './snapshot.ts';
import { asVaultError } from './sqlite-errors.ts';
import { proveOwner } from './unlock.ts';
import type { Vault } from './vault-handle.ts';
import { runJob, type Following } from './worker/run-job.ts';

/**
 * Returns the new recovery code. The passphrase stays; the keychain must be added again. Needs free space for
 * a second copy. Handles got from `vault.db` before are dead afterwards. Throws WRONG_PASSPHRASE, DISK_FULL,
 * CONFLICT, CANCELLED or VAULT_DAMAGED; then the vault is as it was.
 */
export async function rotateDataKey(
  vault: Vault,
  passphrase: string,
  cost: Argon2Cost = defaultArgon2Cost,
  following: Following = {},
): Promise<string> {
  await proveOwner(vault, { passphrase });
  const dataKey = randomDataKey();
  const recovery = newRecoveryCode();
  const now = vault.db.now();
  const slots = [
    await makePassphraseSlot(vault.id, dataKey, passphrase, cost, now),
    makeRecoverySlot(vault.id, dataKey, recovery.secret, now),
  ];
  recovery.secret.fill(0);
  const generation = vault.keyFile.generation + 1;
  const path = join(vault.folder, databaseFileName(generation));
  const release = vault.occupy();
  const thaw = vault.freeze();
  try {
    await makeCopy(vault, path, dataKey, following);
    vault.requireGoingOn(following.signal);
    const { mac: _, ...unsigned } = vault.keyFile;
    vault.switchTo(
      { ...unsigned, generation, slots },
      openDatabase(path, dataKey, { mustExist: true }),
      dataKey,
    );
  } catch (error) {
    dataKey.fill(0);
    if (vault.keyFile.generation !== generation)
      for (const end of ['', '-wal', '-journal']) rmSync(path + end, { force: true });
    throw asVaultError(error);
  } finally {
    thaw();
    release();
  }
  removeLeftovers(vault.folder, generation);
  removeMigrationBackups(vault.folder);
  return recovery.code;
}

/** The whole database under the new key, on disk for good and checked. */
async function makeCopy(
  vault: Vault,
  path: string,
  newKey: Buffer,
  { signal, onProgress = () => undefined }: Following,
): Promise<void> {
  requireSpace(vault.folder, fileSize(vault.fileHandle));
  await withStillFile(vault.connection, () =>
    copyStillFile(vault.fileHandle, path, (fraction) => {
      onProgress(fraction * 0.2);
      vault.requireGoingOn(signal);
    }),
  );
  const job = { kind: 'encrypt-anew', path, oldKey: vault.dataKey, newKey } as const;
  const { ok } = await runJob(job, vault.threadFile, {
    ...(signal ? { signal } : {}),
    onProgress: (fraction) => onProgress(0.2 + fraction * 0.8),
  });
  if (!ok)
    throw new AppError(
      'VAULT_DAMAGED',
      'The re-encrypted copy did not pass its check. The vault was not changed.',
    );
  syncFolder(dirname(path));
}
