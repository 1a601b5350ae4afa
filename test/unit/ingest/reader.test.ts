/** Reads real files in real processes; starting Tesseract takes a few seconds. */
import { afterAll, describe, expect, it } from 'vitest';
import { createReader } from '../../../electron/ingest/reader-client.ts';
import { forkReader } from '../../../electron/ingest/reader-process.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';
import { makePdf, textAt } from './make-pdf.ts';
import { drawPage } from './make-picture.ts';

const reader = createReader({ workers: 2 });
afterAll(() => reader.close());
const timeout = 60_000;
const documentId = 'doc';

const lines = [
  'Patient completed twelve visits of physical therapy.',
  'Strength is 4/5 in the left foot on 08/06/2026.',
];

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('reader', () => {
  it('gives pages one by one and then all in order', { timeout }, async () => {
    const bytes = makePdf(
      [1, 2, 3, 4].map((n) => ({ content: textAt(72, 700, [`This is page ${n} of four pages.`]) })),
    );
    const seen: PageText[] = [];
    let count = 0;
    const result = await reader.read(bytes, {
      documentId,
      onOpen: ({ pageCount }) => (count = pageCount),
      onPage: (page) => seen.push(page),
    });
    expect(count).toBe(4);
    expect(seen).toHaveLength(4);
    expect(result.ok && result.pages.map((page) => page.text)).toEqual(
      [1, 2, 3, 4].map((n) => `This is page ${n} of four pages.`),
    );
  });

  it('reads a scanned page of a PDF by OCR, with boxes on the words', { timeout }, async () => {
    const canvas = drawPage(lines, 200);
    const jpeg = { bytes: await canvas.encode('jpeg', 80), width: canvas.width, height: canvas.height };
    const result = await reader.read(makePdf([{ content: 'q 612 0 0 792 0 0 cm /Im Do Q', jpeg }]), {
      documentId,
    });
    if (!result.ok) throw new Error(result.problem.message);
    const [page] = result.pages;
    expect(page?.source).toBe('ocr');
    expect(page?.text).toBe(lines.join('\n'));
    const word = page?.words.find((each) => page.text.slice(each.start, each.end) === 'Patient');
    expect(word?.box[0]).toBeCloseTo(72 / 612, 1);
    expect(word?.box[1]).toBeCloseTo(82 / 792, 1);
    expect(page?.confidence).toBeGreaterThan(0.8);
  });

  it('reads a photo as one page', { timeout }, async () => {
    const result = await reader.read(await drawPage(lines, 150).encode('png'), { documentId });
    expect(result.ok && result.pages.map((page) => page.text)).toEqual([lines.join('\n')]);
  });

  it('reads only the pages asked for', { timeout }, async () => {
    const bytes = makePdf(
      [1, 2, 3].map((n) => ({ content: textAt(72, 700, [`This is page ${n} of three pages.`]) })),
    );
    const result = await reader.read(bytes, { documentId, pages: [2] });
    expect(result.ok && result.pages.map((page) => page.pageIndex)).toEqual([2]);
  });

  it('draws a page picture of the size asked for', { timeout }, async () => {
    const result = await reader.renderPage(makePdf([{ content: textAt(72, 700, lines) }]), 0, {
      maxPixels: 200_000,
    });
    if (!result.ok || result.png === null) throw new Error('no picture');
    const view = new DataView(result.png.buffer, result.png.byteOffset);
    const [width, height] = [view.getUint32(16), view.getUint32(20)];
    expect(width / height).toBeCloseTo(612 / 792, 2);
    expect(width * height).toBeLessThan(202_000);
  });

  it.each([
    ['empty', 'empty', new Uint8Array()],
    ['blank text', 'empty', utf8(' \n\n ')],
    ['text called PDF', 'unreadable', utf8('%PDF-1.7 this is no PDF at all')],
    [
      'a program',
      'unsupported',
      new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 3, 0, 62, 0]),
    ],
    [
      'cut picture',
      'unreadable',
      new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1, 0, 0, 1]),
    ],
  ])('answers %s with one clear sentence and goes on', { timeout }, async (_name, code, bytes) => {
    const result = await reader.read(bytes, { documentId });
    expect(result.ok ? null : result.problem.code).toBe(code);
    expect(result.ok ? '' : result.problem.message).toMatch(/^[A-Z].*\.$/);
    const next = await reader.read(utf8('Therapy note'), { documentId });
    expect(next.ok && next.pages[0]?.text).toBe('Therapy note');
  });

  it('stops when told to', { timeout }, async () => {
    const stop = new AbortController();
    const bytes = makePdf(
      Array.from({ length: 60 }, (_, n) => ({ content: textAt(72, 700, [`Page number ${n} here.`]) })),
    );
    const run = reader.read(bytes, { documentId, signal: stop.signal, onPage: () => stop.abort() });
    expect(await run).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
  });
});

describe('a long scan', () => {
  it(
    'is read by a fresh process every so many pages, so that memory does not grow with its length',
    { timeout },
    async () => {
      let started = 0;
      const scanReader = createReader({
        workers: 1,
        scansOfProcess: 2,
        spawn: () => {
          started += 1;
          return forkReader();
        },
      });
      const canvas = drawPage(lines, 100);
      const jpeg = { bytes: await canvas.encode('jpeg', 85), width: canvas.width, height: canvas.height };
      const page = { content: 'q 612 0 0 792 0 0 cm /Im Do Q', jpeg };
      const result = await scanReader.read(makePdf([page, page, page, page, page]), { documentId });
      scanReader.close();
      expect(result.ok && result.pages.map(({ pageIndex }) => pageIndex)).toEqual([0, 1, 2, 3, 4]);
      expect(result.ok && result.failedPages).toEqual([]);
      expect(started).toBe(3);
    },
  );

  it('is fetched about once, however many of its pages are read', { timeout }, async () => {
    // Small pages lie close together, so that finding one takes nearly all parts of the file.
    const filler = { bytes: new Uint8Array(24 * 1024).fill(7), width: 10, height: 10 };
    const pages = Array.from({ length: 500 }, (_, n) => ({
      content: textAt(72, 700, [`This is page number ${n}.`]),
      jpeg: filler,
    }));
    const bytes = makePdf(pages);
    let fetched = 0;
    const source = {
      byteLength: bytes.length,
      read: (start: number, end: number) => {
        fetched += end - start;
        return bytes.subarray(start, end);
      },
    };
    const oneReader = createReader({ workers: 1 });
    const result = await oneReader.read(source, { documentId, pages: [100, 200, 300, 400, 401, 402, 403] });
    oneReader.close();
    expect(result.ok && result.pages.map(({ text }) => text)).toContain('This is page number 403.');
    expect(bytes.length).toBeGreaterThan(10 * 1024 * 1024);
    expect(fetched / bytes.length).toBeLessThan(1.5);
  });
});

describe('a reader without work', () => {
  it('ends its processes after a while, and starts one again for the next file', { timeout }, async () => {
    const running = new Set<object>();
    let started = 0;
    const idleReader = createReader({
      workers: 1,
      idleMs: 50,
      spawn: () => {
        const channel = forkReader();
        started += 1;
        running.add(channel);
        channel.onExit(() => running.delete(channel));
        return channel;
      },
    });
    await idleReader.read(utf8('Therapy note'), { documentId });
    await expect.poll(() => running.size, { timeout: 10_000 }).toBe(0);
    const next = await idleReader.read(utf8('Another note'), { documentId });
    idleReader.close();
    expect(next.ok && next.pages[0]?.text).toBe('Another note');
    expect(started).toBe(2);
  });
});
