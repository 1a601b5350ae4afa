/** Backups open, restore whole or not at all; deleted things are gone. */
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lastBackupAt, makeBackup, noteBackup } from '../../electron/vault/backup.ts';
import { restoreBackup } from '../../electron/vault/restore.ts';
import { checkDatabase, checkOriginals } from '../../electron/vault/check.ts';
import { purgeVault } from '../../electron/vault/purge.ts';
import { searchPages } from '../../electron/vault/search/search.ts';
import {
  listDeleted,
  setCaseDeleted,
  setDocumentDeleted,
  setPersonDeleted,
} from '../../electron/vault/stores/deletion.ts';
import { addCase, listCases } from '../../electron/vault/stores/cases.ts';
import {
  addDocument,
  getDocument,
  linkDocument,
  listDocuments,
} from '../../electron/vault/stores/documents.ts';
import { readOriginalWhole } from '../../electron/vault/stores/originals.ts';
import { listPages, savePage } from '../../electron/vault/stores/pages.ts';
import { openVault } from '../../electron/vault/vault.ts';
import { cheap, pageOf, passphrase, reopen, seed, tempFolder, tempVault } from './temp-vault.ts';

describe('backup', () => {
  it('restores to a vault with the same bytes, pages and search', async () => {
    const { vault } = await tempVault();
    const { document } = await seed(vault, ['Straight leg raise positive'], Buffer.alloc(600_000, 'x'));
    const folder = tempFolder();
    const path = join(folder, 'b.rejoinder-backup');
    await makeBackup(vault, path);
    expect(readdirSync(folder)).toEqual(['b.rejoinder-backup']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(lastBackupAt(vault)).toBeNull();
    noteBackup(vault);
    expect(lastBackupAt(vault)).not.toBeNull();
    const target = join(folder, 'restored.rejoinder');
    await restoreBackup(path, target, { passphrase });
    expect(readdirSync(folder).sort()).toEqual(['b.rejoinder-backup', 'restored.rejoinder']);
    const again = await openVault(target, { passphrase }, cheap);
    expect(readOriginalWhole(again.db, document.id).length).toBe(600_000);
    expect(searchPages(again.db, 'leg raise').hits).toHaveLength(1);
    again.close();
  });

  it('is a tar file that any tool lists', async () => {
    const { vault } = await tempVault();
    const path = join(tempFolder(), 'b.tar');
    await makeBackup(vault, path);
    expect(execFileSync('tar', ['tf', path], { encoding: 'utf8' }).trim().split('\n')).toEqual([
      'keys.json',
      'vault-1.db',
    ]);
  });

  it('holds what was there when it began, and lets the vault work meanwhile', async () => {
    const { vault } = await tempVault();
    const { document } = await seed(vault, ['Before'], Buffer.alloc(3_000_000, 'x'));
    const path = join(tempFolder(), 'b.tar');
    let written = 0;
    await makeBackup(vault, path, {
      onProgress: () => {
        written += 1;
        if (written < 4) savePage(vault.db, pageOf(document.id, written, 'During'));
      },
    });
    const target = join(tempFolder(), 'r');
    await restoreBackup(path, target, { passphrase });
    const copy = await openVault(target, { passphrase }, cheap);
    expect(listPages(copy.db, document.id).map((page) => page.text)).toEqual(['Before']);
    copy.close();
    expect(listPages(vault.db, document.id)).toHaveLength(4);
    expect(listPages((await reopen(vault)).db, document.id)).toHaveLength(4);
  });

  it('stops cleanly when the vault is locked meanwhile', async () => {
    const { vault } = await tempVault();
    await seed(vault, [], Buffer.alloc(3_000_000, 'x'));
    const folder = tempFolder();
    const lock = { onProgress: () => vault.close() };
    await expect(makeBackup(vault, join(folder, 'b.tar'), lock)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a folder in use, a damaged file, a wrong passphrase and a missing file, and leaves nothing behind', async () => {
    const { vault } = await tempVault();
    await seed(vault, ['Text'], Buffer.alloc(100_000, 'x'));
    const folder = tempFolder();
    const path = join(folder, 'b.tar');
    await makeBackup(vault, path);
    const good = readFileSync(path);
    const attempt = (bytes: Buffer, unlock = passphrase) => {
      writeFileSync(path, bytes);
      return restoreBackup(path, join(folder, 'new'), { passphrase: unlock });
    };
    const flipped = Buffer.from(good);
    flipped.writeUInt8(flipped.readUInt8(good.length - 40_000) ^ 1, good.length - 40_000);
    await expect(attempt(flipped)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    await expect(attempt(good.subarray(0, good.length - 60_000))).rejects.toMatchObject({
      code: 'VAULT_DAMAGED',
    });
    await expect(attempt(Buffer.from('no archive'))).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    await expect(attempt(good, 'not the passphrase')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await expect(
      restoreBackup(join(folder, 'none'), join(folder, 'new'), { passphrase }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(readdirSync(folder)).toEqual(['b.tar']);
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'mine.txt'), 'mine');
    await expect(restoreBackup(path, join(folder, 'full'), { passphrase })).rejects.toMatchObject({
      code: 'VAULT_EXISTS',
    });
    expect(existsSync(join(folder, 'full', 'mine.txt'))).toBe(true);
  });
});

describe('deleting', () => {
  it('keeps apart what was deleted one after the other in the same millisecond', async () => {
    const { vault } = await tempVault({ now: () => '2026-03-01T10:00:00.000Z' });
    const { person, document } = await seed(vault, ['Secret words']);
    setDocumentDeleted(vault.db, document.id, true);
    setPersonDeleted(vault.db, person.id, true);
    setPersonDeleted(vault.db, person.id, false);
    expect(listDeleted(vault.db).map((item) => item.kind)).toEqual(['document']);
  });

  it('can be undone until it is purged', async () => {
    const { vault } = await tempVault();
    const { person, document, caseRecord } = await seed(vault, ['Secret words']);
    setDocumentDeleted(vault.db, document.id, true);
    setPersonDeleted(vault.db, person.id, true);
    expect([
      listDocuments(vault.db).length,
      listCases(vault.db).length,
      searchPages(vault.db, 'secret').hits.length,
    ]).toEqual([0, 0, 0]);
    expect(
      listDeleted(vault.db)
        .map((item) => item.kind)
        .sort(),
    ).toEqual(['document', 'person']);
    setPersonDeleted(vault.db, person.id, false);
    setDocumentDeleted(vault.db, document.id, false);
    expect([
      listDocuments(vault.db).length,
      listCases(vault.db)[0]?.id,
      searchPages(vault.db, 'secret').hits.length,
    ]).toEqual([1, caseRecord.id, 1]);
  });

  it('of a case takes the papers along that no other case has, and brings them back with it', async () => {
    const { vault } = await tempVault();
    const { person, document, caseRecord } = await seed(vault, ['Secret words']);
    const other = addCase(vault.db, { personId: person.id, name: 'Other' });
    const shared = await addDocument(
      vault.db,
      { fileName: 'shared.pdf', mediaType: 'application/pdf', caseId: other.id },
      [Buffer.from('shared')],
    );
    linkDocument(vault.db, caseRecord.id, shared.document.id);
    setCaseDeleted(vault.db, caseRecord.id, true);
    expect(listDocuments(vault.db).map((one) => one.id)).toEqual([shared.document.id]);
    expect(searchPages(vault.db, 'secret').hits).toEqual([]);
    expect(listDeleted(vault.db).map((one) => one.kind)).toEqual(['case']);
    setCaseDeleted(vault.db, caseRecord.id, false);
    expect(listDocuments(vault.db)).toHaveLength(2);
    setCaseDeleted(vault.db, caseRecord.id, true);
    expect(await purgeVault(vault)).toBe(2);
    expect(() => getDocument(vault.db, document.id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(getDocument(vault.db, shared.document.id).deletedAt).toBeNull();
  });

  it('leaves no word of it in the database once purged', async () => {
    const { vault } = await tempVault();
    const { document, caseRecord, person } = await seed(
      vault,
      ['Xylographic confession of zebras'],
      Buffer.from('zebra bytes'.repeat(40_000)),
    );
    const words = ['zebra', 'xylograph', 'confess', 'ada example', 'lumbar mri', 'note.pdf'];
    expect(words.filter((word) => allValues(vault.connection).includes(word))).toEqual(words);
    const sizeBefore = Number(vault.connection.pragma('page_count', { simple: true }));
    setDocumentDeleted(vault.db, document.id, true);
    setCaseDeleted(vault.db, caseRecord.id, true);
    setPersonDeleted(vault.db, person.id, true);
    expect(await purgeVault(vault)).toBe(3);
    expect(() => getDocument(vault.db, document.id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(Number(vault.connection.pragma('page_count', { simple: true }))).toBeLessThan(sizeBefore - 40);
    expect(checkDatabase(vault.connection)).toEqual({ ok: true, problems: [] });
    expect(words.filter((word) => allValues(vault.connection).includes(word))).toEqual([]);
  });

  it('checks every original against its hash', async () => {
    const { vault } = await tempVault();
    await seed(vault, ['A']);
    expect([...checkOriginals(vault.db)].map((one) => one.ok)).toEqual([true]);
    vault.connection.exec("UPDATE original_chunks SET bytes = x'00'");
    expect([...checkOriginals(vault.db)].map((one) => one.ok)).toEqual([false]);
  });
});

/** Every value of every table, also those inside the search index, as one text. */
function allValues(connection: {
  prepare(sql: string): { all(): unknown[]; pluck(): { all(): unknown[] } };
}): string {
  const tables = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .pluck()
    .all();
  return tables
    .flatMap((table) => connection.prepare(`SELECT * FROM "${String(table)}"`).all())
    .flatMap((row) => (typeof row === 'object' && row !== null ? Object.values(row) : []))
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
    .join('\n')
    .toLowerCase();
}
