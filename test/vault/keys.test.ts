/** Every way of opening a vault, changing them, and the delays after wrong tries. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  addKeychain,
  changePassphrase,
  listSlots,
  raisePassphraseCost,
  removeSlots,
  replaceRecoveryCode,
} from '../../electron/vault/manage-keys.ts';
import { newRecoveryCode, parseRecoveryCode } from '../../electron/vault/recovery-code.ts';
import { rotateDataKey } from '../../electron/vault/rotate-key.ts';
import { listPages, savePage } from '../../electron/vault/stores/pages.ts';
import { delaySeconds } from '../../electron/vault/tries.ts';
import { openVault, type Unlock } from '../../electron/vault/vault.ts';
import { cheap, pageOf, passphrase, reopen, seed, tempVault } from './temp-vault.ts';

async function opens(folder: string, unlock: Unlock): Promise<string> {
  try {
    (await openVault(folder, unlock, cheap)).close();
    return 'open';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'not an AppError';
  }
}

describe('the recovery code', () => {
  it('reads back what was printed, with O for 0 and I or l for 1', () => {
    const { code, secret } = newRecoveryCode();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(parseRecoveryCode(` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toEqual(
      secret,
    );
  });

  it('catches every single wrong character and every swap of neighbours', () => {
    const letters = newRecoveryCode().code.replaceAll('-', '');
    for (let at = 0; at < letters.length; at += 1) {
      for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        if (other === letters[at]) continue;
        expect(() => parseRecoveryCode(letters.slice(0, at) + other + letters.slice(at + 1))).toThrow(
          'typing error',
        );
      }
      const [a, b] = [letters[at], letters[at + 1]];
      if (a !== undefined && b !== undefined && a !== b)
        expect(() => parseRecoveryCode(letters.slice(0, at) + b + a + letters.slice(at + 2))).toThrow(
          'typing error',
        );
    }
  });

  it.each([
    ['ABCD', '4 were typed'],
    ['ABCD-EU', 'group 2'],
  ])('says what is wrong with %s', (typed, message) => {
    expect(() => parseRecoveryCode(typed)).toThrow(message);
  });
});

describe('slots', () => {
  it('changes the passphrase without touching the database', async () => {
    const { vault, folder } = await tempVault();
    await seed(vault, ['Text']);
    await changePassphrase(vault, { passphrase }, 'another passphrase', cheap.argon2);
    vault.close();
    expect(await opens(folder, { passphrase })).toBe('WRONG_PASSPHRASE');
    expect(await opens(folder, { passphrase: 'another passphrase' })).toBe('open');
  });

  it('asks for the current passphrase, or the printed code where it was forgotten', async () => {
    const { vault, recoveryCode } = await tempVault();
    await expect(
      changePassphrase(vault, { passphrase: 'not the one' }, 'another one', cheap.argon2),
    ).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await expect(changePassphrase(vault, { passphrase }, 'short', cheap.argon2)).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await changePassphrase(vault, { recoveryCode }, 'another one', cheap.argon2);
    expect(listSlots(vault).map((slot) => slot.kind)).toEqual(['recovery', 'passphrase']);
  });

  it('replaces the recovery code', async () => {
    const { vault, folder, recoveryCode } = await tempVault();
    const next = await replaceRecoveryCode(vault, { passphrase });
    vault.close();
    expect(await opens(folder, { recoveryCode })).toBe('WRONG_PASSPHRASE');
    expect(await opens(folder, { recoveryCode: next })).toBe('open');
  });

  it('opens through the keychain until that is removed', async () => {
    const { vault, folder } = await tempVault();
    const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
    await addKeychain(vault, { passphrase }, flip);
    vault.close();
    expect(await opens(folder, { keychain: flip })).toBe('open');
    expect(await opens(folder, { keychain: () => null })).toBe('WRONG_PASSPHRASE');
    const again = await openVault(folder, { keychain: flip }, cheap);
    removeSlots(again, 'keychain');
    again.close();
    expect(await opens(folder, { keychain: flip })).toBe('WRONG_PASSPHRASE');
  });

  it('raises the cost of an old passphrase hash', async () => {
    const { vault } = await tempVault();
    const dearer = { ...cheap.argon2, memoryKiB: 128 };
    expect(await raisePassphraseCost(vault, passphrase, cheap.argon2)).toBe(false);
    expect(await raisePassphraseCost(vault, passphrase, dearer)).toBe(true);
    const again = await reopen(vault);
    expect(again.keyFile.slots.find((slot) => slot.kind === 'passphrase')).toMatchObject({
      kdf: { memoryKiB: 128 },
    });
  });

  it('treats composed and decomposed letters as the same passphrase', async () => {
    const { vault, folder } = await tempVault();
    await changePassphrase(vault, { passphrase }, 'caf\u00e9 au lait', cheap.argon2);
    vault.close();
    expect(await opens(folder, { passphrase: 'cafe\u0301 au lait' })).toBe('open');
  });
});

describe('rotating the data key', () => {
  it('keeps every page, changes every byte under a new key, and goes on working', async () => {
    const { vault, folder, recoveryCode } = await tempVault();
    const { document } = await seed(vault, ['One', 'Two']);
    const code = await rotateDataKey(vault, passphrase, cheap.argon2);
    savePage(vault.db, pageOf(document.id, 2, 'Three'));
    expect(listPages(vault.db, document.id).map((page) => page.text)).toEqual(['One', 'Two', 'Three']);
    vault.close();
    expect(readdirSync(folder).sort()).toEqual(['keys.json', 'vault-2.db', 'writer.lock']);
    expect(await opens(folder, { recoveryCode })).toBe('WRONG_PASSPHRASE');
    expect(await opens(folder, { recoveryCode: code })).toBe('open');
    const again = await openVault(folder, { passphrase }, cheap);
    expect(listPages(again.db, document.id)).toHaveLength(3);
    again.close();
  });
});

describe('wrong tries', () => {
  it.each([
    [0, 0],
    [2, 0],
    [3, 1],
    [4, 2],
    [8, 32],
    [100, 300],
  ])('after %i failures waits %i seconds', (failures, seconds) => {
    expect(delaySeconds(failures)).toBe(seconds);
  });

  it('makes one wait after three wrong passphrases, over restarts, and forgets it after a right one', async () => {
    const { vault, folder } = await tempVault();
    vault.close();
    let now = Date.parse('2026-01-01T00:00:00.000Z');
    const options = { ...cheap, now: () => new Date(now).toISOString() };
    const attempt = async (typed: string) =>
      openVault(folder, { passphrase: typed }, options)
        .then((opened) => (opened.close(), 'open'))
        .catch((error: { code: string }) => error.code);
    for (let i = 0; i < 3; i += 1) expect(await attempt('wrong one')).toBe('WRONG_PASSPHRASE');
    expect(await attempt(passphrase)).toBe('TOO_MANY_TRIES');
    now -= 3_600_000;
    expect(await attempt(passphrase)).toBe('TOO_MANY_TRIES');
    now += 3_601_000;
    expect(await attempt(passphrase)).toBe('open');
    expect(existsSync(join(folder, 'tries.json'))).toBe(false);
  });
});

describe('an altered key file', () => {
  it.each<[string, (json: Record<string, unknown>) => unknown, string]>([
    ['is not JSON', () => undefined, 'VAULT_DAMAGED'],
    ['misses its slots', (json) => ({ ...json, slots: [] }), 'VAULT_DAMAGED'],
    [
      'names another vault',
      (json) => ({ ...json, vaultId: '00000000-0000-4000-8000-000000000000' }),
      'WRONG_PASSPHRASE',
    ],
    ['names another generation', (json) => ({ ...json, generation: 7 }), 'VAULT_DAMAGED'],
    [
      'lost a slot',
      (json) => ({ ...json, slots: Array.isArray(json.slots) ? json.slots.slice(0, 1) : [] }),
      'VAULT_DAMAGED',
    ],
    ['is of a newer format', (json) => ({ ...json, formatVersion: 2, surprise: true }), 'VAULT_NEWER'],
    ['is of a newer schema', (json) => ({ ...json, schemaVersion: 99 }), 'VAULT_NEWER'],
  ])('that %s is refused', async (_, alter, code) => {
    const { vault, folder } = await tempVault();
    vault.close();
    const path = join(folder, 'keys.json');
    const json: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify(alter(json)) ?? '{"format":');
    const before = readFileSync(join(folder, 'vault-1.db'));
    expect(await opens(folder, { passphrase })).toBe(code);
    expect(readFileSync(join(folder, 'vault-1.db')).equals(before)).toBe(true);
  });

  it('of another vault is refused', async () => {
    const [a, b] = [await tempVault(), await tempVault()];
    a.vault.close();
    b.vault.close();
    writeFileSync(join(a.folder, 'keys.json'), readFileSync(join(b.folder, 'keys.json')));
    expect(await opens(a.folder, { passphrase })).toBe('VAULT_DAMAGED');
  });
});
