/** Exhibit packets from real PDFs: read back page by page, looked at pixel by pixel. Slow ones: up to 60 s. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  decodePDFRawStream,
} from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExhibitPacket } from '../../../electron/exhibits/build-packet.ts';
import {
  stampText,
  type PacketEvent,
  type PacketFile,
  type PacketRequest,
} from '../../../electron/exhibits/request.ts';
import { createOcrEngine } from '../../../electron/ingest/ocr/engine.ts';
import type { OpenDocument } from '../../../electron/ingest/open-document.ts';
import { sourceOf } from '../../../electron/ingest/file-source.ts';
import { openPdfDocument } from '../../../electron/ingest/pdf/pdf-document.ts';
import type { LetterModel } from '../../../shared/domain/letter.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import { citedPages } from '../../../shared/letter/exhibits.ts';
import { findQuote } from '../../../shared/text/quotes.ts';
import { spanOf } from '../../../shared/text/spans.ts';
import { makePdf, textAt, type PdfPage } from '../ingest/make-pdf.ts';
import { hasQpdf, testFolder } from '../../support/office-tools.ts';
import { letterRules } from '../letter/case-builder.ts';
import { lumbarFile, lumbarInput } from '../letter/lumbar-case.ts';

const ocr = createOcrEngine();
const originals = new Map<string, Uint8Array>();
const opened = new Map<string, OpenDocument>();
const pages = new Map<string, PageText>();
let model: LetterModel;

/** Each paper in another geometry: upright, turned right, upside down, turned left with a crop box off the origin. */
const shapes: Readonly<Record<string, Omit<PdfPage, 'content'>>> = {
  'doc-denial': {},
  'doc-policy': { rotate: 90 },
  'doc-pt': { rotate: 180 },
  'doc-notes': { rotate: 270, mediaBox: [-50, 20, 750, 900], cropBox: [0, 60, 700, 860] },
};

/** Content that reads upright once the page is turned by its own rotation. */
function content(lines: readonly string[], rotate: number): string {
  const text = textAt(0, 0, lines, 11, 15).replace('0 0 Td', '60 -60 Td');
  const turned: Readonly<Record<number, string>> = {
    0: '1 0 0 1 0 780 cm',
    90: '0 1 -1 0 -20 0 cm',
    180: '-1 0 0 -1 612 20 cm',
    270: '0 -1 1 0 690 850 cm',
  };
  return `q ${turned[rotate] ?? ''} ${text} Q\n`;
}

async function read(id: string, bytes: Uint8Array): Promise<void> {
  originals.set(id, bytes);
  const doc = await openPdfDocument(sourceOf(bytes), { ocr });
  opened.set(id, doc);
  for (let pageIndex = 0; pageIndex < doc.pageCount; pageIndex++)
    pages.set(`${id} ${pageIndex}`, { documentId: id, pageIndex, ...(await doc.readPage(pageIndex)) });
}

beforeAll(async () => {
  for (const paper of lumbarFile.papers) {
    const shape = shapes[paper.id] ?? {};
    await read(
      paper.id,
      makePdf(
        paper.pages.map((page) => ({
          ...shape,
          content: content(
            page
              .normalize('NFD')
              .replace(/[^\n -~]/g, '')
              .replaceAll('\t', '    ')
              .split('\n'),
            shape.rotate ?? 0,
          ),
        })),
      ),
    );
  }
  const built = buildLetter('first-level-appeal', lumbarInput(await letterRules()));
  model = {
    ...built,
    blocks: built.blocks.map((block) => ({
      ...block,
      runs: block.runs.map((run) => {
        if (run.type !== 'quote') return run;
        const page = pages.get(`${run.span.documentId} ${run.span.pageIndex}`);
        const hit = page ? findQuote(page.text, run.span.quote)[0] : undefined;
        if (!page || !hit) throw new Error(`fixture page lacks: ${run.span.quote}`);
        return { ...run, span: spanOf(page, hit.start, hit.end) };
      }),
    })),
  };
}, 60_000);

