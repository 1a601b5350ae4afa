/** Wrapping the data key for one slot, and unwrapping it. AES-256-GCM, with the slot's own settings as AAD. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { sortedEntries, type Argon2Params, type Slot } from './key-file.ts';

export const dataKeyBytes = 32;

export type Argon2Cost = Pick<Argon2Params, 'memoryKiB' | 'iterations' | 'parallelism'>;

/**
 * Twice the memory of RFC 9106's second recommended setting (64 MiB, 3 passes, 4 lanes): about 0.8 s on a
 * 2020s laptop in WebAssembly. hash-wasm, because Electron's BoringSSL lacks crypto.argon2.
 */
export const defaultArgon2Cost: Argon2Cost = { memoryKiB: 131_072, iterations: 3, parallelism: 4 };

/** Zeroed memory of its own, so that wiping it leaves no copy in Node's shared pool. */
function newSecret(size: number): Buffer {
  return Buffer.alloc(size);
}

export function randomDataKey(): Buffer {
  const key = newSecret(dataKeyBytes);
  const random = randomBytes(dataKeyBytes);
  random.copy(key);
  random.fill(0);
  return key;
}

/** What is bound to the wrapped key: a slot moved to another vault or with altered settings does not open. */
function associatedData(vaultId: string, slot: object): Buffer {
  const settings = Object.fromEntries(
    Object.entries(slot).filter(([name]) => name !== 'wrapped' && name !== 'nonce'),
  );
  return Buffer.from(JSON.stringify(['rejoinder slot v1', vaultId, sortedEntries(settings)]));
}

function seal(
  vaultId: string,
  header: object,
  wrappingKey: Buffer,
  dataKey: Buffer,
): { nonce: string; wrapped: string } {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce).setAAD(associatedData(vaultId, header));
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString('base64'), wrapped: wrapped.toString('base64') };
}

/** The data key, or null when the wrapping key is not this slot's (or the slot was altered). */
function unseal(vaultId: string, slot: Slot, wrappingKey: Buffer): Buffer | null {
  const bytes = Buffer.from(slot.wrapped, 'base64');
  const nonce = Buffer.from(slot.nonce, 'base64');
  if (bytes.length !== dataKeyBytes + 16 || nonce.length !== 12) return null;
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, nonce, { authTagLength: 16 })
    .setAAD(associatedData(vaultId, slot))
    .setAuthTag(bytes.subarray(dataKeyBytes));
  const dataKey = newSecret(dataKeyBytes);
  try {
    decipher.update(bytes.subarray(0, dataKeyBytes)).copy(dataKey);
    decipher.final();
    return dataKey;
  } catch {
    dataKey.fill(0);
    return null;
  }
}

async function passphraseKey(passphrase: string, kdf: Argon2Params): Promise<Buffer> {
  // NFKC: the same passphrase typed on another keyboard or system gives the same bytes.
  const bytes = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
  const hash = await argon2id({
    password: bytes,
    salt: Buffer.from(kdf.salt, 'base64'),
    memorySize: kdf.memoryKiB,
    iterations: kdf.iterations,
    parallelism: kdf.parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
  bytes.fill(0);
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength);
}

function recoveryKey(secret: Uint8Array, salt: string): Buffer {
  return Buffer.from(
    hkdfSync('sha256', secret, Buffer.from(salt, 'base64'), 'rejoinder recovery code v1', 32),
  );
}

export async function makePassphraseSlot(
  vaultId: string,
  dataKey: Buffer,
  passphrase: string,
  cost: Argon2Cost,
  created: string,
): Promise<Slot> {
  const kdf: Argon2Params = {
    name: 'argon2id',
    memoryKiB: cost.memoryKiB,
    iterations: cost.iterations,
    parallelism: cost.parallelism,
    salt: randomBytes(16).toString('base64'),
  };
  const header = { kind: 'passphrase' as const, id: randomUUID(), created, kdf };
  const key = await passphraseKey(passphrase, kdf);
  const slot: Slot = { ...header, ...seal(vaultId, header, key, dataKey) };
  key.fill(0);
  return slot;
}

/** `secret` is the recovery code's own 130 random bits, so no slow hash is needed. */
export function makeRecoverySlot(
  vaultId: string,
  dataKey: Buffer,
  secret: Uint8Array,
  created: string,
): Slot {
  const header = {
    kind: 'recovery' as const,
    id: randomUUID(),
    created,
    kdf: { name: 'hkdf-sha256' as const, salt: randomBytes(16).toString('base64') },
  };
  const key = recoveryKey(secret, header.kdf.salt);
  const slot: Slot = { ...header, ...seal(vaultId, header, key, dataKey) };
  key.fill(0);
  return slot;
}

/** `sealed` is the keychain's opaque form of `wrappingKey` (32 bytes); only `sealed` is stored. */
export function makeKeychainSlot(
  vaultId: string,
  dataKey: Buffer,
  wrappingKey: Buffer,
  sealed: Uint8Array,
  created: string,
): Slot {
  const header = {
    kind: 'keychain' as const,
    id: randomUUID(),
    created,
    sealed: Buffer.from(sealed).toString('base64'),
  };
  return { ...header, ...seal(vaultId, header, wrappingKey, dataKey) };
}

/** What a person, or the host's keychain, offers to open the vault. */
export type Secret =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly bytes: Uint8Array }
  | { readonly kind: 'keychain'; readonly unseal: (sealed: Uint8Array) => Uint8Array | null };

/** The data key and the slot that opened, or null when the secret opens none of its kind. */
export async function unwrapDataKey(
  vaultId: string,
  slots: readonly Slot[],
  secret: Secret,
): Promise<{ dataKey: Buffer; slot: Slot } | null> {
  for (const slot of slots) {
    const key = await wrappingKeyFor(slot, secret);
    if (!key) continue;
    const dataKey = unseal(vaultId, slot, key);
    key.fill(0);
    if (dataKey) return { dataKey, slot };
  }
  return null;
}

async function wrappingKeyFor(slot: Slot, secret: Secret): Promise<Buffer | null> {
  if (slot.kind === 'passphrase' && secret.kind === 'passphrase')
    return passphraseKey(secret.passphrase, slot.kdf);
  if (slot.kind === 'recovery' && secret.kind === 'recovery') return recoveryKey(secret.bytes, slot.kdf.salt);
  if (slot.kind === 'keychain' && secret.kind === 'keychain') {
    const key = secret.unseal(Buffer.from(slot.sealed, 'base64'));
    return key?.length === 32 ? Buffer.from(key) : null;
  }
  return null;
}
