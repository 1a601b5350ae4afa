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
  expect([run.status, run.status === 0 ? '' : String(run.stderr)]).toEqual([0, '']);
  const events = readStraceLog(log, root);
  rmSync(log);
  return events;
}

/** Cuts the power at `count` places and returns what is wrong with what is left; `alter` may change what the disk is told. */
async function findLosses(
  mode: FaultMode,
  salt: number,
  count: number,
  alter: (event: FileEvent) => FileEvent[],
): Promise<unknown[]> {
  const root = join(base, `${mode}-${salt}`);
  const before = `${root}-before`;
  for (const folder of [root, before]) prepareRoot(join(base, 'templates'), mode, folder);
  const events = record(mode, root);
  const random = generator(seed * 1009 + salt);
  const found: unknown[] = [];
  // The log names paths below `root`; the disk begins as `root` was before the work.
  const disk = new Disk(before, root);
  let said = '';
  let at = 0;
  for (const [cut, place] of placesIn(events, count, random).entries()) {
    for (const event of events.slice(at, place)) {
      if (event.kind === 'write' && event.fd === 1) said += event.bytes.toString('utf8');
      for (const told of alter(event)) disk.apply(told);
    }
    at = place;
    const left = `${root}-cut-${cut}`;
    disk.cut(left, random);
    const problems = await judge(mode, left, committedIn(said)).catch((error: unknown) => [String(error)]);
    if (problems.length > 0) found.push({ mode, place, problems });
    rmSync(left, { recursive: true });
  }
  return found;
}

/** Before and after a sync the most is at stake; the others fall anywhere. */
function placesIn(events: readonly FileEvent[], count: number, random: () => number): number[] {
  const first = events.findIndex((event) => event.kind === 'write' && event.bytes.includes('ready'));
  const syncs = events.flatMap((event, at) => (event.kind === 'sync' && at > first ? [at, at + 1] : []));
  expect(Math.min(first, syncs.length - 2)).toBeGreaterThan(0);
  return Array.from({ length: count }, (_, cut) =>
    cut % 2 === 0
      ? (syncs[Math.floor(random() * syncs.length)] ?? first)
      : first + Math.floor(random() * (events.length - first)),
  ).sort((a, b) => a - b);
}

describe.skipIf(!hasStrace)('a power cut', () => {
  it.each(faultModes.map((mode, index) => [mode, index] as const))(
    `during %s loses nothing that was reported as stored (${cuts} cuts)`,
    { timeout: 180_000 + cuts * 5_000 },
    async (mode, index) => {
      const found = await findLosses(mode, index, cuts, (event) => [event]);
      expect(found).toEqual([]);
    },
  );

  it('is noticed where nothing is ever synced (the test itself works)', { timeout: 180_000 }, async () => {
    const found = await findLosses('import', 100, 8, (event) => (event.kind === 'sync' ? [] : [event]));
    expect(found.length).toBeGreaterThan(0);
  });
});
