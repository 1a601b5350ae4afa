/**
 * The whole app as a person meets it: node test/bench/app.ts. How long it takes to start, what memory it holds at rest,
 * and, on the sample case, import, analysis, search and letter. Wall time and processor time; the median of three.
 * Peers of one run: a bare Node server for starting, a plain copy of the same bytes for importing.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { createApp } from '../../electron/app/create-app.ts';
import { samplePapers } from '../../electron/app/sample-case.ts';
import type { Contract } from '../../shared/api/contract.ts';
import { medianOf } from './measures.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'rejoinder-bench-'));
const rows: (readonly [string, string, string])[] = [];
const ms = (value: number): string =>
  `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} ms`;

interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

async function timed<T>(work: () => Promise<T>): Promise<Spent & { value: T }> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000, value };
}

/** Resident memory of a process and its children, in MiB; Linux only. */
function residentMib(pid: number): number {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return (
      own +
      (children === '' ? 0 : children.split(' ').reduce((sum, child) => sum + residentMib(Number(child)), 0))
    );
  } catch {
    return Number.NaN;
  }
}

/** Starts a program, waits for its first line, and hands it over; ended afterwards. */
async function started(
  args: readonly string[],
  use: (pid: number, wall: number) => Promise<void>,
): Promise<void> {
  const from = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error(`${args.join(' ')} ended before it was ready.`)));
  });
  const wall = performance.now() - from;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await use(child.pid ?? 0, wall);
  child.kill('SIGTERM');
  await ended;
}

/** Reading processes end when nothing came for half a minute. */
const readersRestMs = 33_000;

const wait = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

async function startUp(): Promise<void> {
  const serve = [
    '--disable-warning=ExperimentalWarning',
    'electron/hosts/cli/main.ts',
    'serve',
    '--no-open',
    '--vault',
    join(folder, 'start.rejoinder'),
  ];
  const bare = ['-e', "require('http').createServer().listen(0, '127.0.0.1', () => console.log('up'))"];
  const own: number[] = [];
  const peer: number[] = [];
  let rest = Number.NaN;
  let bareRest = Number.NaN;
  for (let nth = 0; nth < 3; nth++) {
    await started(bare, async (pid, wall) => {
      peer.push(wall);
      await wait(500);
      bareRest = residentMib(pid);
    });
    await started(serve, async (pid, wall) => {
      own.push(wall);
      await wait(2000);
      rest = residentMib(pid);
    });
  }
  rows.push([
    'start-up (host ready, sources as they are)',
    ms(medianOf(own)),
    `${(medianOf(own) / medianOf(peer)).toFixed(1)} × a bare Node server`,
  ]);
  rows.push([
    'memory at rest, vault locked',
    `${Math.round(rest)} MiB`,
    `${(rest / bareRest).toFixed(1)} × a bare Node server`,
  ]);
}

async function main(): Promise<void> {
  await startUp();
  const app = await createApp({
    vaultFolder: join(folder, 'bench.rejoinder'),
    host: 'test',
    serveStatic: null,
    today: () => '2026-09-28',
  });
  const client: ContractRouterClient<Contract> = createORPCClient(
    new RPCLink({ url: 'http://test/rpc', fetch: (request) => app.handle(request) }),
  );
  const passphrase = 'correct horse battery staple';
  await client.vault.create({ passphrase });
  await client.vault.lock();
  const unlock = await timed(() => client.vault.open({ passphrase }));
  rows.push(['opening the vault (Argon2id, 128 MiB)', ms(unlock.wall), '']);

  const imported = await timed(async () => {
    const { id } = await client.cases.createSample();
    while (
      (await client.documents.list({ caseId: id })).some(
        ({ state }) => state !== 'read' && state !== 'failed',
      )
    )
      await wait(20);
    return id;
  });
  const caseId = imported.value;
  const documents = await client.documents.list({ caseId });
  const pages = documents.reduce((sum, { pageCount }) => sum + (pageCount ?? 0), 0);
  const bytes = documents.reduce((sum, { byteSize }) => sum + byteSize, 0);
  const copy = await timed(async () => {
    for (const [nth, paper] of samplePapers.files().entries()) {
      const parts: Uint8Array[] = [];
      for await (const part of paper.bytes()) parts.push(part);
      writeFileSync(join(folder, `copy-${nth}`), Buffer.concat(parts));
    }
  });
  rows.push([
    `import of the sample case: ${documents.length} papers, ${pages} pages, ${Math.round(bytes / 1024)} KiB, with OCR`,
    ms(imported.wall),
    `${(pages / (imported.wall / 1000)).toFixed(1)} pages/s; copying the same bytes: ${ms(copy.wall)}`,
  ]);
  const first = await timed(() => client.findings.analysis({ caseId }));
  const again = await timed(() => client.findings.analysis({ caseId }));
  rows.push([
    `analysis: ${first.value.findings.length} findings`,
    ms(first.wall),
    `asked again: ${ms(again.wall)}`,
  ]);
  const searches: number[] = [];
  for (const text of ['lumbar', 'physical therapy', 'M54.16', 'naproxn', 'denial letter'])
    for (let nth = 0; nth < 5; nth++)
      searches.push((await timed(() => client.search.query({ text, caseId: null, limit: 30 }))).wall);
  rows.push([
    'search',
    ms(medianOf(searches)),
    `slowest of ${searches.length}: ${ms(Math.max(...searches))}`,
  ]);
  for (const { id: findingId } of first.value.findings)
    await client.findings.decide({ caseId, findingId, decision: 'accepted' });
  const kind = 'first-level-appeal';
  const draft = await timed(() => client.letters.draft({ caseId, kind }));
  rows.push(['letter: draft', ms(draft.wall), `${draft.value.model.blocks.length} blocks`]);
  for (const format of ['docx', 'pdf', 'exhibits'] as const) {
    const made = await timed(async () => {
      const file =
        format === 'exhibits'
          ? (await client.letters.exportExhibits({ caseId, kind, maxPages: null, maxBytes: null })).files[0]
          : await client.letters.export({ caseId, kind, format });
      const downloadId = file?.downloadId ?? '';
      return (await app.handle(new Request(`http://test/bytes/download/${downloadId}`))).arrayBuffer();
    });
    rows.push([
      `letter: ${format}`,
      ms(made.wall),
      `${Math.round(made.value.byteLength / 1024)} KiB, ${ms(made.cpu)} of processor time here`,
    ]);
  }
  await wait(2000);
  const justRead = residentMib(process.pid);
  await wait(readersRestMs);
  rows.push([
    'memory with the case open, half a minute after reading (all processes)',
    `${Math.round(residentMib(process.pid))} MiB`,
    `just after reading: ${Math.round(justRead)} MiB`,
  ]);
  await app.close();
}

// The app's threads and processes do not keep a program alive; in the app its server or window does.
const alive = setInterval(() => undefined, 60_000);
try {
  await main();
  process.stdout.write('| what | time or size | beside it |\n|---|---:|---|\n');
  for (const row of rows) process.stdout.write(`| ${row.join(' | ')} |\n`);
} finally {
  clearInterval(alive);
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
