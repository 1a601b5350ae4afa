/** The operating system's keychain, as a host offers it, or why it does not. Only the desktop host has one. */
import { AppError } from '../../shared/api/errors.ts';

export interface Keychain {
  /** Encrypts so that only this account of this computer can decrypt. Throws when the keychain refuses. */
  readonly seal: (bytes: Uint8Array) => Uint8Array;
  /** Null when it was sealed elsewhere, or the person refused. */
  readonly unseal: (sealed: Uint8Array) => Uint8Array | null;
}

export type KeychainOffer =
  | { readonly state: 'offered'; readonly keychain: Keychain }
  | { readonly state: 'not-in-browser' | 'no-safe-store' };

/** Throws BAD_INPUT, saying why there is none. */
export function requireKeychain(offer: KeychainOffer): Keychain {
  if (offer.state === 'offered') return offer.keychain;
  throw new AppError(
    'BAD_INPUT',
    offer.state === 'not-in-browser'
      ? 'A browser cannot reach the keychain of this computer. Use the desktop app for that.'
      : 'This computer has no keychain that keeps a key safely.',
  );
}
