/** Damaged, altered and foreign vaults are refused with a clear message, never a crash, never a changed byte; migrations keep what was there. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/api/errors.ts';
import { checkDatabase, checkOriginals } from '../../electron/vault/check.ts';
import { migrations, type Migration } from '../../electron/vault/migrations/index.ts';
import { searchPages } from '../../electron/vault/search/search.ts';
import { listCases } from '../../electron/vault/stores/cases.ts';
import { listDocuments } from '../../electron/vault/stores/documents.ts';
import { getFilePassword } from '../../electron/vault/stores/file-passwords.ts';
import { readOriginalWhole } from '../../electron/vault/stores/originals.ts';
import { listPages } from '../../electron/vault/stores/pages.ts';
import { listSettings } from '../../electron/vault/stores/settings.ts';
import { openVault, type VaultOptions } from '../../electron/vault/vault.ts';
import { cheap, passphrase, seed, tempFolder, tempVault } from './temp-vault.ts';

const databaseName = 'vault-1.db';
const pageSize = 8192;

async function closedVault(): Promise<string> {
  const { vault, folder } = await tempVault();
  await seed(
    vault,
    Array.from({ length: 30 }, (_, index) => `Page ${index} with words enough to fill a line`),
    Buffer.alloc(400_000, 'x'),
  );
  vault.close();
  return folder;
}

/** 'refused', 'noticed' by a full check, or 'same' content as before; anything else is a failure of the test. */
async function outcome(folder: string, options: VaultOptions = cheap): Promise<string> {
  let vault;
  try {
    vault = await openVault(folder, { passphrase }, options);
  } catch (error) {
    if (error instanceof AppError && ['VAULT_DAMAGED', 'VAULT_MISSING'].includes(error.code))
      return 'refused';
    throw error;
  }
  try {
    if (!checkDatabase(vault.connection).ok) return 'noticed';
    for (const original of checkOriginals(vault.db)) if (!original.ok) return 'noticed';
    return listPages(vault.db, listDocuments(vault.db)[0]?.id ?? '').length === 30 ? 'same' : 'lost';
  } catch (error) {
    if (error instanceof AppError) return 'noticed';
    throw error;
  } finally {
    vault.close();
  }
}

describe('a damaged database', () => {
  it(
    'with one bit flipped in any page is refused or noticed, and a refusal changes nothing',
    { timeout: 120_000 },
    async () => {
      const folder = await closedVault();
      const path = join(folder, databaseName);
      const good = readFileSync(path);
      const outcomes: Record<string, number> = {};
      // The first 24 bytes one by one (salt and readable header), then one place in every page.
      const offsets = [
        ...Array.from({ length: 24 }, (_, index) => index),
        ...Array.from(
          { length: good.length / pageSize },
          (_, page) => page * pageSize + 40 + ((page * 577) % (pageSize - 80)),
        ),
      ];
      for (const offset of offsets) {
        const bad = Buffer.from(good);
        bad.writeUInt8(bad.readUInt8(offset) ^ (1 << (offset % 8)), offset);
        writeFileSync(path, bad);
        const result = await outcome(folder);
        outcomes[result] = (outcomes[result] ?? 0) + 1;
        if (result === 'refused') expect(readFileSync(path).equals(bad)).toBe(true);
        // Only the 16 bytes of salt mean nothing, as the key is given raw.
        if (offset >= 16) expect([offset, result]).not.toEqual([offset, 'same']);
        expect(result).not.toBe('lost');
      }
      expect(outcomes['refused']).toBeGreaterThan(5);
    },
  );

  it.each([0, 10, 100, pageSize, 3 * pageSize + 1, -pageSize, -1])(
    'cut to %i bytes is refused or noticed',
    async (length) => {
      const folder = await closedVault();
      const path = join(folder, databaseName);
      const good = readFileSync(path);
      writeFileSync(path, good.subarray(0, length > 0 || length === 0 ? length : good.length + length));
      expect(['refused', 'noticed']).toContain(await outcome(folder));
    },
  );

  it('with two pages swapped is refused or noticed', async () => {
    const folder = await closedVault();
    const path = join(folder, databaseName);
    const bytes = readFileSync(path);
    const page = Buffer.from(bytes.subarray(3 * pageSize, 4 * pageSize));
    bytes.copy(bytes, 3 * pageSize, 5 * pageSize, 6 * pageSize);
    page.copy(bytes, 5 * pageSize);
    writeFileSync(path, bytes);
    expect(['refused', 'noticed']).toContain(await outcome(folder));
  });

  it('that is missing, plain SQLite, or text is refused', async () => {
    const folder = await closedVault();
    const path = join(folder, databaseName);
    writeFileSync(path, `SQLite format 3\0${'x'.repeat(100_000)}`);
    expect(await outcome(folder)).toBe('refused');
    rmSync(path);
    expect(await outcome(folder)).toBe('refused');
    expect(existsSync(path)).toBe(false);
  });
});

