/**
 * The full check of an open vault: every page, link, index and original. It runs on a copy of the encrypted file,
 * in a thread of its own, so that the vault goes on working; it needs as much free space as the vault has bytes.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from './check.ts';
import { requireSpace } from './files.ts';
import { checkCopyName } from './leftovers.ts';
import { copyStillFile, fileSize, withStillFile } from './snapshot.ts';
import { asVaultError } from './sqlite-errors.ts';
import type { Vault } from './vault-handle.ts';
import { runJob, type Following } from './worker/run-job.ts';

/** Throws CONFLICT, DISK_FULL, CANCELLED (also when the vault is locked meanwhile); damage is a result, not an error. */
export async function checkVault(vault: Vault, following: Following = {}): Promise<CheckResult> {
  const { signal, onProgress = () => undefined } = following;
  const release = vault.occupy();
  const path = join(vault.folder, checkCopyName);
  try {
    requireSpace(vault.folder, fileSize(vault.fileHandle));
    await withStillFile(vault.connection, () =>
      copyStillFile(vault.fileHandle, path, (fraction) => {
        onProgress(fraction * 0.3);
        vault.requireGoingOn(signal);
      }),
    );
    vault.requireGoingOn(signal);
    const job = { kind: 'check', path, key: vault.dataKey, counts: null, originals: true } as const;
    return await runJob(job, vault.threadFile, {
      ...(signal ? { signal } : {}),
      onProgress: (fraction) => onProgress(0.3 + fraction * 0.7),
    });
  } catch (error) {
    throw asVaultError(error);
  } finally {
    for (const end of ['', '-wal', '-journal']) rmSync(path + end, { force: true });
    release();
  }
}
