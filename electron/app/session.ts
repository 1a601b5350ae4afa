/**
 * The one vault this app has open, or not: opening, locking, the idle clock, and growing delays after wrong
 * passphrases. Everything that needs the vault asks `vault()` and gets VAULT_LOCKED when it is closed.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { WriteDb } from '../vault/db.ts';
import { finishRestore } from '../vault/restore.ts';
import {
  createVault,
  isVault,
  openVault,
  type Unlock,
  type Vault,
  type VaultOptions,
} from '../vault/vault.ts';
import { AppError } from '../../shared/api/errors.ts';

export type SessionState = 'none' | 'locked' | 'open';

export interface Session {
  readonly folder: string;
  /** Beside the vault: made backups on their way out. */
  readonly outgoing: string;
  readonly state: SessionState;
  vault(): Vault;
  db(): WriteDb;
  create(passphrase: string): Promise<{ recoveryCode: string }>;
  open(unlock: Unlock): Promise<void>;
  lock(reason: string): Promise<void>;
  /** Keyboard or pointer used: the idle clock starts again. */
  touch(): void;
  setIdleMinutes(minutes: number): void;
  close(): Promise<void>;
}

export interface SessionHooks {
  /** After the vault opened; throws are bugs. */
  onOpen(vault: Vault): void;
  /** Before the vault closes: stop everything that reads or writes it. */
  onLock(reason: string): Promise<void>;
  onChange(state: SessionState): void;
}

/** A machine about to sleep waits for nobody; what still runs then finds the vault locked. */
const longestGoodbyeMs = 3000;

export function createSession(folder: string, hooks: SessionHooks, options: VaultOptions = {}): Session {
  finishRestore(folder);
  let vault: Vault | null = null;
  let idleMs = 15 * 60_000;
  let timer: NodeJS.Timeout | undefined;
  let lastTouch = Date.now();
  let busy = false;
  let locks = 0;

  /** One at a time; a lock asked for meanwhile (sleep, quit) counts: the key's hash takes most of a second. */
  const opening = async <T extends { vault: Vault }>(make: () => Promise<T>): Promise<T> => {
    if (busy) throw new AppError('CONFLICT', 'The vault is being opened already. Wait a moment.');
    busy = true;
    const locksBefore = locks;
    try {
      const made = await make();
      if (locks !== locksBefore) {
        made.vault.close();
        throw new AppError('VAULT_LOCKED', 'The vault was locked while it was being opened. Open it again.');
      }
      opened(made.vault);
      return made;
    } finally {
      busy = false;
    }
  };

  const state = (): SessionState => (vault ? 'open' : isVault(folder) ? 'locked' : 'none');
  // A timer alone would stop while the machine sleeps; so the clock is looked at, and a sleep longer than the limit locks on wake.
  const watch = () => {
    clearInterval(timer);
    timer = setInterval(() => {
      if (vault && Date.now() - lastTouch >= idleMs) void session.lock('idle');
    }, 1_000);
    timer.unref();
  };
  const opened = (next: Vault) => {
    vault = next;
    lastTouch = Date.now();
    watch();
    hooks.onOpen(next);
    hooks.onChange('open');
  };

  const session: Session = {
    folder,
    outgoing: `${folder}.outgoing`,
    get state() {
      return state();
    },
    vault() {
      if (!vault) throw new AppError('VAULT_LOCKED', 'The vault is locked.');
      return vault;
    },
    db: () => session.vault().db,
    async create(passphrase) {
      if (vault) throw new AppError('VAULT_EXISTS', 'A vault is already open.');
      const { recoveryCode } = await opening(() => createVault(folder, passphrase, options));
      return { recoveryCode };
    },
    async open(unlock) {
      if (vault) return;
      await opening(async () => ({ vault: await openVault(folder, unlock, options) }));
    },
    async lock(reason) {
      locks += 1;
      const closing = vault;
      if (!closing) return;
      clearInterval(timer);
      try {
        await Promise.race([hooks.onLock(reason), pause(longestGoodbyeMs, undefined, { ref: false })]);
      } finally {
        // Another call may have closed it already, and the person opened it again.
        if (vault === closing) vault = null;
        closing.close();
        hooks.onChange(state());
      }
    },
    touch() {
      lastTouch = Date.now();
    },
    setIdleMinutes(minutes) {
      idleMs = minutes * 60_000;
    },
    close: () => session.lock('quit'),
  };
  return session;
}
