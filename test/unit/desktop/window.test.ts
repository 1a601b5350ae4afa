/** Where the window opens, what a double-click opens, and what the menu offers. */
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../electron/hosts/desktop/menu.ts';
import { defaultVaultFolder } from '../../../electron/hosts/vault-folder.ts';
import { vaultIn } from '../../../electron/hosts/desktop/vault-argument.ts';
import { onSomeScreen } from '../../../electron/hosts/desktop/window.ts';

describe('window state', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1040 }];
  const at = (x: number, y: number) => ({ bounds: { x, y, width: 900, height: 700 }, maximized: true });

  it.each([
    ['in the middle', 100, 100],
    ['half over the edge', 1800, 900],
    ['over the left edge', -700, 0],
  ])('stands where it stood: %s', (_name, x, y) => {
    expect(onSomeScreen(at(x, y), screens)).toEqual(at(x, y));
  });

  it.each([
    ['on a screen since unplugged', 2500, 100],
    ['with only its edge in reach', 1900, 100],
    ['above every screen', 0, -5000],
  ])('forgets the place, not the size of the screen: %s', (_name, x, y) => {
    expect(onSomeScreen(at(x, y), screens)).toEqual({ bounds: null, maximized: true });
  });
});

describe('the vault among the arguments', () => {
  const yes = () => true;
  it('is the last absolute path to a vault', () => {
    expect(vaultIn(['/app', '--x', '/a/One.rejoinder', '/a/Two.rejoinder/'], yes)).toBe('/a/Two.rejoinder/');
  });

  it.each([
    ['nothing of ours', '/a/letter.pdf'],
    ['a relative path', 'One.rejoinder'],
    ['a server of somebody else', '\\\\evil\\share\\One.rejoinder'],
    ['the same with slashes', '//evil/share/One.rejoinder'],
    ['an address', 'https://evil.example/One.rejoinder'],
  ])('is not %s', (_name, word) => {
    let looked = 0;
    const look = () => {
      looked++;
      return true;
    };
    expect(vaultIn(['/app', word], look)).toBeNull();
    expect(looked).toBe(0);
  });

  it('is not a folder without a key file', () => {
    expect(vaultIn(['/a/One.rejoinder'], () => false)).toBeNull();
  });
});

describe('the usual vault', () => {
  it.each([
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/Rejoinder/My papers.rejoinder'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Rejoinder/My papers.rejoinder'],
    ['win32', { APPDATA: '/roaming', PORTABLE_EXECUTABLE_DIR: '/stick' }, '/stick/My papers.rejoinder'],
  ] as const)('on %s with %o lies in %s', (platform, env, folder) => {
    expect(defaultVaultFolder(env, platform)).toBe(folder);
  });
});

describe('the menu', () => {
  const labels = (platform: NodeJS.Platform, packaged: boolean): string =>
    JSON.stringify(menuTemplate(platform, packaged, { lock: () => {} }));

  it.each(['linux', 'win32', 'darwin'] as const)(
    'on %s locks and quits, without developer tools',
    (platform) => {
      const all = labels(platform, true);
      expect(all).toContain('Lock now');
      expect(all).toContain('"quit"');
      expect(all).toContain('"editMenu"');
      expect(all).not.toContain('toggleDevTools');
      expect(all).not.toContain('reload');
    },
  );

  it('has developer tools where the app is developed', () => {
    expect(labels('linux', false)).toContain('toggleDevTools');
  });
});
