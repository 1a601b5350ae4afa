/**
 * Nothing lost under kill -9, and nothing readable on disk. REJOINDER_KILLS sets how many kills (default 10);
 * the full run is 500. Kill times come from a fixed seed (REJOINDER_KILL_SEED), spread over the time each
 * kind of work takes when left alone.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { judge, makeTemplates, prepareRoot, runChild } from './fault/run-point.ts';
import { faultModes, faultPassphrase, otherPassphrase, sentences, type FaultMode } from './fault/shared.ts';

const kills = Number(process.env['REJOINDER_KILLS'] ?? 10);
const seed = Number(process.env['REJOINDER_KILL_SEED'] ?? 1);

const hasStrace = spawnSync('strace', ['-V']).status === 0;

let root: string;
const durations = new Map<FaultMode, number>();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rejoinder-fault-'));
  mkdirSync(join(root, 'templates'));
  await makeTemplates(join(root, 'templates'));
}, 60_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

function newRoot(name: string, mode: FaultMode): string {
  const folder = join(root, name);
  prepareRoot(join(root, 'templates'), mode, folder);
  return folder;
}

/** mulberry32: the same kills for the same seed. */
function random(index: number): number {
  let t = (seed * 1_000_003 + index * 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

describe('left alone', () => {
  it.each(faultModes)('%s ends well', { timeout: 60_000 }, async (mode) => {
    const folder = newRoot(`alone-${mode}`, mode);
    const { committed, ended, elapsedMs } = await runChild(mode, folder, null);
    durations.set(mode, elapsedMs);
    expect(ended).toBe(true);
    expect(await judge(mode, folder, committed)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

describe('killed', () => {
  it(`loses nothing in ${kills} kills`, { timeout: 60_000 + kills * 10_000 }, async () => {
    const reached: Record<string, number> = {};
    let hits = 0;
    // A child that ended before its kill does not count; the next kill of its kind comes sooner.
    for (let index = 0; hits < kills && index < kills * 4; index += 1) {
      const mode = faultModes[index % faultModes.length] ?? 'import';
      const killAfterMs = random(index) * (durations.get(mode) ?? 200);
      const folder = newRoot(`kill-${index}`, mode);
      const { committed, ended, elapsedMs } = await runChild(mode, folder, killAfterMs);
      if (ended) durations.set(mode, Math.min(elapsedMs, durations.get(mode) ?? elapsedMs));
      else {
        hits += 1;
        reached[mode] = (reached[mode] ?? 0) + 1;
      }
      const problems = await judge(mode, folder, committed).catch((error: unknown) => [String(error)]);
      expect({ index, mode, killAfterMs, problems }).toEqual({ index, mode, killAfterMs, problems: [] });
      rmSync(folder, { recursive: true });
    }
    expect(hits).toBe(kills);
    if (kills >= 100) console.log(`Killed in the middle of: ${JSON.stringify(reached)}`);
  });
});

describe('on disk', () => {
  it.each<[FaultMode, number | null]>([
    ['import', 150],
    ['edit', 100],
    ['edit', null],
    ['rotate', null],
    ['backup', null],
    ['migrate', 20],
    ['purge', 100],
  ])(
    '%s (killed after %s ms) leaves no known sentence in any file',
    { timeout: 60_000 },
    async (mode, killAfterMs) => {
      const folder = newRoot(`scan-${mode}-${String(killAfterMs)}`, mode);
      await runChild(mode, folder, killAfterMs);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      expect(files.length).toBeGreaterThan(2);
      const found = files.filter(
        (entry) =>
          holdsSecret(readFileSync(join(entry.parentPath, entry.name))) ||
          holdsSecret(Buffer.from(entry.name)),
      );
      expect(found.map((entry) => entry.name)).toEqual([]);
      // SQLite and the app must not use the temporary folder at all.
      expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
    },
  );

  it.skipIf(!hasStrace)(
    'writes to no file outside the vault and the place it was told',
    { timeout: 60_000 },
    () => {
      const folder = newRoot('strace', 'backup');
      const trace = join(root, 'strace.txt');
      const child = join(import.meta.dirname, 'fault', 'child.ts');
      for (const mode of ['backup', 'edit', 'purge']) {
        const command = [process.execPath, '--disable-warning=ExperimentalWarning', child, mode, folder];
        const run = spawnSync(
          'strace',
          [
            '-f',
            '-A',
            '-o',
            trace,
            '-e',
            'trace=openat,open,creat,rename,renameat2,mkdir,mkdirat',
            ...command,
          ],
          { cwd: folder },
        );
        expect(run.status).toBe(0);
      }
      const written = readFileSync(trace, 'utf8')
        .split('\n')
        .filter(
          (line) => !line.includes(' = -1 ') && /O_WRONLY|O_RDWR|O_CREAT|creat\(|rename|mkdir/.test(line),
        )
        .flatMap((line) => Array.from(line.matchAll(/"([^"]+)"/g), (match) => match[1] ?? ''));
      expect(written.length).toBeGreaterThan(10);
      expect(written.filter((path) => path.endsWith('-shm'))).toEqual([]);
      expect(
        [...new Set(written)].filter(
          (path) => !path.startsWith(folder) && !path.startsWith('/dev/') && !path.startsWith('/proc/'),
        ),
      ).toEqual([]);
    },
  );

  it('finds a sentence when there is one (the scan itself works)', () => {
    expect(holdsSecret(Buffer.from(`xx${sentences.page}xx`))).toBe(true);
    expect(holdsSecret(Buffer.from(`xx${sentences.field}xx`, 'utf16le'))).toBe(true);
  });
});

function holdsSecret(bytes: Buffer): boolean {
  const secrets = [
    ...Object.values(sentences),
    faultPassphrase,
    otherPassphrase,
    'Ida Invented',
    'meniscus',
    'SQLite format',
  ];
  return secrets.some((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')));
}
