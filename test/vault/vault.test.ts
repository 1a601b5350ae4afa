/** The vault opens for who has the key and for nobody else, and keeps what was put in. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createVault, openVault } from '../../electron/vault/vault.ts';
import { getCase, listCases } from '../../electron/vault/stores/cases.ts';
import { addDocument, getDocument, listDocuments } from '../../electron/vault/stores/documents.ts';
import { listHistory } from '../../electron/vault/stores/history.ts';
import { readOriginal, readOriginalRange } from '../../electron/vault/stores/originals.ts';
import { correctPage, getPage, listPages, savePage } from '../../electron/vault/stores/pages.ts';
import { cheap, pageOf, passphrase, reopen, seed, tempFolder, tempVault } from './temp-vault.ts';

describe('opening', () => {
  it('keeps what was stored after closing and opening', async () => {
    const { vault } = await tempVault();
    const { caseRecord, document } = await seed(vault, ['First page', 'Second page']);
    const again = await reopen(vault);
    expect(getCase(again.db, caseRecord.id).name).toBe('Lumbar MRI');
    expect(listPages(again.db, document.id).map((page) => page.text)).toEqual(['First page', 'Second page']);
    expect(again.wasDirty).toBe(false);
  });

  it('opens with the recovery code however it is typed', async () => {
    const { vault, folder, recoveryCode } = await tempVault();
    vault.close();
    const again = await openVault(folder, { recoveryCode: recoveryCode.toLowerCase().replaceAll('-', ' ') });
    expect(again.isOpen).toBe(true);
    again.close();
  });

  it('refuses a wrong passphrase and leaves nothing open', async () => {
    const { vault, folder } = await tempVault();
    vault.close();
    await expect(openVault(folder, { passphrase: 'wrong passphrase' })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    (await openVault(folder, { passphrase }, cheap)).close();
  });

  it('refuses a second opening while the first is open', async () => {
    const { folder } = await tempVault();
    await expect(openVault(folder, { passphrase }, cheap)).rejects.toMatchObject({ code: 'VAULT_IN_USE' });
  });

  it('refuses a folder that is not empty, and a folder without a vault', async () => {
    const { vault, folder } = await tempVault();
    vault.close();
    await expect(createVault(folder, passphrase, cheap)).rejects.toMatchObject({ code: 'VAULT_EXISTS' });
    await expect(openVault(tempFolder(), { passphrase })).rejects.toMatchObject({ code: 'VAULT_MISSING' });
  });

  it('says that it is locked after closing', async () => {
    const { vault } = await tempVault();
    const { db } = vault;
    vault.close();
    expect(() => vault.db).toThrow(expect.objectContaining({ code: 'VAULT_LOCKED' }));
    expect(() => listCases(db)).toThrow(expect.objectContaining({ code: 'VAULT_LOCKED' }));
  });

  it.skipIf(process.platform === 'win32')('keeps folder and files to their owner', async () => {
    const { vault, folder } = await tempVault();
    await seed(vault, ['Text']);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder))
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(existsSync(join(folder, 'vault-1.db-shm'))).toBe(false);
  });
});

describe('documents', () => {
  it('stores the same bytes once and gives them back identical', async () => {
    const { vault } = await tempVault();
    const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 31) % 251));
    const { caseRecord, document } = await seed(vault, [], bytes);
    const second = await addDocument(
      vault.db,
      { fileName: 'copy.pdf', mediaType: 'application/pdf', caseId: caseRecord.id },
      [bytes.subarray(0, 10), bytes.subarray(10)],
    );
    expect(second).toMatchObject({ isNew: false, document: { id: document.id } });
    expect(listDocuments(vault.db)).toHaveLength(1);
    expect(Buffer.concat([...readOriginal(vault.db, document.id)]).equals(bytes)).toBe(true);
    expect(readOriginalRange(vault.db, document.id, 262_100, 262_200)).toEqual(
      bytes.subarray(262_100, 262_200),
    );
    expect(getDocument(vault.db, document.id).byteSize).toBe(bytes.length);
  });

  it('keeps an empty file', async () => {
    const { vault } = await tempVault();
    const { document } = await seed(vault, [], Buffer.alloc(0));
    expect([...readOriginal(vault.db, document.id)]).toEqual([]);
  });

  it('keeps a correction when the page is read again', async () => {
    const { vault } = await tempVault();
    const { document } = await seed(vault, ['Strength 4l5']);
    correctPage(vault.db, document.id, 0, 'Strength 4/5', []);
    savePage(vault.db, pageOf(document.id, 0, 'Strength 41/5'));
    expect(getPage(vault.db, document.id, 0)).toMatchObject({ text: 'Strength 4/5', source: 'corrected' });
  });

  it('records who changed what', async () => {
    const { vault } = await tempVault();
    const { caseRecord } = await seed(vault, []);
    expect(
      listHistory(vault.db, { caseId: caseRecord.id }).map((entry) => [
        entry.actor,
        entry.area,
        entry.action,
      ]),
    ).toEqual([
      ['person', 'document', 'added'],
      ['person', 'document', 'created'],
      ['person', 'case', 'created'],
    ]);
  });
});