afterAll(async () => {
  for (const doc of opened.values()) await doc.close();
});

function request(more: Partial<PacketRequest> = {}): PacketRequest {
  return {
    model,
    getOriginal: (id) => Promise.resolve({ bytes: originals.get(id) ?? new Uint8Array(), form: 'pdf' }),
    getPage: (id, index) => pages.get(`${id} ${index}`) ?? null,
    drawPage: async (id, index, maxPixels) =>
      (await opened.get(id)?.drawPage(index, { maxPixels, turn: 0 })) ?? null,
    ...more,
  };
}

async function build(
  more: Partial<PacketRequest> = {},
): Promise<{ files: PacketFile[]; events: PacketEvent[] }> {
  const events: PacketEvent[] = [];
  for await (const event of buildExhibitPacket(request(more))) events.push(event);
  return { files: events.flatMap((event) => (event.type === 'file' ? [event.file] : [])), events };
}

/** Bookmarks in their order, the inner ones after their outer one, with the page they lead to, from 1. */
function bookmarksOf(doc: PDFDocument): { title: string; page: number }[] {
  const pages = doc.getPages().map((page) => page.ref);
  const level = (first: PDFDict | undefined): { title: string; page: number }[] => {
    const out: { title: string; page: number }[] = [];
    for (let node = first; node; node = node.lookupMaybe(PDFName.of('Next'), PDFDict)) {
      const target = node.lookup(PDFName.of('Dest'), PDFArray).get(0);
      out.push(
        {
          title: node.lookup(PDFName.of('Title'), PDFHexString).decodeText(),
          page: pages.findIndex((ref) => ref === target) + 1,
        },
        ...level(node.lookupMaybe(PDFName.of('First'), PDFDict)),
      );
    }
    return out;
  };
  const outlines = doc.catalog.lookup(PDFName.of('Outlines'), PDFDict);
  return level(outlines.lookupMaybe(PDFName.of('First'), PDFDict));
}

const squash = (text: string) => text.replace(/\s+/g, '');

