/** The keychain is offered only where the system keeps a key safely. */
import { expect, it } from 'vitest';
import { safeStorageKeychain } from '../../../electron/hosts/desktop/keychain.ts';

type Storage = Parameters<typeof safeStorageKeychain>[0];

/** Stands for Electron's safeStorage, which has no binary here: reverses the text and marks it as its own. */
function storage(options: { available?: boolean; backend?: string } = {}): Storage {
  const mark = Buffer.from('sealed:');
  const fake = {
    isEncryptionAvailable: () => options.available ?? true,
    getSelectedStorageBackend: () => options.backend ?? 'gnome_libsecret',
    encryptString: (text: string) => Buffer.concat([mark, Buffer.from(text).reverse()]),
    decryptString(bytes: Buffer) {
      if (!bytes.subarray(0, mark.length).equals(mark)) throw new Error('not sealed here');
      return Buffer.from(bytes.subarray(mark.length)).reverse().toString();
    },
  };
  return fake as Storage;
}

it.each([
  ['linux', { backend: 'basic_text' }, 'no-safe-store'],
  ['linux', { backend: 'unknown' }, 'no-safe-store'],
  ['linux', { backend: 'kwallet6' }, 'offered'],
  ['linux', { available: false }, 'no-safe-store'],
  ['darwin', { backend: 'unknown' }, 'offered'],
  ['win32', { available: false }, 'no-safe-store'],
] as const)('on %s with %j is %s', (platform, options, state) => {
  expect(safeStorageKeychain(storage(options), platform).state).toBe(state);
});

it('gives back the key it sealed, and nothing for what was sealed elsewhere', () => {
  const offer = safeStorageKeychain(storage(), 'darwin');
  if (offer.state !== 'offered') throw new Error('must be offered');
  const key = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
  const sealed = offer.keychain.seal(key);
  expect(Buffer.from(sealed).includes(Buffer.from(key))).toBe(false);
  expect(Uint8Array.from(offer.keychain.unseal(sealed) ?? [])).toEqual(key);
  expect(offer.keychain.unseal(key)).toBeNull();
});
