/**
 * Measures reading against the free tools a person would use instead: character errors and word boxes on worn pages
 * (native Tesseract, OCRmyPDF with cleaning), text pages a second (pdftotext). Peers that are not installed are skipped.
 *
 *   npm run bench:reading [-- <part of a wear's name>]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOcrEngine } from '../../electron/ingest/ocr/engine.ts';
import { openDocument } from '../../electron/ingest/read-document.ts';
import { createReader } from '../../electron/ingest/reader-client.ts';
import { turnBox, turnFrom } from '../../electron/ingest/layout/turn-box.ts';
import type { PageText } from '../../shared/domain/page-text.ts';
import { makePdf, textAt } from '../unit/ingest/make-pdf.ts';
import { editDistance, lostNumbers, medianOf, normalise, numbersIn, overlap } from './measures.ts';
import { samplePages } from './sample-pages.ts';
import { wearPage, wears, type WornPage } from './worn-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'rejoinder-bench-'));
const has = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;
const peers = {
  tesseract: has('tesseract'),
  ocrmypdf: has('ocrmypdf'),
  unpaper: has('unpaper'),
  pdftotext: spawnSync('pdftotext', ['-v']).error === undefined,
};
for (const [name, found] of Object.entries(peers))
  if (!found) console.log(`${name} is not installed: its columns are skipped.`);

interface Reading {
  readonly errors: number;
  readonly letters: number;
  /** A page with a table, where readers differ in the order of cells: counted apart from running text. */
  readonly table: boolean;
  /** Words with a digit that are on the page but not in the text, wherever it puts them. */
  readonly lostNumbers: number;
  readonly seconds: number;
}

function fileOf(page: WornPage): string {
  const path = join(folder, page.bytes[0] === 0xff ? 'page.jpg' : 'page.png');
  writeFileSync(path, page.bytes);
  return path;
}

function timed(page: WornPage, run: () => string): Reading {
  const start = performance.now();
  const text = run();
  return judge(page, text, (performance.now() - start) / 1000);
}

function judge(page: WornPage, text: string, seconds: number): Reading {
  const [truth, found] = [normalise(page.text), normalise(text)];
  return {
    errors: editDistance(truth, found),
    letters: truth.length,
    table: page.table,
    lostNumbers: lostNumbers(truth, found),
    seconds,
  };
}

const quiet = {
  stdio: ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'],
  env: { ...process.env, OMP_THREAD_LIMIT: '1' },
};

function withTesseract(page: WornPage): Reading {
  const path = fileOf(page);
  return timed(page, () =>
    execFileSync('tesseract', [path, '-', '--psm', '1', '--dpi', String(page.dpi)], quiet).toString(),
  );
}

/** Null where it gives up (its own time limit for Tesseract, on a busy machine). */
function withOcrMyPdf(page: WornPage): Reading | null {
  try {
    return runOcrMyPdf(page);
  } catch {
    return null;
  }
}

function runOcrMyPdf(page: WornPage): Reading {
  const path = join(folder, 'page.jpg');
  writeFileSync(path, page.jpeg);
  const sidecar = join(folder, 'out.txt');
  const clean = peers.unpaper ? ['--clean'] : [];
  const cleaning = ['--deskew', ...clean, '--rotate-pages', '--rotate-pages-threshold', '2'];
  return timed(page, () => {
    const options = [
      '--image-dpi',
      String(page.dpi),
      ...cleaning,
      '--output-type',
      'pdf',
      '--sidecar',
      sidecar,
    ];
    execFileSync('ocrmypdf', [...options, path, join(folder, 'out.pdf')], quiet);
    return readFileSync(sidecar, 'utf8');
  });
}

/** Words found that stand on the page, and those of them whose box overlaps a true one of that word by half or more. */
function boxesRight(page: WornPage, found: PageText): [right: number, all: number] {
  let right = 0;
  let all = 0;
  for (const word of found.words) {
    const text = found.text.slice(word.start, word.end);
    const truths = page.words.filter((each) => each.text === text);
    if (truths.length === 0) continue;
    all += 1;
    const [left, top, end, bottom] = turnBox(word.box, turnFrom(found.turn ?? 0, 0));
    const box = [left * page.width, top * page.height, end * page.width, bottom * page.height] as const;
    if (truths.some((each) => overlap(box, each.box) >= 0.5)) right += 1;
  }
  return [right, all];
}