describe('exhibit packet', () => {
  it('puts every quote of the letter on the page that carries the stamp it cites', async () => {
    const { files } = await build();
    const file = files[0];
    expect(files).toHaveLength(1);
    if (!file) return;
    const packet = await openPdfDocument(sourceOf(file.bytes), { ocr });
    let checked = 0;
    for (const block of model.blocks)
      for (const run of block.runs) {
        if (run.type !== 'quote') continue;
        const letter =
          model.exhibits.find((exhibit) => exhibit.documentId === run.span.documentId)?.letter ?? '';
        const stamp = `EX-${letter} ${String(run.span.pageIndex + 1).padStart(4, '0')}`;
        const text = (await packet.readPage((file.stamps.get(stamp) ?? 0) - 1)).text;
        expect(squash(text)).toContain(squash(stamp));
        expect(squash(text)).toContain(squash(run.span.quote));
        checked++;
      }
    expect(checked).toBeGreaterThan(10);
    expect((await packet.readPage(0)).text).toContain('Index of Exhibits');
    await packet.close();
  }, 60_000);

  it('marks the quoted words themselves, on pages turned any way', async () => {
    const { files } = await build();
    const file = files[0];
    if (!file) throw new Error('no file');
    const packet = await openPdfDocument(sourceOf(file.bytes), { ocr });
    for (const [id, quote] of [
      ['doc-denial', 'normal.'],
      ['doc-policy', 'dermatome.'],
      ['doc-pt', 'unchanged'],
      ['doc-notes', 'hallucis'],
    ] as const) {
      const letter = model.exhibits.find((exhibit) => exhibit.documentId === id)?.letter ?? '';
      const pageNumber = id === 'doc-denial' ? 1 : 2;
      const at = file.stamps.get(`EX-${letter} ${String(pageNumber).padStart(4, '0')}`) ?? 0;
      const page = await packet.readPage(at - 1);
      const start = page.text.indexOf(quote);
      const word = page.words.find((item) => item.start <= start && start < item.end);
      const png = await packet.drawPage(at - 1, { maxPixels: 2_000_000, turn: 0 });
      if (!word || !png) throw new Error(`${id}: ${quote} not found`);
      const image = await loadImage(png);
      const canvas = createCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const [left, top, right, bottom] = word.box;
      const data = context.getImageData(
        Math.round(left * image.width),
        Math.round(top * image.height),
        Math.max(1, Math.round((right - left) * image.width)),
        Math.max(1, Math.round((bottom - top) * image.height)),
      ).data;
      let yellow = 0;
      for (let index = 0; index < data.length; index += 4)
        if ((data[index] ?? 0) > 200 && (data[index + 1] ?? 0) > 190 && (data[index + 2] ?? 255) < 170)
          yellow++;
      expect(yellow / (data.length / 4), `${id}: ${quote}`).toBeGreaterThan(0.4);
      // White beside the words: the mark is no flood.
      const [r, g, b] = context.getImageData(
        Math.round(image.width * 0.97),
        Math.round(image.height * 0.5),
        1,
        1,
      ).data;
      expect([id, r, g, b]).toEqual([id, 255, 255, 255]);
    }
    await packet.close();
  }, 60_000);

  it('removes what is blacked out from the file, not only from sight', async () => {
    const page = pages.get('doc-denial 0');
    const hit = page ? findQuote(page.text, 'PGH-30118842')[0] : undefined;
    const word = page?.words.find((item) => hit && item.start <= hit.start && hit.start < item.end);
    if (!word) throw new Error('no word');
    const { files } = await build({
      model: { ...model, identification: model.identification.filter((row) => row.label !== 'Member ID') },
      redactions: [{ documentId: 'doc-denial', pageNumber: 1, boxes: [word.box] }],
    });
    const bytes = files[0]?.bytes ?? new Uint8Array();
    const packet = await openPdfDocument(sourceOf(bytes), { ocr });
    const at = files[0]?.stamps.get('EX-A 0001') ?? 0;
    for (let index = 0; index < packet.pageCount; index++)
      if (index !== at - 1) expect((await packet.readPage(index)).text).not.toContain('PGH-30118842');
    await packet.close();
    const doc = await PDFDocument.load(bytes, { updateMetadata: false });
    let streams = 0;
    for (const [, object] of doc.context.enumerateIndirectObjects()) {
      if (!(object instanceof PDFRawStream) || object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image'))
        continue;
      streams++;
      const plain = Buffer.from(decodePDFRawStream(object).decode()).toString('latin1');
      expect(plain).not.toContain('PGH-30118842');
      expect(plain).not.toContain('There is no documentation');
    }
    expect(streams).toBeGreaterThan(5);
  }, 60_000);

  it('says its title and language, and its bookmarks lead to every exhibit and every cited page', async () => {
    const { files } = await build();
    const file = files[0];
    if (!file) throw new Error('no file');
    const doc = await PDFDocument.load(file.bytes, { updateMetadata: false });
    expect(doc.getTitle()).toBe(`Exhibits: ${model.title}`);
    expect(doc.catalog.lookup(PDFName.of('Lang'))?.toString()).toBe('(en-US)');
    expect(doc.catalog.lookup(PDFName.of('PageMode'))?.toString()).toBe('/UseOutlines');
    expect(doc.catalog.lookup(PDFName.of('ViewerPreferences'))?.toString()).toContain(
      '/DisplayDocTitle true',
    );
    const places = bookmarksOf(doc);
    const at = (stamp: string) => file.stamps.get(stamp) ?? 0;
    expect(places.map(({ title }) => title)).toEqual([
      'Index of Exhibits',
      ...model.exhibits.flatMap((exhibit) => [
        `Exhibit ${exhibit.letter}: ${exhibit.title}`,
        ...citedPages(model.blocks, exhibit.documentId).map(
          (page) => `${stampText(exhibit.letter, page)} (cited)`,
        ),
      ]),
    ]);
    for (const { title, page } of places) {
      const stamp = / \(cited\)$/.test(title) ? title.replace(/ \(cited\)$/, '') : null;
      const letter = /^Exhibit ([A-Z]+):/.exec(title)?.[1];
      expect([title, page]).toEqual([title, stamp ? at(stamp) : letter ? at(stampText(letter, 1)) - 1 : 1]);
    }
  });

  it.skipIf(!hasQpdf)('is sound to qpdf', async () => {
    const { files } = await build();
    const folder = testFolder();
    writeFileSync(join(folder, 'packet.pdf'), files[0]?.bytes ?? new Uint8Array());
    expect(execFileSync('qpdf', ['--check', join(folder, 'packet.pdf')], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors found',
    );
  });

  it('splits at the page limit and stays below it', async () => {
    const { files } = await build({ limits: { maxPages: 5 } });
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(file.pageCount).toBeLessThanOrEqual(5);
    const stamps = files.flatMap((file) => [...file.stamps.keys()]);
    expect(new Set(stamps).size).toBe(8);
    expect(stamps).toHaveLength(8);
  });

  it('splits at the size limit', async () => {
    const { files } = await build({ limits: { maxBytes: 32_000 } });
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(file.bytes.length).toBeLessThanOrEqual(32_000);
  });

  it('writes the same bytes each time and leaves the originals as they were', async () => {
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const before = [...originals.values()].map(hash);
    const [one, two] = [await build(), await build()];
    expect(hash(one.files[0]?.bytes ?? new Uint8Array())).toBe(hash(two.files[0]?.bytes ?? new Uint8Array()));
    expect([...originals.values()].map(hash)).toEqual(before);
  });

  it('lays out flowing text with the quoted words marked, and places chosen pages only', async () => {
    const text = lumbarFile.page('doc-notes', 1);
    const chosen: LetterModel = {
      ...model,
      exhibits: model.exhibits.map((exhibit) =>
        exhibit.documentId === 'doc-notes' ? { ...exhibit, pages: [2] } : exhibit,
      ),
    };
    const { files } = await build({
      model: chosen,
      getOriginal: (id) =>
        Promise.resolve(
          id === 'doc-notes'
            ? { bytes: new Uint8Array(), form: 'text' }
            : { bytes: originals.get(id) ?? new Uint8Array(), form: 'pdf' },
        ),
      getPage: (id, index) =>
        id === 'doc-notes' ? (index === 1 ? text : null) : (pages.get(`${id} ${index}`) ?? null),
    });
    const stamps = [...(files[0]?.stamps.keys() ?? [])].filter((stamp) => stamp.startsWith('EX-C'));
    expect(stamps).toEqual(['EX-C 0002']);
    const packet = await openPdfDocument(sourceOf(files[0]?.bytes ?? new Uint8Array()), { ocr });
    const shown = await packet.readPage((files[0]?.stamps.get('EX-C 0002') ?? 0) - 1);
    expect(squash(shown.text)).toContain(squash('left extensor hallucis longus 4/5'));
    await packet.close();
  });

  it('encloses a PDF that cannot be copied as pictures, and says so', async () => {
    const { events } = await build({
      getOriginal: (id) =>
        Promise.resolve({
          bytes:
            id === 'doc-pt' ? new TextEncoder().encode('not a pdf') : (originals.get(id) ?? new Uint8Array()),
          form: 'pdf',
        }),
    });
    expect(events.filter((event) => event.type === 'notice')).toHaveLength(1);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(build({ signal: controller.signal })).rejects.toThrow('abort');
  });
});
