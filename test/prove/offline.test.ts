/**
 * "No bytes leave the machine" and "Nothing private is readable on disk": the whole main job runs in a namespace
 * without networks, every system call that makes a socket or opens a file for writing is watched, and every file the
 * app left is searched for the words of the case.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { proven } from './proof.ts';
import { passphrase, scanFolder, secretsIn } from './secrets.ts';

const canCutOff = spawnSync('unshare', ['-rn', 'true']).status === 0;
const canWatch = spawnSync('strace', ['-V']).status === 0;
const root = mkdtempSync(join(tmpdir(), 'rejoinder-prove-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const watched =
  'socket,connect,bind,sendto,sendmsg,sendmmsg,listen,openat,open,creat,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,symlink,symlinkat';

if (!canCutOff || !canWatch) {
  proven('No bytes leave the machine', 'not run: needs Linux with unshare and strace', true);
}

describe.skipIf(!canCutOff || !canWatch)('the whole main job, cut off and watched', () => {
  const home = join(root, 'home');
  const trace = join(root, 'trace');
  const run = (() => {
    if (!canCutOff || !canWatch) return null;
    for (const name of ['home', 'tmp']) mkdirSync(join(root, name));
    return spawnSync(
      'unshare',
      [
        ...`-rn strace -f -qq -o ${trace} -e trace=${watched}`.split(' '),
        process.execPath,
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, 'main-job.ts'),
        home,
      ],
      {
        cwd: root,
        env: { PATH: process.env['PATH'], HOME: home, TMPDIR: join(root, 'tmp'), XDG_DATA_HOME: home },
        encoding: 'utf8',
      },
    );
  })();
  const calls = run ? readFileSync(trace, 'utf8').split('\n') : [];

  it('works, with every quote true, and reopens with the printed code', () => {
    expect({ status: run?.status, errors: run?.stderr }).toEqual({ status: 0, errors: '' });
    const figures = JSON.parse(run?.stdout ?? '') as {
      findings: number;
      quotes: number;
      falseQuotes: number;
      hits: number;
      refused: boolean;
      cases: number;
      files: Record<string, number>;
    };
    expect(figures).toMatchObject({ falseQuotes: 0, refused: true, cases: 1 });
    expect(figures.findings).toBeGreaterThan(1);
    expect(figures.hits).toBeGreaterThan(0);
    expect(Object.values(figures.files).filter((size) => size < 100)).toEqual([]);
    proven(
      'No finding without a true quote',
      `${figures.quotes} quotes of ${figures.findings} findings re-read from their pages, ${figures.falseQuotes} false`,
    );
    proven(
      'The main job needs no network',
      `done with networks cut off, ${Object.keys(figures.files).length} kinds of file made`,
    );
  });

  it('makes no socket but pipes between its own processes', () => {
    const sockets = calls.filter((line) => /\b(socket|bind|connect|listen|send\w*)\(/.test(line));
    // Netlink asks this computer's own kernel: a drawing library has Node describe its process while it loads.
    const own = /AF_UNIX|AF_LOCAL|AF_NETLINK|NETLINK_ROUTE|nlmsg_/;
    const outside = sockets.filter((line) => /[AP]F_\w+|SOCK_/.test(line) && !own.test(line));
    // The C library asks the system's name cache, where there is one, for the home folder of this user.
    const toOthers = sockets.filter((line) => /connect\(.*sun_path=(?!"\/var\/run\/nscd)/.test(line));
    expect(calls.length).toBeGreaterThan(1000);
    expect(outside).toEqual([]);
    expect(toOthers).toEqual([]);
    proven(
      'No bytes leave the machine',
      `${calls.length} system calls watched in all processes: 0 internet sockets, 0 connections`,
    );
  });

  it('writes nothing outside the vault, and leaves none of its words in any file', () => {
    const written = new Set(
      calls
        .filter(
          (line) =>
            !line.includes(' = -1 ') && /O_WRONLY|O_RDWR|O_CREAT|creat\(|rename|mkdir|link/.test(line),
        )
        .flatMap((line) => Array.from(line.matchAll(/"([^"]+)"/g), (match) => match[1] ?? '')),
    );
    const elsewhere = [...written].filter((path) => !path.startsWith(home) && !/^\/(dev|proc)\//.test(path));
    expect(written.size).toBeGreaterThan(5);
    expect(elsewhere).toEqual([]);
    const scan = scanFolder(home);
    expect(scan.found).toEqual([]);
    expect(scanFolder(join(root, 'tmp')).files).toBe(0);
    expect(scan.bytes).toBeGreaterThan(300_000);
    proven(
      'Nothing private is readable on disk',
      `${scan.files} files (${Math.round(scan.bytes / 1024)} KiB) and ${written.size} written paths searched: 0 of 13 secrets, 0 temp files`,
    );
  });

  it('says nothing private in its output or errors', () => {
    const log = `${run?.stdout}${run?.stderr}`;
    expect(secretsIn(Buffer.from(log))).toEqual([]);
    proven('Secrets are never in logs', `${log.length} characters of output of the main job, 0 secrets`);
  });
});

it('finds a secret where there is one: plain, UTF-16 or base64 (the search itself works)', () => {
  for (const shift of ['', 'x', 'xy']) {
    expect(secretsIn(Buffer.from(Buffer.from(`${shift}${passphrase}zzz`).toString('base64')))).toContain(
      passphrase,
    );
  }
  expect(secretsIn(Buffer.from(passphrase, 'utf16le'))).toEqual([passphrase]);
  expect(secretsIn(Buffer.from(`..${passphrase}..`))).toEqual([passphrase]);
  expect(secretsIn(Buffer.from('nothing'))).toEqual([]);
});
