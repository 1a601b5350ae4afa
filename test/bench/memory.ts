/**
 * Imports a scan of many pages through the whole app (vault, queue, reading processes) and samples the resident memory
 * of all its processes together. Linux only: it reads /proc.
 *
 *   npm run bench memory [-- --pages=1000]
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { startTestApp, testPassphrase } from '../support/app-client.ts';
import { drawPage } from '../unit/ingest/make-picture.ts';
import { makePdf } from '../unit/ingest/make-pdf.ts';

const option = (name: string): string | undefined =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const pageCount = Number(option('pages') ?? 1000);

/** A file of scanned pages (200 dpi, JPEG) with a few lines each: memory depends on the picture, not on the words. */
async function makeScan(path: string): Promise<void> {
  const canvas = drawPage(
    ['Visit of 08/06/2026', 'Strength 4/5 in the left great toe.', 'Plan: MRI, CPT 72148.'],
    200,
  );
  const jpeg = { bytes: await canvas.encode('jpeg', 85), width: canvas.width, height: canvas.height };
  const page = { content: 'q 612 0 0 792 0 0 cm /Im Do Q', jpeg };
  writeFileSync(path, makePdf(Array.from({ length: pageCount }, () => page)));
}

/**
 * Resident kilobytes of a process and of all that it started; pages that they share (Node's own program, 80 MB) count
 * once. `counted` adds them up for each process, as task managers do.
 */
function residentKb(root: number): { total: number; own: number; counted: number } {
  const parents = new Map<number, number>();
  const resident = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
      resident.set(Number(name), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    } catch {
      // It ended meanwhile.
    }
  }
  const belongs = (pid: number): boolean => pid === root || (pid > 1 && belongs(parents.get(pid) ?? 0));
  let [total, counted] = [0, 0];
  for (const [pid, kb] of resident) {
    if (!belongs(pid)) continue;
    counted += kb;
    try {
      const share = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      total += Number(share?.[1] ?? kb);
    } catch {
      // It ended meanwhile.
    }
  }
  return { total, own: resident.get(root) ?? 0, counted };
}

async function importScan(path: string): Promise<void> {
  const test = await startTestApp();
  try {
    await test.client.vault.create({ passphrase: testPassphrase });
    const { id: caseId } = await test.client.cases.create({ title: 'Long scan' });
    const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
    const request: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { 'x-file-name': 'scan.pdf' },
      body,
      duplex: 'half',
    };
    const reply = await test.app.handle(new Request('http://test/bytes/upload', request));
    const { uploadId } = (await reply.json()) as { uploadId: string };
    await test.client.documents.add({ caseId, uploadIds: [uploadId] });
    let [peak, peakOwn, peakCounted, sum, samples] = [0, 0, 0, 0, 0];
    const start = performance.now();
    const watch = setInterval(() => {
      const { total, own, counted } = residentKb(process.pid);
      peakCounted = Math.max(peakCounted, counted);
      [peak, peakOwn, sum, samples] = [
        Math.max(peak, total),
        Math.max(peakOwn, own),
        sum + total,
        samples + 1,
      ];
      if (samples % 240 === 0)
        console.log(
          `after ${samples / 2} s: ${Math.round(total / 1024)} MB, highest ${Math.round(peak / 1024)} MB (${Math.round(peakCounted / 1024)} with shared pages counted for each process)`,
        );
    }, 500);
    let [document] = await test.client.documents.list({ caseId });
    // Asked as seldom as a page would, so that the asking itself costs no memory.
    while (document?.state === 'waiting' || document?.state === 'reading') {
      await new Promise((resolve) => setTimeout(resolve, 5000));
      await test.client.system.active();
      [document] = await test.client.documents.list({ caseId });
    }
    clearInterval(watch);
    console.log(
      `${document?.pageCount} pages, ${document?.state}, in ${Math.round((performance.now() - start) / 1000)} s. Resident memory of all processes: highest ${Math.round(peak / 1024)} MB (goal: under 1024), mean ${Math.round(sum / samples / 1024)} MB; shared pages counted for each process: highest ${Math.round(peakCounted / 1024)} MB; of the process with the vault: highest ${Math.round(peakOwn / 1024)} MB`,
    );
  } finally {
    await test.close();
  }
}

const made = option('make');
if (process.platform !== 'linux') console.log('Memory is measured on Linux only: skipped.');
else if (made !== undefined) await makeScan(made);
else {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-bench-'));
  try {
    const path = join(folder, 'scan.pdf');
    // Made in a process of its own, so that its memory does not count.
    const own = [...process.execArgv, import.meta.filename, `--make=${path}`, `--pages=${pageCount}`];
    execFileSync(process.execPath, own);
    await importScan(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
