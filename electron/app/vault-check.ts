/** The full check of the open vault: on demand, and by itself after a crash. Keeps the last result for the screen. */
import { AppError } from '../../shared/api/errors.ts';
import { checkVault } from '../vault/check-vault.ts';
import type { Session } from './session.ts';
import { following, type Tasks } from './tasks.ts';

export interface CheckState {
  readonly state: 'running' | 'good' | 'damaged' | 'stopped';
  /** The session before this one did not end by closing the vault. */
  readonly afterCrash: boolean;
  /** A sentence for the person, without private words. */
  readonly message: string;
}

export interface VaultCheck {
  readonly last: CheckState | null;
  /** Throws what checkVault throws, but damage is a result. */
  run(afterCrash?: boolean): Promise<CheckState>;
  /** On lock. */
  forget(): void;
}

const good = 'Every page and every file was checked and is in order.';

export function createVaultCheck(parts: {
  readonly session: Session;
  readonly tasks: Tasks;
  /** The screen asks for the state again. */
  readonly onChange: () => void;
}): VaultCheck {
  let last: CheckState | null = null;
  const set = (next: CheckState): CheckState => {
    last = next;
    parts.onChange();
    return next;
  };
  return {
    get last() {
      return last;
    },
    async run(afterCrash = false) {
      const vault = parts.session.vault();
      set({ state: 'running', afterCrash, message: 'The vault is being checked.' });
      try {
        const { ok, problems } = await parts.tasks.run('check', 'Check', (task) =>
          checkVault(vault, following(task)),
        );
        return set({
          state: ok ? 'good' : 'damaged',
          afterCrash,
          message: ok
            ? good
            : `Something in the vault is damaged (${problems.join('; ')}). Make an export of what can be read, then restore your latest backup.`,
        });
      } catch (error) {
        if (vault.isOpen)
          set({
            state: 'stopped',
            afterCrash,
            message: error instanceof AppError ? error.message : 'The check could not be finished.',
          });
        throw error;
      }
    },
    forget() {
      last = null;
    },
  };
}
