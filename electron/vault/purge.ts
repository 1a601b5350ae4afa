/**
 * Makes deleted things gone: rows, then the pages they stood on (overwritten, as secure_delete is on, and given
 * back to the disk), then the WAL and the copy kept from the last migration. Backups made earlier and exports
 * are the person's own files and stay; so may old blocks inside an SSD, encrypted.
 *
 * In small steps, so that the window stays alive; each is whole by itself. What a crash leaves is in the bin still.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { ReadDb } from './db.ts';
import { removeMigrationBackups } from './leftovers.ts';
import { foldWal } from './snapshot.ts';
import { asVaultError } from './sqlite-errors.ts';
import { listPurgeable, purgeOne, purgeSmallThings } from './stores/deletion.ts';
import { forgetTerms } from './search/page-index.ts';
import { getSetting, setSetting } from './stores/settings.ts';
import type { Vault } from './vault-handle.ts';
import type { Following } from './worker/run-job.ts';

/** Words looked up, and file pages given back, between two turns of the event loop: about 20 ms each. */
const termsPerStep = 50;
const pagesPerStep = 256;

/**
 * Purges what was put into the bin before `deletedBefore` (default: everything in it). Returns how many things
 * went. Throws CONFLICT, or CANCELLED between two steps.
 */
export async function purgeVault(
  vault: Vault,
  options: Following & { deletedBefore?: string } = {},
): Promise<number> {
  const { signal, onProgress = () => undefined, deletedBefore = '9999' } = options;
  const release = vault.occupy();
  const pause = async (fraction: number): Promise<void> => {
    onProgress(fraction);
    await nextTurn();
    vault.requireGoingOn(signal);
  };
  try {
    const things = listPurgeable(vault.db, deletedBefore);
    const terms = new Set<string>(pendingWords(vault.db));
    for (const [index, thing] of things.entries()) {
      vault.db.transaction(() => {
        for (const term of purgeOne(vault.db, thing)) terms.add(term);
        setSetting(vault.db, pendingSetting, [...terms]);
      });
      await pause((0.4 * (index + 1)) / things.length);
    }
    const small = purgeSmallThings(vault.db, deletedBefore);
    if (things.length + small + terms.size === 0) return 0;
    const words = [...terms];
    for (let at = 0; at < words.length; at += termsPerStep) {
      const some = words.slice(at, at + termsPerStep);
      vault.db.transaction(() => forgetTerms(vault.db, some));
      await pause(0.4 + (0.3 * at) / words.length);
    }
    setSetting(vault.db, pendingSetting, undefined);
    const total = freePages(vault);
    for (let left = total; left > 0; left = freePages(vault)) {
      vault.connection.exec(`PRAGMA incremental_vacuum(${pagesPerStep})`);
      await pause(0.7 + 0.3 * (1 - left / total));
      if (freePages(vault) >= left) break;
    }
    foldWal(vault.connection);
    removeMigrationBackups(vault.folder);
    return things.length;
  } catch (error) {
    throw asVaultError(error);
  } finally {
    release();
  }
}

/** Words of purged pages that a crash kept from being forgotten. */
const pendingSetting = 'purge.words';

function pendingWords(db: ReadDb): string[] {
  const stored = z.array(z.string()).safeParse(getSetting(db, pendingSetting));
  return stored.success ? stored.data : [];
}

function freePages(vault: Vault): number {
  return Number(vault.connection.pragma('freelist_count', { simple: true }));
}
