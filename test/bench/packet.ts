/**
 * The exhibit packet of a large case: 50 exhibits, 1,500 pages, a fifth of them scans of 200 dpi, two pages blacked out.
 * Wall and processor time, the most memory that the process held, how often progress is told, how soon a cancel is
 * heard. Goal: under a minute, memory bounded. Linux only for the memory.
 *
 *   npm run bench packet [-- --pages=1500 --exhibits=50]
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildExhibitPacket } from '../../electron/exhibits/build-packet.ts';
import type { PacketRequest } from '../../electron/exhibits/request.ts';
import type { LetterModel } from '../../shared/domain/letter.ts';
import type { PageText } from '../../shared/domain/page-text.ts';
import { buildLetter } from '../../shared/letter/build-letter.ts';
import { exhibitLetter } from '../../shared/letter/exhibits.ts';
import { spanOf } from '../../shared/text/spans.ts';
import { drawPage } from '../unit/ingest/make-picture.ts';
import { makePdf, textAt } from '../unit/ingest/make-pdf.ts';
import { letterRules } from '../unit/letter/case-builder.ts';
import { lumbarInput } from '../unit/letter/lumbar-case.ts';

const option = (name: string, fallback: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback);
const exhibitCount = option('exhibits', 50);
const pagesEach = Math.ceil(option('pages', 1500) / exhibitCount);

const quoted = 'Strength 4/5 in the left great toe.';
const lines = (nth: number) => [
  `Visit ${nth}`,
  quoted,
  ...Array.from({ length: 40 }, (_, line) => `Line ${line} of page ${nth}: no change since the last visit.`),
];

/** Every fifth paper is a scan: its pages are pictures. */
async function makePapers(): Promise<ReadonlyMap<string, Uint8Array>> {
  const canvas = drawPage(['Visit', quoted, 'Plan: MRI, CPT 72148.'], 200);
  const jpeg = { bytes: await canvas.encode('jpeg', 85), width: canvas.width, height: canvas.height };
  return new Map(
    Array.from({ length: exhibitCount }, (_, paper) => [
      `paper-${paper}`,
      makePdf(
        Array.from({ length: pagesEach }, (_page, nth) =>
          paper % 5 === 4
            ? { content: 'q 612 0 0 792 0 0 cm /Im Do Q', jpeg }
            : { content: textAt(60, 720, lines(nth), 11, 15) },
        ),
      ),
    ]),
  );
}

function pageOf(documentId: string, pageIndex: number): PageText {
  const text = lines(pageIndex).join('\n');
  const start = text.indexOf(quoted);
  return {
    documentId,
    pageIndex,
    text,
    words: [{ start, end: start + quoted.length, box: [0.1, 0.1, 0.5, 0.12], confidence: 1 }],
    width: 612,
    height: 792,
    source: 'text-layer',
    confidence: 1,
  };
}

/** The letter quotes every third page of every exhibit. */
async function makeModel(papers: readonly string[]): Promise<LetterModel> {
  const letter = buildLetter('first-level-appeal', lumbarInput(await letterRules()));
  return {
    ...letter,
    exhibits: papers.map((documentId, index) => ({
      letter: exhibitLetter(index),
      documentId,
      title: `Medical records ${index + 1}`,
      pageCount: pagesEach,
      pages: [],
    })),
    blocks: papers.map((documentId, index) => ({
      id: `block-${index}`,
      type: 'paragraph' as const,
      runs: Array.from({ length: Math.ceil(pagesEach / 3) }, (_, nth) => {
        const page = pageOf(documentId, nth * 3);
        const start = page.text.indexOf(quoted);
        return { type: 'quote' as const, span: spanOf(page, start, start + quoted.length) };
      }),
      findingIds: [],
      authorities: [],
      included: true,
    })),
  };
}

/** The most resident memory that the process has held so far, in MiB; NaN where the system does not tell. */
function peakMib(): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

const papers = await makePapers();
const model = await makeModel([...papers.keys()]);
const picture = new Uint8Array(await drawPage(['Visit', 'Plan: MRI.'], 170).encode('png'));
const request = (signal?: AbortSignal): PacketRequest => ({
  model,
  getOriginal: (id) => Promise.resolve({ bytes: papers.get(id) ?? new Uint8Array(), form: 'pdf' }),
  getPage: pageOf,
  drawPage: () => Promise.resolve(picture),
  redactions: [1, 2].map((pageNumber) => ({
    documentId: 'paper-0',
    pageNumber,
    boxes: [[0.1, 0.3, 0.4, 0.35]],
  })),
  ...(signal ? { signal } : {}),
});
const before = peakMib();
const originals = [...papers.values()].reduce((sum, bytes) => sum + bytes.length, 0);
const cpu = process.cpuUsage();
const started = performance.now();
let told = 0;
let longest = 0;
let last = started;
let hash = '';
let size = 0;
let pages = 0;
for await (const event of buildExhibitPacket(request())) {
  longest = Math.max(longest, performance.now() - last);
  last = performance.now();
  if (event.type === 'progress') told++;
  if (event.type !== 'file') continue;
  size = event.file.bytes.length;
  pages = event.file.pageCount;
  hash = createHash('sha256').update(event.file.bytes).digest('hex').slice(0, 12);
}
const wall = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
const peak = peakMib();

const controller = new AbortController();
let asked = 0;
let heard = 0;
try {
  for await (const event of buildExhibitPacket(request(controller.signal)))
    if (event.type === 'progress' && event.donePages >= pagesEach && asked === 0) {
      asked = performance.now();
      controller.abort();
    }
} catch {
  heard = performance.now() - asked;
}

const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
process.stdout.write(
  [
    '| what | figure | beside it |',
    '|---|---:|---|',
    `| packet of ${exhibitCount} exhibits, ${exhibitCount * pagesEach} pages | ${wall.toFixed(1)} s | goal: under 60 s; ${((user + system) / 1e6).toFixed(1)} s of processor time |`,
    `| its size | ${mib(size)} | ${pages} pages with covers and index; originals ${mib(originals)}; sha256 ${hash} |`,
    `| highest resident memory | ${Math.round(peak)} MiB | ${Math.round(before)} MiB before, papers and rules loaded |`,
    `| progress | ${told} times | longest silence ${(longest / 1000).toFixed(1)} s (writing the file) |`,
    `| cancel heard after | ${Math.round(heard)} ms | |`,
    '',
  ].join('\n'),
);
