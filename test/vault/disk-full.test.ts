/** A disk with no room left, for real: a small file system that something else fills. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBackup } from '../../electron/vault/backup.ts';
import { checkVault } from '../../electron/vault/check-vault.ts';
import { checkDatabase } from '../../electron/vault/check.ts';
import { changePassphrase } from '../../electron/vault/manage-keys.ts';
import { exportVault } from '../../electron/vault/portable/export.ts';
import { rotateDataKey } from '../../electron/vault/rotate-key.ts';
import { foldWal } from '../../electron/vault/snapshot.ts';
import { addDocument, listDocuments } from '../../electron/vault/stores/documents.ts';
import { listPages, savePage } from '../../electron/vault/stores/pages.ts';
import { createVault, openVault, type Vault } from '../../electron/vault/vault.ts';
import { cheap, pageOf, passphrase, seed } from './temp-vault.ts';

describe.skipIf(!canMount())('a disk that is really full', () => {
  it.each([
    ['an upload', (vault: Vault) => addDocument(vault.db, file('large.pdf'), zeros(400))],
    ['a backup', (vault: Vault, root: string) => makeBackup(vault, join(root, 'b.rejoinder-backup'))],
    ['a check', (vault: Vault) => checkVault(vault)],
    ['a key rotation', (vault: Vault) => rotateDataKey(vault, passphrase, cheap.argon2)],
    ['an export', (vault: Vault, root: string) => exportVault(vault, join(root, 'out.zip'))],
    [
      'a new passphrase',
      (vault: Vault) => changePassphrase(vault, { passphrase }, 'another one', cheap.argon2),
    ],
  ])(
    'is said by %s, which leaves nothing half-written and loses nothing',
    { timeout: 60_000 },
    async (name, work) => {
      await onSmallDisk(async (root) => {
        const folder = join(root, 'v.rejoinder');
        const { vault } = await createVault(folder, passphrase, cheap);
        await seed(vault, ['Kept page'], Buffer.alloc(3_000_000, 'x'));
        foldWal(vault.connection);
        // All but a little is taken by something else; a new passphrase needs next to nothing.
        fillDisk(join(root, 'other'), name === 'a new passphrase' ? 0 : 500_000);
        await expect(work(vault, root)).rejects.toMatchObject({ code: 'DISK_FULL' });
        rmSync(join(root, 'other'));
        expect(readdirSync(root)).toEqual(['v.rejoinder']);
        savePage(vault.db, pageOf(listDocuments(vault.db)[0]?.id ?? '', 1, 'Stored after space was made'));
        vault.close();
        expect(
          readdirSync(folder).filter((one) => !/^(keys\.json|vault-1\.db|writer\.lock)$/.test(one)),
        ).toEqual([]);
        const again = await openVault(folder, { passphrase }, cheap);
        expect(listPages(again.db, listDocuments(again.db)[0]?.id ?? '').map((page) => page.text)).toEqual([
          'Kept page',
          'Stored after space was made',
        ]);
        expect(checkDatabase(again.connection)).toEqual({ ok: true, problems: [] });
        again.close();
      });
    },
  );
});

function file(fileName: string) {
  return { fileName, mediaType: 'application/pdf', caseId: null };
}

function* zeros(pieces: number): Generator<Uint8Array> {
  for (let i = 0; i < pieces; i += 1) yield Buffer.alloc(100_000, i);
}

/** Only root may mount; elsewhere the limit on file sizes below stands in for a full disk. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return mounted;
}

async function onSmallDisk(work: (root: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'rejoinder-small-'));
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', root]).status).toBe(0);
  try {
    await work(root);
  } finally {
    spawnSync('umount', ['-l', root]);
    rmSync(root, { recursive: true, force: true });
  }
}

/** Writes until only `left` bytes are free. */
function fillDisk(path: string, left: number): void {
  const handle = openSync(path, 'w');
  const { bavail, bsize } = statfsSync(path);
  try {
    for (let free = bavail * bsize - left; free > 0; free -= 65_536)
      writeSync(handle, Buffer.alloc(Math.min(65_536, free)));
  } catch {
    // Full already.
  }
  closeSync(handle);
}