async function benchWorn(only: string): Promise<void> {
  const reader = createReader({ workers: 1 });
  const percent = (value: number): string => `${(value * 100).toFixed(2)} %`.padStart(9);
  console.log(
    'wear           characters wrong in running text: ours, tesseract, ocrmypdf | on the table page: the same | numbers lost: the same | seconds a page: the same | boxes right',
  );
  // The first page pays for starting the process.
  await reader.read(
    (await wearPage(samplePages[0] ?? { name: '', size: 10, lines: [] }, 'clean 200')).bytes,
    { documentId: 'warm' },
  );
  for (const name of Object.keys(wears).filter((each) => each.includes(only))) {
    const ours: Reading[] = [];
    const tesseract: Reading[] = [];
    const ocrmypdf: Reading[] = [];
    let numbers = 0;
    let [right, all] = [0, 0];
    for (const sample of samplePages) {
      const page = await wearPage(sample, name);
      const start = performance.now();
      const result = await reader.read(page.bytes, { documentId: 'bench' });
      const seconds = (performance.now() - start) / 1000;
      const found = result.ok ? result.pages[0] : undefined;
      ours.push(judge(page, found?.text ?? '', seconds));
      numbers += numbersIn(normalise(page.text)).length;
      if (found) {
        const [r, a] = boxesRight(page, found);
        right += r;
        all += a;
      }
      if (peers.tesseract) tesseract.push(withTesseract(page));
      const third = peers.ocrmypdf ? withOcrMyPdf(page) : null;
      if (third !== null) ocrmypdf.push(third);
    }
    const sumOf = (list: readonly Reading[], value: (each: Reading) => number): number =>
      list.reduce((sum, each) => sum + value(each), 0);
    const wrong =
      (table: boolean) =>
      (list: readonly Reading[]): string => {
        const counted = list.filter((each) => each.table === table);
        return list.length < samplePages.length
          ? '      -  '
          : percent(sumOf(counted, (each) => each.errors) / sumOf(counted, (each) => each.letters));
      };
    const lost = (list: readonly Reading[]): string =>
      list.length < samplePages.length
        ? '      -  '
        : percent(sumOf(list, (each) => each.lostNumbers) / numbers);
    const time = (list: readonly Reading[]): string =>
      medianOf(list.map((each) => each.seconds))
        .toFixed(2)
        .padStart(6);
    const lists = [ours, tesseract, ocrmypdf];
    console.log(
      `${name.padEnd(14)} ${lists.map(wrong(false)).join(' ')} | ${lists.map(wrong(true)).join(' ')} | ${lists.map(lost).join(' ')} | ${lists.map(time).join(' ')} | ${percent(right / all)}`,
    );
  }
  reader.close();
}

async function benchTextPages(): Promise<void> {
  const letter = samplePages[0]?.lines ?? [];
  const bytes = makePdf(Array.from({ length: 200 }, () => ({ content: textAt(72, 720, letter, 10, 14) })));
  const path = join(folder, 'letters.pdf');
  writeFileSync(path, bytes);
  const ocr = createOcrEngine();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < 4; run += 1) {
    let start = performance.now();
    const doc = await openDocument(bytes, { ocr });
    for (let i = 0; i < doc.pageCount; i += 1) await doc.readPage(i);
    await doc.close();
    // The first run also pays for compiling.
    if (run > 0) ours.push(200_000 / (performance.now() - start));
    if (!peers.pdftotext) continue;
    start = performance.now();
    execFileSync('pdftotext', ['-layout', path, '-'], quiet);
    theirs.push(200_000 / (performance.now() - start));
  }
  await ocr.close();
  const ratio = medianOf(theirs) / medianOf(ours);
  console.log(
    `text pages a second on one core: ours ${medianOf(ours).toFixed(0)}, pdftotext ${medianOf(theirs).toFixed(0)}, ratio ${ratio.toFixed(1)}`,
  );
}

try {
  await benchTextPages();
  await benchWorn(process.argv[2] ?? '');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