describe('migrations', () => {
  const added: Migration = {
    version: migrations.length + 1,
    name: 'test',
    up: (db) => db.exec('CREATE TABLE added (a TEXT) STRICT; INSERT INTO added VALUES (1);'),
  };

  it('keep a copy from before, and roll back whole when a step fails', async () => {
    const folder = await closedVault();
    const failing: Migration = { ...added, up: (db) => (added.up(db), db.exec('SELECT no_such_function()')) };
    await expect(
      openVault(folder, { passphrase }, { ...cheap, migrations: [...migrations, failing] }),
    ).rejects.toThrow('no such function');
    const before = await openVault(folder, { passphrase }, { ...cheap, migrations: [...migrations, added] });
    expect(before.connection.prepare('SELECT count(*) FROM added').pluck().get()).toBe(1);
    before.close();
    expect(readdirSync(folder)).toContain(`before-v${added.version}.db`);
  });

  it('of a newer app are refused with every byte as it was', async () => {
    const folder = await closedVault();
    (await openVault(folder, { passphrase }, { ...cheap, migrations: [...migrations, added] })).close();
    const bytes = () =>
      readdirSync(folder)
        .sort()
        .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
    const before = bytes();
    await expect(openVault(folder, { passphrase }, cheap)).rejects.toMatchObject({ code: 'VAULT_NEWER' });
    expect(bytes()).toEqual(before);
  });
});

describe('vaults of past versions', () => {
  const fixtures = join(import.meta.dirname, '..', 'fixtures', 'vaults');

  it.each(readdirSync(fixtures))('%s opens, with its case, its page and its file', async (name) => {
    const folder = join(tempFolder(), name);
    cpSync(join(fixtures, name), folder, { recursive: true });
    const vault = await openVault(folder, { passphrase: 'fixture passphrase' }, cheap);
    expect(listCases(vault.db).map((one) => one.name)).toEqual(['Fixture case']);
    const [document] = listDocuments(vault.db);
    expect(Buffer.from(readOriginalWhole(vault.db, document?.id ?? '')).toString()).toBe('fixture bytes');
    expect(searchPages(vault.db, 'quadriceps').hits).toHaveLength(1);
    expect(searchPages(vault.db, 'M54.16').hits).toHaveLength(1);
    expect(checkDatabase(vault.connection)).toEqual({ ok: true, problems: [] });
    const version = Number(/^schema-(\d+)/.exec(name)?.[1]);
    expect(readdirSync(folder).includes(`before-v${version + 1}.db`)).toBe(version < migrations.length);
    vault.close();
  });

  it('are there for every version before this one', () => {
    const versions = new Set(readdirSync(fixtures).map((name) => Number(/^schema-(\d+)/.exec(name)?.[1])));
    expect(migrations.slice(0, -1).filter((step) => !versions.has(step.version))).toEqual([]);
  });

  it('keep the passwords of files, and which files wait for one', async () => {
    const folder = join(tempFolder(), 'old');
    cpSync(join(fixtures, 'schema-2-passwords.rejoinder'), folder, { recursive: true });
    const vault = await openVault(folder, { passphrase: 'fixture passphrase' }, cheap);
    const [fixture, locked, broken] = listDocuments(vault.db);
    expect(getFilePassword(vault.db, fixture?.id ?? '')).toBe('p"ä%ss');
    expect(getFilePassword(vault.db, locked?.id ?? '')).toBeUndefined();
    expect(locked).toMatchObject({
      problemCode: 'password-needed',
      problem: 'This file is locked with a password. Enter the password to read it.',
    });
    expect(broken).toMatchObject({
      problemCode: null,
      problem: 'This file is damaged and cannot be opened.',
    });
    expect(listSettings(vault.db)).toEqual({ settings: { lockAfterMinutes: 5 } });
    vault.close();
  });
});

describe.skipIf(process.platform === 'win32')('a full disk', () => {
  it(
    'is reported as such, keeps what was committed, and leaves nothing half-written',
    { timeout: 60_000 },
    async () => {
      const folder = await closedVault();
      // A limit on file size makes every write beyond it fail, as a full disk does.
      const script = join(import.meta.dirname, 'fault', 'full-disk.ts');
      const result = spawnSync(
        'sh',
        [
          '-c',
          `ulimit -f 4096; exec "$0" --disable-warning=ExperimentalWarning "$1" "$2"`,
          process.execPath,
          script,
          folder,
        ],
        { encoding: 'utf8' },
      );
      expect(result.stdout.trim().split('\n')).toEqual(['upload DISK_FULL', 'backup DISK_FULL', 'small ok']);
      expect(await outcome(folder)).toBe('same');
      const vault = await openVault(folder, { passphrase }, cheap);
      expect(listDocuments(vault.db).map((document) => document.fileName)).toEqual(['note.pdf', 'small.pdf']);
      vault.close();
      expect(readdirSync(join(folder, '..')).sort()).toEqual(['test.rejoinder']);
    },
  );
});
