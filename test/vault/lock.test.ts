/** One writer at a time, over processes; a lock whose owner died holds nobody up. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openVault } from '../../electron/vault/vault.ts';
import { takeWriterLock } from '../../electron/vault/writer-lock.ts';
import { cheap, passphrase, tempVault } from './temp-vault.ts';

const child = join(import.meta.dirname, 'fault', 'take-lock.ts');
const node = [process.execPath, '--disable-warning=ExperimentalWarning'] as const;

/** What another process is told when it takes the lock: 'taken' or an error code. */
function fromAnotherProcess(folder: string): string {
  const [command, ...args] = node;
  return spawnSync(command, [...args, child, folder], { encoding: 'utf8' }).stdout.trim();
}

it('keeps other processes out, also after this process asked twice', async () => {
  const { vault, folder } = await tempVault();
  expect(fromAnotherProcess(folder)).toBe('VAULT_IN_USE');
  await expect(openVault(folder, { passphrase }, cheap)).rejects.toMatchObject({ code: 'VAULT_IN_USE' });
  expect(() => takeWriterLock(folder)).toThrow(expect.objectContaining({ code: 'VAULT_IN_USE' }));
  expect(fromAnotherProcess(folder)).toBe('VAULT_IN_USE');
  vault.close();
  expect(fromAnotherProcess(folder)).toBe('taken');
});

it('is free again once its owner was killed', async () => {
  const { vault, folder } = await tempVault();
  vault.close();
  const [command, ...args] = node;
  const owner = spawn(command, [...args, child, folder, 'hold']);
  await once(owner.stdout, 'data');
  await expect(openVault(folder, { passphrase }, cheap)).rejects.toMatchObject({ code: 'VAULT_IN_USE' });
  owner.kill('SIGKILL');
  await once(owner, 'close');
  const again = await openVault(folder, { passphrase }, cheap);
  expect(again.isOpen).toBe(true);
  again.close();
});
