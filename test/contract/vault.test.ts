/** Keeping a vault safe, through the contract as the screen uses it: backup, restore, keys, the bin, after a crash. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AppEvent } from '../../shared/api/contract.ts';
import { startTestApp, testPassphrase, type TestApp } from '../support/app-client.ts';

let test: TestApp;
afterEach(() => test.close());

const passphrase = testPassphrase;

async function withCase(options?: Parameters<typeof startTestApp>[1]) {
  test = await startTestApp('2026-09-28', options);
  const { recoveryCode } = await test.client.vault.create({ passphrase });
  const { id: caseId } = await test.client.cases.create({ title: 'Knee MRI' });
  const uploadId = await test.upload('note.txt', Buffer.from('Weakness of the left leg'));
  const [added] = await test.client.documents.add({ caseId, uploadIds: [uploadId] });
  await test.settle(caseId);
  return { caseId, documentId: added?.documentId ?? '', recoveryCode };
}

async function fetchBackup(): Promise<Uint8Array> {
  const { downloadId } = await test.client.vault.backup();
  const reply = await test.app.handle(new Request(`http://test/bytes/download/${downloadId}`));
  return new Uint8Array(await reply.arrayBuffer());
}

describe('a backup', () => {
  it('counts once it was handed over, and restores beside the vault that is there', async () => {
    const { caseId } = await withCase();
    const backup = await fetchBackup();
    expect((await test.client.vault.status()).lastBackupAt).not.toBeNull();
    expect(readdirSync(test.folder).sort()).toEqual(['test.rejoinder', 'test.rejoinder.outgoing']);
    expect(readdirSync(join(test.folder, 'test.rejoinder.outgoing'))).toEqual([]);
    await test.client.cases.create({ title: 'Made after the backup' });
    await expect(
      test.client.vault.restore({
        uploadId: await test.upload('b', backup, 'backup'),
        unlock: { passphrase },
      }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await test.client.vault.lock();
    const uploadId = await test.upload('b', backup, 'backup');
    await expect(
      test.client.vault.restore({ uploadId, unlock: { passphrase: 'not the one' } }),
    ).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect((await test.client.vault.status()).state).toBe('locked');
    const { oldKeptAs } = await test.client.vault.restore({ uploadId, unlock: { passphrase } });
    expect((await test.client.cases.list()).map((each) => each.id)).toEqual([caseId]);
    expect(existsSync(join(test.folder, oldKeptAs ?? '', 'keys.json'))).toBe(true);
    expect(readdirSync(test.folder).filter((name) => name.startsWith('test.rejoinder.'))).toEqual([]);
  });

  it('restores where no vault is, by the recovery code too', async () => {
    const { recoveryCode } = await withCase();
    const backup = await fetchBackup();
    await test.close();
    test = await startTestApp();
    const uploadId = await test.upload('b', backup, 'backup');
    const { oldKeptAs } = await test.client.vault.restore({ uploadId, unlock: { recoveryCode } });
    expect(oldKeptAs).toBeNull();
    expect((await test.client.cases.list()).map((each) => each.title)).toEqual(['Knee MRI']);
  });

  it('that nobody fetched is not counted, and is gone after locking', async () => {
    await withCase();
    await test.client.vault.backup();
    expect((await test.client.vault.status()).lastBackupAt).toBeNull();
    await test.client.vault.lock();
    expect(readdirSync(join(test.folder, 'test.rejoinder.outgoing'))).toEqual([]);
  });

  it('is asked for when the last one is older than the person wants', async () => {
    let now = Date.parse('2026-01-01T00:00:00.000Z');
    await withCase({ now: () => new Date(now).toISOString() });
    expect((await test.client.vault.status()).backupDue).toBe(false);
    now += 31 * 86_400_000;
    expect((await test.client.vault.status()).backupDue).toBe(true);
    await test.client.system.saveSettings({ backupReminderDays: 0 });
    expect((await test.client.vault.status()).backupDue).toBe(false);
    await test.client.system.saveSettings({ backupReminderDays: 30 });
    await fetchBackup();
    expect((await test.client.vault.status()).backupDue).toBe(false);
  });
});

describe('keys', () => {
  it('a forgotten passphrase is replaced with the printed code', async () => {
    const { recoveryCode } = await withCase();
    const { client } = test;
    await client.vault.changePassphrase({ current: { recoveryCode }, next: 'four new words here' });
    await client.vault.lock();
    await expect(client.vault.open({ passphrase })).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await client.vault.open({ passphrase: 'four new words here' });
  });

  it('everything is encrypted anew, with progress, and reading of papers goes on', async () => {
    const { caseId, recoveryCode } = await withCase();
    const { client } = test;
    const events: AppEvent[] = [];
    const abort = new AbortController();
    const listening = (async () => {
      for await (const event of test.app.context.events.subscribe(abort.signal)) events.push(event);
    })();
    const rotated = await client.vault.rotateKey({ passphrase });
    expect(rotated.recoveryCode).not.toBe(recoveryCode);
    expect(existsSync(join(test.folder, 'test.rejoinder', 'vault-2.db'))).toBe(true);
    expect(existsSync(join(test.folder, 'test.rejoinder', 'vault-1.db'))).toBe(false);
    const uploadId = await test.upload('second.txt', Buffer.from('Second paper'));
    await client.documents.add({ caseId, uploadIds: [uploadId] });
    await test.settle(caseId);
    expect((await client.documents.list({ caseId })).map((each) => each.state)).toEqual(['read', 'read']);
    await client.vault.lock();
    await client.vault.openWithRecoveryCode(rotated);
    abort.abort();
    await listening;
    const fractions = events.flatMap((event) =>
      event.type === 'task-progress' && event.taskId === 'rotate' && event.total === 1000 ? event.done : [],
    );
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it('the keychain opens the vault when it was asked to, and no longer once removed', async () => {
    const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
    await withCase({ keychain: { state: 'offered', keychain: { seal: flip, unseal: flip } } });
    const { client } = test;
    expect((await client.system.info()).keychain).toBe('offered');
    expect((await client.vault.status()).keychainOpens).toBe(false);
    await expect(client.vault.addKeychain({ passphrase: 'not the one' })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    await client.vault.addKeychain({ passphrase });
    await client.vault.lock();
    expect((await client.vault.status()).keychainOpens).toBe(true);
    await client.vault.openWithKeychain();
    await client.vault.removeKeychain();
    await client.vault.lock();
    expect((await client.vault.status()).keychainOpens).toBe(false);
    await expect(client.vault.openWithKeychain()).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
  });

  it('no keychain is offered where there is none, and the call says why', async () => {
    await withCase();
    await expect(test.client.vault.addKeychain({ passphrase })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('keychain'),
    });
  });

  it('a lock asked for while the vault opens is obeyed', async () => {
    await withCase();
    await test.client.vault.lock();
    const opening = test.app.context.session.open({ passphrase });
    await test.app.lock('sleep');
    await expect(opening).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect((await test.client.vault.status()).state).toBe('locked');
    await test.client.vault.open({ passphrase });
  });

  it('two openings at once are one', async () => {
    await withCase();
    await test.client.vault.lock();
    const both = await Promise.allSettled([
      test.client.vault.open({ passphrase }),
      test.client.vault.open({ passphrase }),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await test.client.vault.status()).state).toBe('open');
  });
});

describe('the bin', () => {
  it('holds removed papers and cases, gives them back, and forgets them for good', async () => {
    const { caseId, documentId } = await withCase();
    const { client } = test;
    await client.documents.remove({ caseId, documentId });
    expect((await client.vault.bin()).map(({ kind, name }) => [kind, name])).toEqual([
      ['document', 'note.txt'],
    ]);
    await client.documents.restore({ caseId, documentId });
    expect(await client.vault.bin()).toEqual([]);
    expect((await client.documents.list({ caseId })).map((each) => each.id)).toEqual([documentId]);
    await client.documents.remove({ caseId, documentId });
    await client.cases.remove({ caseId });
    await client.vault.putBack({ kind: 'case', id: caseId });
    expect((await client.cases.list()).map((each) => each.id)).toEqual([caseId]);
    expect(await client.vault.emptyBin()).toEqual({ count: 1 });
    expect(await client.vault.bin()).toEqual([]);
    await expect(client.documents.original({ documentId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('takes uploads that never became a paper, at the next opening', async () => {
    await withCase();
    await test.upload('stray.txt', Buffer.from('stray'));
    await test.client.vault.lock();
    await test.client.vault.open({ passphrase });
    expect((await test.client.vault.bin()).map((each) => each.name)).toEqual(['stray.txt']);
  });

  it('is emptied by itself after a month, not before', async () => {
    let now = Date.parse('2026-01-01T00:00:00.000Z');
    const { caseId, documentId } = await withCase({ now: () => new Date(now).toISOString() });
    const { client } = test;
    await client.documents.remove({ caseId, documentId });
    const reopen = async () => {
      await client.vault.lock();
      await client.vault.open({ passphrase });
      await new Promise((resolve) => setTimeout(resolve, 100));
      return (await client.vault.bin()).length;
    };
    now += 29 * 86_400_000;
    expect(await reopen()).toBe(1);
    now += 2 * 86_400_000;
    expect(await reopen()).toBe(0);
  });
});

describe('a check', () => {
  it('says that all is well', async () => {
    await withCase();
    expect(await test.client.vault.check()).toEqual({
      ok: true,
      message: 'Every page and every file was checked and is in order.',
    });
    expect((await test.client.vault.status()).check).toMatchObject({ state: 'good', afterCrash: false });
  });

  it('runs by itself after a crash, and says so', async () => {
    test = await startTestApp();
    const crash = join(import.meta.dirname, '..', 'vault', 'fault', 'crash.ts');
    const folder = join(test.folder, 'test.rejoinder');
    const child = ['--disable-warning=ExperimentalWarning', crash, folder, passphrase];
    expect(spawnSync(process.execPath, child).signal).toBe('SIGKILL');
    await test.client.vault.open({ passphrase });
    expect((await test.client.vault.status()).check).toMatchObject({ afterCrash: true });
    await expect
      .poll(async () => (await test.client.vault.status()).check?.state, { timeout: 20_000 })
      .toBe('good');
  });

  it('is stopped when asked, and the vault goes on', async () => {
    const { caseId } = await withCase();
    const checking = test.client.vault.check();
    await test.client.system.cancelTask({ taskId: 'check' });
    await expect(checking).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await test.client.vault.status()).check?.state).toBe('stopped');
    expect(
      readdirSync(join(test.folder, 'test.rejoinder')).filter((name) => name.startsWith('check')),
    ).toEqual([]);
    await test.client.cases.update({ caseId, title: 'Still here' });
  });
});
