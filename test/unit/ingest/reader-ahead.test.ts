/** The drawing process started ahead of its first page, and all of them ended when the vault locks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createApp } from '../../../electron/app/create-app.ts';
import { createReader } from '../../../electron/ingest/reader-client.ts';
import { forkReader, type SpawnReader } from '../../../electron/ingest/reader-process.ts';
import { makePdf, textAt } from './make-pdf.ts';

const timeout = 60_000;
const paper = makePdf([{ content: textAt(72, 700, ['A page of a record.']) }]);
const picture = { maxPixels: 100_000, documentId: 'doc' };

/** Real processes, counted. */
function counted() {
  const count = { started: 0, ended: 0 };
  const spawn: SpawnReader = () => {
    count.started += 1;
    const channel = forkReader();
    channel.onExit(() => (count.ended += 1));
    return channel;
  };
  return { count, spawn };
}

it('draws its first page in the process that was started ahead', { timeout }, async () => {
  const { count, spawn } = counted();
  const reader = createReader({ workers: 1, spawn });
  await Promise.all([reader.warm(), reader.warm()]);
  expect(count.started).toBe(1);
  expect(await reader.renderPage(paper, 0, picture)).toMatchObject({ ok: true });
  await reader.warm();
  expect(count).toEqual({ started: 1, ended: 0 });
  reader.close();
});

it('leaves no process when it rests, ends what runs as cancelled, and starts anew', { timeout }, async () => {
  const { count, spawn } = counted();
  const reader = createReader({ workers: 1, spawn });
  await reader.warm();
  const running = reader.read(paper, { documentId: 'doc' });
  reader.rest();
  expect(await running).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
  await expect.poll(() => count.ended, { timeout: 10_000 }).toBe(count.started);
  expect(await reader.renderPage(paper, 0, picture)).toMatchObject({ ok: true });
  reader.close();
});

it('runs while the vault is open, and no longer', { timeout }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-ahead-'));
  const { count, spawn } = counted();
  const app = await createApp({
    vaultFolder: join(folder, 'test.rejoinder'),
    host: 'test',
    serveStatic: null,
    warmReader: true,
    spawnReader: spawn,
    vaultOptions: { argon2: { memoryKiB: 1024, iterations: 1, parallelism: 1 } },
  });
  expect(count.started).toBe(0);
  await app.context.session.create('correct horse battery');
  await expect.poll(() => count.started).toBe(1);
  await app.lock('idle');
  await expect.poll(() => count.ended, { timeout: 10_000 }).toBe(1);
  await app.context.session.open({ passphrase: 'correct horse battery' });
  await expect.poll(() => count.started).toBe(2);
  await app.close();
  await expect.poll(() => count.ended, { timeout: 10_000 }).toBe(2);
  rmSync(folder, { recursive: true, force: true });
});
