/**
 * The power goes at any moment of any kind of work. strace records what the vault writes and syncs; a model of the
 * disk (fault/disk-model.ts) makes the states that a power cut there could leave, with unsynced writes missing, torn
 * and out of order; each is opened and judged as after a kill. REJOINDER_CUTS sets how many cuts for each kind of
 * work (default 4), REJOINDER_CUT_SEED which ones.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Disk } from './fault/disk-model.ts';
import { committedIn, judge, makeTemplates, prepareRoot } from './fault/run-point.ts';
import { faultModes, type FaultMode } from './fault/shared.ts';
import { readStraceLog, tracedCalls, type FileEvent } from './fault/strace-log.ts';

const cuts = Number(process.env['REJOINDER_CUTS'] ?? 4);
const seed = Number(process.env['REJOINDER_CUT_SEED'] ?? 1);
const hasStrace = spawnSync('strace', ['-V']).status === 0;

let base: string;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'rejoinder-power-'));
  mkdirSync(join(base, 'templates'));
  await makeTemplates(join(base, 'templates'));
}, 60_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));

/** mulberry32. */
function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function record(mode: FaultMode, root: string): FileEvent[] {
  const log = join(base, `${mode}.strace`);
  const child = join(import.meta.dirname, 'fault', 'child.ts');
  const tmp = join(root, 'tmp');
  const run = spawnSync(
    'strace',
    ['-f', '-xx', '-s', '4000000', '-o', log, '-e', `trace=${tracedCalls}`, '-e', 'signal=none'].concat(
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      child,
      mode,
      root,
    ),
    { cwd: root, env: { ...process.env, TMPDIR: tmp, SQLITE_TMPDIR: tmp, HOME: tmp, NODE_OPTIONS: '' } },
  );
  expect(run.status, String(run.stderr)).toBe(0);
  const events = readStraceLog(log, root);
  rmSync(log);
  return events;
}

describe.skipIf(!hasStrace)('a power cut', () => {
  it.each(faultModes.map((mode, index) => [mode, index] as const))(
    `during %s loses nothing that was reported as stored (${cuts} cuts)`,
    { timeout: 180_000 + cuts * 5_000 },
    async (mode, index) => {
      const root = join(base, mode);
      prepareRoot(join(base, 'templates'), mode, root);
      const before = join(base, `${mode}-before`);
      prepareRoot(join(base, 'templates'), mode, before);
      const events = record(mode, root);
      const random = generator(seed * 1009 + index);
      const first = events.findIndex((event) => event.kind === 'write' && event.bytes.includes('ready'));
      expect(first).toBeGreaterThan(0);
      // Before and after a sync the most is at stake; the others fall anywhere.
      const syncs = events.flatMap((event, at) => (event.kind === 'sync' && at > first ? [at, at + 1] : []));
      expect(syncs.length).toBeGreaterThan(2);
      const places = Array.from({ length: cuts }, (_, count) =>
        count % 2 === 0
          ? (syncs[Math.floor(random() * syncs.length)] ?? first)
          : first + Math.floor(random() * (events.length - first)),
      ).sort((a, b) => a - b);
      // The log names paths below `root`; the disk begins as `root` was before the work.
      const disk = new Disk(before, root);
      let said = '';
      let at = 0;
      for (const [count, place] of places.entries()) {
        for (; at < place; at += 1) {
          const event = events[at];
          if (!event) break;
          if (event.kind === 'write' && event.fd === 1) said += event.bytes.toString('utf8');
          disk.apply(event);
        }
        const left = join(base, `${mode}-cut-${count}`);
        disk.cut(left, random);
        const problems = await judge(mode, left, committedIn(said)).catch((error: unknown) => [
          String(error),
        ]);
        expect({ mode, place, problems }).toEqual({ mode, place, problems: [] });
        rmSync(left, { recursive: true });
      }
    },
  );
});
