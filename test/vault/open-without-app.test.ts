/** docs/vault-format.md is true: a script that uses nothing of the app opens a vault with what it says. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rotateDataKey } from '../../electron/vault/rotate-key.ts';
import { cheap, passphrase, seed, tempFolder, tempVault } from './temp-vault.ts';

const script = join(import.meta.dirname, '..', '..', 'scripts', 'open-vault.mjs');

function run(folder: string, out: string, secret: string) {
  return spawnSync(process.execPath, [script, folder, out], {
    encoding: 'utf8',
    env: { ...process.env, REJOINDER_SECRET: secret },
  });
}

it('opens a vault by passphrase or recovery code, also after a key rotation, and changes nothing in it', async () => {
  const { vault, folder } = await tempVault();
  const bytes = Buffer.from(Array.from({ length: 600_000 }, (_, index) => index % 253));
  await seed(vault, ['First page', 'Second page'], bytes);
  const recoveryCode = await rotateDataKey(vault, passphrase, cheap.argon2);
  vault.close();
  const before = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  for (const secret of [passphrase, recoveryCode]) {
    const out = join(tempFolder(), 'out');
    expect(run(folder, out, secret)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1 documents'),
    });
    expect(readFileSync(join(out, '00001 note.pdf')).equals(bytes)).toBe(true);
    expect(readFileSync(join(out, '00001 note.pdf.pages.txt'), 'utf8')).toBe('First page\n\f\nSecond page');
  }
  expect(run(folder, tempFolder(), 'wrong passphrase').status).toBe(3);
  expect(readdirSync(folder).map((name) => readFileSync(join(folder, name)))).toEqual(before);
});
