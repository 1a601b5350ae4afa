/**
 * The system's keychain through Electron's safeStorage: Keychain on macOS, DPAPI on Windows, the desktop's keyring
 * on Linux. Where Linux has none, Electron would encrypt with a fixed password; that is no safe store and is not
 * offered.
 */
import type { SafeStorage } from 'electron';
import type { KeychainOffer } from '../../app/keychain.ts';

type Storage = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>;

/** Call it after Electron is ready: before, no store is available. */
export function safeStorageKeychain(storage: Storage, platform: NodeJS.Platform): KeychainOffer {
  const weak =
    platform === 'linux' && ['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend());
  if (weak || !storage.isEncryptionAvailable()) return { state: 'no-safe-store' };
  return {
    state: 'offered',
    keychain: {
      // Text is all that safeStorage takes.
      seal: (bytes) => storage.encryptString(Buffer.from(bytes).toString('base64')),
      unseal(sealed) {
        try {
          return Buffer.from(storage.decryptString(Buffer.from(sealed)), 'base64');
        } catch {
          return null; // Sealed by another account or computer, or the person said no.
        }
      },
    },
  };
}
