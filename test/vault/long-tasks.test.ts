/** Long tasks leave the event loop free, can be stopped, and let nothing be written that they would miss. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBackup } from '../../electron/vault/backup.ts';
import { checkVault } from '../../electron/vault/check-vault.ts';
import { purgeVault } from '../../electron/vault/purge.ts';
import { restoreBackup } from '../../electron/vault/restore.ts';
import { rotateDataKey } from '../../electron/vault/rotate-key.ts';
import { setDocumentDeleted } from '../../electron/vault/stores/deletion.ts';
import { listPages, savePage } from '../../electron/vault/stores/pages.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import type { Following } from '../../electron/vault/worker/run-job.ts';
import { cheap, pageOf, passphrase, reopen, seed, tempFolder, tempVault } from './temp-vault.ts';

const words = 'lumbar radiculopathy with weakness and numbness of the left leg '.repeat(30);

/** About 20 MB: enough that each task takes several steps. */
async function largeVault() {
  const { vault, folder } = await tempVault();
  const texts = Array.from({ length: 150 }, (_, index) => `Page ${index} ${words} word${index}`);
  return { folder, ...(await seed(vault, texts, Buffer.alloc(16_000_000, 'x'))), vault };
}

const tasks: [string, (vault: Vault, following: Following) => Promise<unknown>][] = [
  ['check', (vault, following) => checkVault(vault, following)],
  ['backup', (vault, following) => makeBackup(vault, `${vault.folder}.backup`, following)],
  ['rotation', (vault, following) => rotateDataKey(vault, passphrase, cheap.argon2, following)],
];

describe.each(tasks)('a %s', (name, task) => {
  it('tells how far it is, and never holds the event loop for long', async () => {
    const { vault } = await largeVault();
    const fractions: number[] = [];
    const delays: number[] = [];
    let last = performance.now();
    const beat = setInterval(() => {
      delays.push(performance.now() - last);
      last = performance.now();
    }, 5);
    await task(vault, { onProgress: (fraction) => fractions.push(fraction) });
    clearInterval(beat);
    expect(fractions.length).toBeGreaterThan(5);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(Math.max(...fractions)).toBeLessThanOrEqual(1);
    // The work itself takes many times this; generous, as the machine may be busy.
    expect(Math.max(...delays)).toBeLessThan(1000);
  });

  it('stopped at any step leaves the vault as it was and no file behind', async () => {
    const { vault, folder, document } = await largeVault();
    const names = readdirSync(folder).sort();
    for (const stopAt of [0.05, 0.25, 0.6]) {
      const abort = new AbortController();
      const running = task(vault, {
        signal: abort.signal,
        onProgress: (fraction) => {
          if (fraction >= stopAt) abort.abort();
        },
      });
      await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
      expect([name, stopAt, readdirSync(folder).sort()]).toEqual([name, stopAt, names]);
      expect(readdirSync(join(folder, '..'))).toEqual(['test.rejoinder']);
    }
    savePage(vault.db, pageOf(document.id, 150, 'One more'));
    expect(listPages((await reopen(vault)).db, document.id)).toHaveLength(151);
  });

  it('ends when the vault is locked meanwhile, and the vault opens again', async () => {
    const { vault, document } = await largeVault();
    const lock = (fraction: number) => {
      if (fraction > 0.1) vault.close();
    };
    await expect(task(vault, { onProgress: lock })).rejects.toMatchObject({
      code: expect.stringMatching(/CANCELLED|VAULT_LOCKED/),
    });
    expect(listPages((await reopen(vault)).db, document.id)).toHaveLength(150);
  });

  it('keeps other such tasks out until it ends', async () => {
    const { vault } = await largeVault();
    const running = task(vault, {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(checkVault(vault)).rejects.toMatchObject({ code: 'CONFLICT' });
    await running;
    expect(await checkVault(vault)).toEqual({ ok: true, problems: [] });
  });
});

it('a rotation refuses changes meanwhile, in words, and takes them again afterwards', async () => {
  const { vault, document } = await largeVault();
  const refused: unknown[] = [];
  await rotateDataKey(vault, passphrase, cheap.argon2, {
    onProgress: () => {
      try {
        savePage(vault.db, pageOf(document.id, 200, 'Lost if it were taken'));
      } catch (error) {
        refused.push(error);
      }
      expect(listPages(vault.db, document.id)).toHaveLength(150);
    },
  });
  expect(refused.length).toBeGreaterThan(5);
  expect(new Set(refused.map((error) => (error as { code: string }).code))).toEqual(new Set(['CONFLICT']));
  savePage(vault.db, pageOf(document.id, 150, 'Taken'));
  expect(listPages((await reopen(vault)).db, document.id)).toHaveLength(151);
});

it('a restore that is stopped leaves nothing', async () => {
  const { vault } = await largeVault();
  const folder = tempFolder();
  const path = join(folder, 'b.rejoinder-backup');
  await makeBackup(vault, path);
  for (const stopAt of [0.1, 0.5]) {
    const abort = new AbortController();
    const stop = (fraction: number) => {
      if (fraction >= stopAt) abort.abort();
    };
    await expect(
      restoreBackup(path, join(folder, 'new'), { passphrase }, { signal: abort.signal, onProgress: stop }),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(readdirSync(folder)).toEqual(['b.rejoinder-backup']);
  }
});

it('a purge that is stopped goes on the next time, and forgets the words too', async () => {
  const { vault, document } = await largeVault();
  setDocumentDeleted(vault.db, document.id, true);
  const abort = new AbortController();
  const stop = (fraction: number) => {
    if (fraction >= 0.4) abort.abort();
  };
  await expect(purgeVault(vault, { signal: abort.signal, onProgress: stop })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
  await purgeVault(vault);
  const left = (table: string) => vault.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect([left('search_terms'), left('original_chunks'), left('settings')]).toEqual([0, 0, 0]);
  expect(vault.connection.pragma('freelist_count', { simple: true })).toBe(0);
});
