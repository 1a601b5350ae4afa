/** The reading process without Node's permission model (as under Electron) still only reads. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('refuses networks, programs, threads and writing, and still reads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-confined-'));
  writeFileSync(join(folder, 'kept'), 'kept');
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const run = async (...more: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'confined-child.ts'),
      folder,
      String(port),
      ...more,
    ]);
    return JSON.parse(stdout) as { tried: number; worked: string[]; reads: boolean };
  };
  const { tried, worked, reads } = await run();
  expect({ worked, reads, connections }).toEqual({ worked: [], reads: true, connections: 0 });
  expect(tried).toBeGreaterThan(25);
  expect(readdirSync(folder)).toEqual(['kept']);
  const free = await run('free');
  expect(free.worked.length).toBeGreaterThan(20);
  expect(connections).toBeGreaterThan(0);
  server.close();
  rmSync(folder, { recursive: true });
});
