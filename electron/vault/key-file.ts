/**
 * keys.json: which database file is the vault's, and the data key wrapped once per slot. It is small, plain
 * JSON, replaced atomically; that replacement is also the commit point of a key rotation, as the file names
 * the database it belongs to.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { writeFileAtomic } from './files.ts';

export const keyFileName = 'keys.json';
/** Version of the folder's layout and of this file; the database has its own (PRAGMA user_version). */
export const formatVersion = 1;

const base64 = z.base64();

const Argon2Params = z.strictObject({
  name: z.literal('argon2id'),
  memoryKiB: z.int().min(8).max(4_194_304),
  iterations: z.int().min(1).max(100),
  parallelism: z.int().min(1).max(64),
  salt: base64,
});
export type Argon2Params = z.output<typeof Argon2Params>;

const wrapped = { id: z.uuid(), created: z.iso.datetime(), nonce: base64, wrapped: base64 };

const Slot = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), ...wrapped, kdf: Argon2Params }),
  z.strictObject({
    kind: z.literal('recovery'),
    ...wrapped,
    kdf: z.strictObject({ name: z.literal('hkdf-sha256'), salt: base64 }),
  }),
  // The host's keychain holds the wrapping key: `sealed` is what it returned for it, opaque here.
  z.strictObject({ kind: z.literal('keychain'), ...wrapped, sealed: base64 }),
]);
export type Slot = z.output<typeof Slot>;

const KeyFile = z.strictObject({
  format: z.literal('rejoinder-vault'),
  formatVersion: z.literal(formatVersion),
  vaultId: z.uuid(),
  cipher: z.literal('sqlite3mc-aegis-256'),
  /** Rises by one with each key rotation; part of the database's name. */
  generation: z.int().min(1),
  /** The database's schema is this version or, while a migration was cut off, an earlier one. */
  schemaVersion: z.int().min(1),
  slots: z.array(Slot).min(1).max(16),
  /** HMAC-SHA256 under a key derived from the data key, over everything above. */
  mac: base64,
});
export type KeyFile = z.output<typeof KeyFile>;

/** The database file a key file belongs to. */
export function databaseFileName(generation: number): string {
  return `vault-${generation}.db`;
}

/** Reads and checks the shape of keys.json; throws VAULT_MISSING, VAULT_NEWER or VAULT_DAMAGED. */
export function readKeyFile(folder: string): KeyFile {
  let text: string;
  try {
    text = readFileSync(join(folder, keyFileName), 'utf8');
  } catch (error) {
    throw new AppError('VAULT_MISSING', 'There is no vault in this folder.', { cause: error });
  }
  return parseKeyFile(text);
}

export function parseKeyFile(text: string): KeyFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damagedKeyFile(error);
  }
  const version = z.object({ format: z.literal('rejoinder-vault'), formatVersion: z.int() }).safeParse(json);
  if (version.success && version.data.formatVersion > formatVersion)
    throw new AppError(
      'VAULT_NEWER',
      'This vault was made by a newer version of Rejoinder. It was left untouched; update the app to open it.',
    );
  const parsed = KeyFile.safeParse(json);
  if (!parsed.success) throw damagedKeyFile(parsed.error);
  return parsed.data;
}

function damagedKeyFile(cause: unknown): AppError {
  return new AppError('VAULT_DAMAGED', 'The key file of this vault is damaged. Restore it from a backup.', {
    cause,
  });
}

/** Signs and writes keys.json, whole or not at all. Returns what was written. */
export function writeKeyFile(folder: string, unsigned: Omit<KeyFile, 'mac'>, dataKey: Buffer): KeyFile {
  const signed: KeyFile = { ...unsigned, mac: macOf(unsigned, dataKey).toString('base64') };
  writeFileAtomic(join(folder, keyFileName), `${JSON.stringify(signed, null, 2)}\n`);
  return signed;
}

/** Throws VAULT_DAMAGED when slots were added, removed or altered by someone without the data key. */
export function checkKeyFile(keyFile: KeyFile, dataKey: Buffer): void {
  const { mac, ...unsigned } = keyFile;
  const given = Buffer.from(mac, 'base64');
  const expected = macOf(unsigned, dataKey);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw damagedKeyFile(undefined);
}

function macOf(unsigned: Omit<KeyFile, 'mac'>, dataKey: Buffer): Buffer {
  const key = Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), 'rejoinder key file v1', 32));
  const slots = unsigned.slots.map((slot) => sortedEntries(slot));
  const { format, formatVersion: version, vaultId, cipher, generation, schemaVersion } = unsigned;
  const mac = createHmac('sha256', key)
    .update(JSON.stringify([format, version, vaultId, cipher, generation, schemaVersion, slots]))
    .digest();
  key.fill(0);
  return mac;
}

/** An object as sorted [name, value] pairs, so that the MAC does not hang on the order of keys. */
export function sortedEntries(value: object): unknown[] {
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [
      name,
      typeof inner === 'object' && inner !== null ? sortedEntries(inner) : inner,
    ]);
}
