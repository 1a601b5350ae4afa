/**
 * A new data key: the database is copied, the copy encrypted anew under another name, checked, and then made
 * the vault's by one atomic replacement of the key file, which names it. A power cut before that leaves the
 * old vault, after it the new one; the other file is removed at the next opening.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import { checkDatabase } from './check.ts';
import { databaseFileName } from './key-file.ts';
import {
  defaultArgon2Cost,
  makePassphraseSlot,
  makeRecoverySlot,
  randomDataKey,
  type Argon2Cost,
} from './key-slots.ts';
import { removeLeftovers, removeMigrationBackups } from './leftovers.ts';
import { openDatabase, rawKey } from './open-database.ts';
import { newRecoveryCode } from './recovery-code.ts';
import { copyDatabaseNow } from './snapshot.ts';
import { asVaultError } from './sqlite-errors.ts';
import { proveOwner } from './unlock.ts';
import type { Vault } from './vault-handle.ts';

/**
 * Returns the new recovery code. The passphrase stays; the keychain must be added again. Needs free space for
 * a second copy; blocks while it works. Handles got from `vault.db` before are dead afterwards.
 */
export async function rotateDataKey(
  vault: Vault,
  passphrase: string,
  cost: Argon2Cost = defaultArgon2Cost,
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
  try {
    copyDatabaseNow(vault.connection, vault.fileHandle, path);
    encryptAnew(path, vault.dataKey, dataKey);
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
    release();
  }
  removeLeftovers(vault.folder, generation);
  removeMigrationBackups(vault.folder);
  return recovery.code;
}

function encryptAnew(path: string, oldKey: Buffer, newKey: Buffer): void {
  const copy = openDatabase(path, oldKey, { mustExist: true });
  try {
    // No journal: a copy cut off half-way is thrown away, and a journal would hold pages under the old key.
    copy.pragma('journal_mode = DELETE');
    copy.pragma('journal_mode = OFF');
    const raw = rawKey(newKey);
    copy.rekey(raw);
    raw.fill(0);
    copy.pragma('journal_mode = WAL');
  } finally {
    copy.close();
  }
  const again = openDatabase(path, newKey, { mustExist: true });
  try {
    if (!checkDatabase(again).ok)
      throw new AppError(
        'VAULT_DAMAGED',
        'The re-encrypted copy did not pass its check. The vault was not changed.',
      );
  } finally {
    again.close();
  }
}
