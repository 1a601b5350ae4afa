/** Vaults made to deceive whoever has their key, and journals that were altered. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/api/errors.ts';
import { checkDatabase } from '../../electron/vault/check.ts';
import { readKeyFile } from '../../electron/vault/key-file.ts';
import { openDatabase } from '../../electron/vault/open-database.ts';
import { listDocuments } from '../../electron/vault/stores/documents.ts';
import { listPages } from '../../electron/vault/stores/pages.ts';
import { unlockDataKey } from '../../electron/vault/unlock.ts';
import { openVault } from '../../electron/vault/vault.ts';
import { Vault } from '../../electron/vault/vault-handle.ts';
import { cheap, passphrase, seed, tempFolder, tempVault } from './temp-vault.ts';

const databaseName = 'vault-1.db';
const pageSize = 8192;

/** Every file with its bytes, without the lock file that an attempt to open makes. */
function bytesIn(folder: string): [string, string][] {
  return readdirSync(folder)
    .filter((name) => name !== 'writer.lock')
    .sort()
    .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
}

describe('a crafted schema', () => {
  it.each([
    ['a trigger', 'CREATE TRIGGER spy AFTER INSERT ON pages BEGIN DELETE FROM cases; END'],
    [
      'a view in place of a table',
      'ALTER TABLE settings RENAME TO old; CREATE VIEW settings AS SELECT * FROM old',
    ],
    ['one table more', 'CREATE TABLE more (a)'],
    ['one index less', 'DROP INDEX jobs_by_state'],
    ['a table behind the index', 'CREATE TABLE page_search_more (a)'],
  ])('with %s is refused, and the refusal changes nothing', async (_, sql) => {
    const { vault, folder } = await tempVault();
    await seed(vault, ['Text']);
    vault.connection.exec(sql);
    vault.close();
    const before = bytesIn(folder);
    await expect(openVault(folder, { passphrase }, cheap)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    expect(bytesIn(folder)).toEqual(before);
  });

  it('of an older version with additions is refused before it is migrated', async () => {
    const folder = join(tempFolder(), 'old');
    cpSync(join(import.meta.dirname, '..', 'fixtures', 'vaults', 'schema-1.rejoinder'), folder, {
      recursive: true,
    });
    const keyFile = readKeyFile(folder);
    const dataKey = await unlockDataKey(
      folder,
      keyFile,
      { passphrase: 'fixture passphrase' },
      new Date().toISOString(),
    );
    const connection = openDatabase(join(folder, databaseName), dataKey, { mustExist: true });
    connection.exec('CREATE TRIGGER spy AFTER INSERT ON people BEGIN DELETE FROM cases; END');
    connection.close();
    const before = bytesIn(folder);
    await expect(openVault(folder, { passphrase: 'fixture passphrase' }, cheap)).rejects.toMatchObject({
      code: 'VAULT_DAMAGED',
    });
    expect(bytesIn(folder)).toEqual(before);
  });
});

describe('a damaged journal', () => {
  it(
    'with any bit flipped or cut anywhere gives an earlier state or a refusal, never other content',
    { timeout: 120_000 },
    async () => {
      const { vault, folder } = await tempVault();
      const texts = Array.from({ length: 12 }, (_, index) => `Page ${index} of the record`);
      const { document } = await seed(vault, texts);
      // As a crash leaves it: the journal beside the file.
      const crashed = join(tempFolder(), 'crashed');
      cpSync(folder, crashed, { recursive: true });
      vault.close();
      const wal = readFileSync(join(crashed, `${databaseName}-wal`));
      expect(wal.length).toBeGreaterThan(20 * pageSize);
      const counts = new Set<number | 'refused'>();
      for (let place = 0; place < 40; place += 1) {
        const at = Math.floor((wal.length * place) / 40) + (place % 7);
        const bad = Buffer.from(wal);
        if (place % 4 === 3) bad.fill(0, at);
        else bad.writeUInt8(bad.readUInt8(at) ^ (1 << (place % 8)), at);
        const copy = join(tempFolder(), 'v');
        cpSync(crashed, copy, { recursive: true });
        writeFileSync(join(copy, `${databaseName}-wal`), place % 4 === 2 ? bad.subarray(0, at) : bad);
        const again = await openVault(copy, { passphrase }, cheap).catch((error: unknown) => error);
        if (again instanceof AppError) {
          expect(['VAULT_DAMAGED', 'VAULT_MISSING']).toContain(again.code);
          counts.add('refused');
          continue;
        }
        if (!(again instanceof Vault)) throw again;
        expect(checkDatabase(again.connection)).toEqual({ ok: true, problems: [] });
        const stored = listDocuments(again.db).some((one) => one.id === document.id)
          ? listPages(again.db, document.id).map((page) => page.text)
          : [];
        expect(stored).toEqual(texts.slice(0, stored.length));
        counts.add(stored.length);
        again.close();
      }
      expect(counts.size).toBeGreaterThan(3);
    },
  );
});
