/** Changing who can open an open vault. Slots are rewrapped; the data key, and so the database, stays as it is. */
import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/api/errors.ts';
import { readKeyFile, type Slot } from './key-file.ts';
import {
  defaultArgon2Cost,
  makeKeychainSlot,
  makePassphraseSlot,
  makeRecoverySlot,
  type Argon2Cost,
} from './key-slots.ts';
import { newRecoveryCode } from './recovery-code.ts';
import { proveOwner, requirePassphrase, type Unlock } from './unlock.ts';
import type { Vault } from './vault-handle.ts';

/** Which ways of opening the vault has. */
export function listSlots(vault: Vault): { id: string; kind: Slot['kind']; created: string }[] {
  return vault.keyFile.slots.map(({ id, kind, created }) => ({ id, kind, created }));
}

/** Whether a closed vault can be opened through a keychain (perhaps another computer's). */
export function hasKeychainSlot(folder: string): boolean {
  try {
    return readKeyFile(folder).slots.some((slot) => slot.kind === 'keychain');
  } catch {
    return false; // Opening says what is wrong.
  }
}

/** `current` proves that it is the owner who asks. Throws WRONG_PASSPHRASE, TOO_MANY_TRIES or BAD_INPUT. */
export async function changePassphrase(
  vault: Vault,
  current: Unlock,
  next: string,
  cost: Argon2Cost = defaultArgon2Cost,
): Promise<void> {
  requirePassphrase(next);
  await proveOwner(vault, current);
  const slot = await makePassphraseSlot(vault.id, vault.dataKey, next, cost, vault.db.now());
  replaceSlots(vault, 'passphrase', [slot]);
}

/** Makes a new recovery code, to be printed; the old one stops working. */
export async function replaceRecoveryCode(vault: Vault, current: Unlock): Promise<string> {
  await proveOwner(vault, current);
  const { code, secret } = newRecoveryCode();
  const slot = makeRecoverySlot(vault.id, vault.dataKey, secret, vault.db.now());
  secret.fill(0);
  replaceSlots(vault, 'recovery', [slot]);
  return code;
}

/** Lets this computer's keychain open the vault. `seal` is the keychain's own encryption (opaque here). */
export async function addKeychain(
  vault: Vault,
  current: Unlock,
  seal: (wrappingKey: Uint8Array) => Uint8Array,
): Promise<void> {
  await proveOwner(vault, current);
  const wrappingKey = randomBytes(32);
  try {
    const sealed = seal(wrappingKey);
    const slot = makeKeychainSlot(vault.id, vault.dataKey, wrappingKey, sealed, vault.db.now());
    replaceSlots(vault, 'keychain', [slot]);
  } catch (error) {
    throw error instanceof AppError
      ? error
      : new AppError('BAD_INPUT', 'The keychain of this computer refused to keep the key.', { cause: error });
  } finally {
    wrappingKey.fill(0);
  }
}

/** The passphrase cannot be removed: a keychain can be lost with its computer, a printed code with its drawer. */
export function removeSlots(vault: Vault, kind: 'recovery' | 'keychain'): void {
  replaceSlots(vault, kind, []);
}

function replaceSlots(vault: Vault, kind: Slot['kind'], slots: readonly Slot[]): void {
  const { mac: _, ...unsigned } = vault.keyFile;
  const next = [...unsigned.slots.filter((slot) => slot.kind !== kind), ...slots];
  if (next.length === 0) throw new AppError('INTERNAL', 'A vault must keep one way of opening it.');
  vault.replaceKeyFile({ ...unsigned, slots: next });
}

/** Wraps the key again when the passphrase's hash is cheaper than today's default: the cost rises over the years. */
export async function raisePassphraseCost(
  vault: Vault,
  passphrase: string,
  cost: Argon2Cost = defaultArgon2Cost,
): Promise<boolean> {
  const cheap = vault.keyFile.slots.some(
    (slot) =>
      slot.kind === 'passphrase' &&
      slot.kdf.memoryKiB * slot.kdf.iterations < cost.memoryKiB * cost.iterations,
  );
  if (!cheap) return false;
  await changePassphrase(vault, { passphrase }, passphrase, cost);
  return true;
}
