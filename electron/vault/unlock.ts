/** From what a person offers (passphrase, printed code, keychain) to the data key, with delays after wrong tries. */
import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../shared/api/errors.ts';
import { checkKeyFile, type KeyFile } from './key-file.ts';
import { unwrapDataKey, type Secret } from './key-slots.ts';
import { parseRecoveryCode } from './recovery-code.ts';
import { checkTries, clearTries, countTry } from './tries.ts';
import type { Vault } from './vault-handle.ts';

/** How a person proves that the vault is theirs. */
export type Unlock =
  | { readonly passphrase: string }
  | { readonly recoveryCode: string }
  | { readonly keychain: (sealed: Uint8Array) => Uint8Array | null };

/**
 * The data key; the caller wipes it. Throws BAD_INPUT (a mistyped recovery code: no try is counted),
 * TOO_MANY_TRIES, WRONG_PASSPHRASE, or VAULT_DAMAGED when the key file was altered.
 */
export async function unlockDataKey(
  folder: string,
  keyFile: KeyFile,
  unlock: Unlock,
  now: string,
): Promise<Buffer> {
  const secret = secretFrom(unlock);
  try {
    const counts = secret.kind !== 'keychain';
    if (counts) {
      checkTries(folder, now);
      countTry(folder, now);
    }
    const opened = await unwrapDataKey(keyFile.vaultId, keyFile.slots, secret);
    if (!opened)
      throw new AppError('WRONG_PASSPHRASE', 'That does not open this vault. Check it and try again.');
    try {
      checkKeyFile(keyFile, opened.dataKey);
    } catch (error) {
      opened.dataKey.fill(0);
      throw error;
    }
    if (counts) clearTries(folder);
    return opened.dataKey;
  } finally {
    if (secret.kind === 'recovery') secret.bytes.fill(0);
  }
}

/** Throws as unlockDataKey does unless `unlock` opens this open vault. */
export async function proveOwner(vault: Vault, unlock: Unlock): Promise<void> {
  const key = await unlockDataKey(vault.folder, vault.keyFile, unlock, vault.db.now());
  const same = timingSafeEqual(key, vault.dataKey);
  key.fill(0);
  if (!same) throw new AppError('VAULT_DAMAGED', 'The key file belongs to another vault.');
}

function secretFrom(unlock: Unlock): Secret {
  if ('passphrase' in unlock) return { kind: 'passphrase', passphrase: unlock.passphrase };
  if ('recoveryCode' in unlock) return { kind: 'recovery', bytes: parseRecoveryCode(unlock.recoveryCode) };
  return { kind: 'keychain', unseal: unlock.keychain };
}

/** Eight characters: short enough for a tired person, and the hash makes each guess cost most of a second. */
const shortestPassphrase = 8;

export function requirePassphrase(passphrase: string): void {
  if (Array.from(passphrase).length < shortestPassphrase)
    throw new AppError('BAD_INPUT', `The passphrase needs at least ${shortestPassphrase} characters.`);
}
