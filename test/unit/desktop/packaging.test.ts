/**
 * The package, made by the real electron-builder around a stand-in for Electron's program (which cannot be had
 * everywhere): what is in it, what is not, its fuses, and that what is in it is enough to read papers.
 */
import { createHash } from 'node:crypto';
import { execFileSync, fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { config } from '../../../packaging/config.ts';
import { createReader, type ReaderChannel } from '../../../electron/ingest/reader-client.ts';
import { makeFakeElectron } from '../../support/fake-electron-dist.ts';
import { amount, proven } from '../../prove/proof.ts';
import { makePdf, textAt } from '../ingest/make-pdf.ts';
import { drawPage } from '../ingest/make-picture.ts';

const project = join(import.meta.dirname, '../../..');
const isBuilt = existsSync(join(project, 'out/main/index.js'));
const folder = mkdtempSync(join(tmpdir(), 'rejoinder-package-'));
const unpacked = join(folder, 'dist', 'linux-unpacked');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In a process of its own: electron-builder writes to the terminal and looks at where it stands. */
function pack(output: string): void {
  execFileSync(
    process.execPath,
    [join(project, 'test/support/pack.ts'), makeFakeElectron(join(folder, 'electron')), output],
    {
      cwd: project,
      stdio: 'pipe',
      env: { ...process.env, SOURCE_DATE_EPOCH: '1790000000' },
    },
  );
}

describe.skipIf(!isBuilt || process.platform !== 'linux')('the package', () => {
  let names: string[] = [];
  const app = join(folder, 'app');

  beforeAll(() => {
    pack(join(folder, 'dist'));
    const archive = join(unpacked, 'resources', 'app.asar');
    names = listPackage(archive, { isPack: false });
    extractAll(archive, app);
  }, 300_000);

  it('has every fuse set, the dangerous ones off', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'rejoinder'));
    const states = Object.fromEntries(
      Object.entries(FuseV1Options).flatMap(([name, index]) =>
        typeof index === 'number' ? [[name, wire[index] === FuseState.ENABLE]] : [],
      ),
    );
    expect(states).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      // As Electron ships it: out of bounds in WebAssembly is caught by the processor.
      WasmTrapHandlers: true,
    });
    proven(
      'The packed program cannot be turned against you',
      `${Object.keys(states).length} fuses read back from a packed program (a stand-in: Electron's own cannot be had here)`,
    );
  });

  it('holds the app, its rules and what it runs on, and nothing else', () => {
    const tops = new Set(names.map((name) => name.split('/')[1] ?? ''));
    expect(tops).toEqual(new Set(['node_modules', 'out', 'package.json', 'resources']));
    expect(names).toContain('/out/main/index.js');
    expect(names).toContain('/out/main/reader-host.js');
    expect(names).toContain('/out/renderer/index.html');
    expect(names).toContain('/resources/rules/deadlines.json');
    expect(
      names.filter((name) => /\.(ts|map|md)$|\/(electron|vitest|typescript|playwright)\/|\.env/.test(name)),
    ).toEqual([]);
    expect(names.filter((name) => /darwin|win32|musl/.test(name) && /\.node$/.test(name))).toEqual([]);
  });

  it('keeps outside its sealed archive only what must be a file', () => {
    const outside = readdirSync(join(unpacked, 'resources', 'app.asar.unpacked'), {
      recursive: true,
      withFileTypes: true,
    })
      .filter((each) => each.isFile())
      .map((each) => each.name);
    expect(outside.length).toBeGreaterThan(1);
    expect(outside.filter((name) => !name.endsWith('.node'))).toEqual([]);
  });

  it('looks for no update', () => {
    expect(readdirSync(join(unpacked, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
    expect(names.filter((name) => name.includes('electron-updater'))).toEqual([]);
  });

  it('reads text, a scan and draws pages with what is in it alone', { timeout: 120_000 }, async () => {
    const spawn = (): ReaderChannel => {
      const child = fork(join(app, 'out/main/reader-host.js'), [], {
        serialization: 'advanced',
        env: {},
        cwd: app,
      });
      return {
        send: (message) => void child.send(message),
        onMessage: (listener) => void child.on('message', listener),
        onExit: (listener) => void child.once('exit', () => listener()),
        kill: () => void child.kill('SIGKILL'),
        hold: () => {},
      };
    };
    const reader = createReader({ workers: 1, spawn });
    const lines = ['Patient completed twelve visits of physical therapy.'];
    const pdf = await reader.read(makePdf([{ content: textAt(72, 700, lines) }]), { documentId: 'a' });
    expect(pdf.ok && pdf.pages[0]?.text).toBe(lines[0]);
    const scan = await reader.read(await drawPage(lines, 150).encode('png'), { documentId: 'b' });
    expect(scan.ok && scan.pages[0]?.text).toBe(lines[0]);
    const picture = await reader.renderPage(makePdf([{ content: textAt(72, 700, lines) }]), 0, {
      maxPixels: 100_000,
    });
    expect(picture.ok && (picture.png?.length ?? 0) > 1000).toBe(true);
    reader.close();
  });

  it(
    'does a whole job with what is in it alone: papers in, findings, letter, check',
    { timeout: 180_000 },
    () => {
      const home = join(folder, 'home');
      mkdirSync(home);
      const said = execFileSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', join(project, 'test/support/drive-packed.ts'), app, home],
        { cwd: home, encoding: 'utf8' },
      );
      const done = JSON.parse(said) as { statuses: number[]; findings: number; sizes: number[]; ok: boolean };
      expect(done.statuses.length).toBeGreaterThan(2);
      expect(done.statuses.filter((status) => status !== 200)).toEqual([]);
      expect(done.findings).toBeGreaterThan(1);
      expect(done.sizes.every((size) => size > 5000)).toBe(true);
      expect(done.ok).toBe(true);
    },
  );

  it('has every module that its two programs load', () => {
    const programs = readdirSync(join(app, 'out/main'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.js'),
    );
    const wanted = programs.flatMap((name) =>
      Array.from(
        readFileSync(join(app, 'out/main', name), 'utf8').matchAll(/^import .*?from "([^".][^"]*)";$/gm),
        ([, module]) => module ?? '',
      ),
    );
    const modules = [...new Set(wanted)].filter((name) => !name.startsWith('node:') && name !== 'electron');
    expect(modules.length).toBeGreaterThan(8);
    const script = `for (const name of ${JSON.stringify(modules)}) await import(name); process.exit(0);`;
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: app, stdio: 'pipe' });
  });

  it.skipIf(amount(1, 0) === 0)(
    'is the same, bit for bit, when it is made again',
    { timeout: 300_000 },
    () => {
      pack(join(folder, 'again'));
      const hash = (output: string) =>
        createHash('sha256')
          .update(readFileSync(join(folder, output, 'linux-unpacked/resources/app.asar')))
          .digest('hex');
      expect(hash('again')).toBe(hash('dist'));
      proven(
        'Anyone can build the same package',
        `app.asar made twice: the same SHA-256 (${hash('dist').slice(0, 16)}…)`,
      );
    },
  );
});

describe('the configuration of packages', () => {
  it('has all the forms that were promised', () => {
    const targets = (of: unknown): string[] => (of as { target: string }[]).map(({ target }) => target);
    expect(targets(config.win?.target)).toEqual(['nsis', 'portable']);
    expect(targets(config.mac?.target)).toEqual(['dmg']);
    expect(targets(config.linux?.target)).toEqual(['AppImage', 'deb', 'flatpak']);
    expect(config.mac).toMatchObject({ hardenedRuntime: true, notarize: true });
    expect(config.nsis?.deleteAppDataOnUninstall).toBe(false);
  });

  it('names files that exist', () => {
    const files = [
      config.win?.icon,
      config.mac?.icon,
      config.linux?.icon,
      config.mac?.entitlements,
      'packaging/icons/backup.ico',
      'packaging/icons/backup.icns',
    ];
    expect(files.filter((file) => !existsSync(join(project, String(file))))).toEqual([]);
  });

  it('gives no network to the Flatpak, and no exception to the Mac app but V8', () => {
    expect(config.flatpak?.finishArgs?.join(' ')).not.toMatch(/network|filesystem=(home|host)/);
    const entitlements = readFileSync(join(project, 'packaging/entitlements.mac.plist'), 'utf8');
    expect([...entitlements.matchAll(/<key>([^<]+)<\/key>/g)].map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
    ]);
  });

  it('makes a vault one document on a Mac, and a backup a file of ours everywhere', () => {
    const associations = [config.fileAssociations, config.mac?.fileAssociations].flat();
    expect(associations).toContainEqual(expect.objectContaining({ ext: 'rejoinder', isPackage: true }));
    expect(config.fileAssociations).toContainEqual(expect.objectContaining({ ext: 'rejoinder-backup' }));
  });
});
