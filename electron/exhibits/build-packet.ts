/** Builds the exhibit packet: index, cover sheets, stamped and highlighted pages, split where a limit asks for it. */
import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import type { Exhibit } from '../../shared/domain/letter.ts';
import { citedPages } from '../../shared/letter/exhibits.ts';
import type { Box, PageText } from '../../shared/domain/page-text.ts';
import { embedFonts, type PdfFonts } from '../pdf/fonts.ts';
import { boxesMeet, boxesOf, drawHighlights, drawStamp, quotesOn } from './marks.ts';
import { burn, rasterPixels } from './redact.ts';
import {
  stampText,
  type PacketEvent,
  type PacketFile,
  type PacketRequest,
  type Redaction,
} from './request.ts';
import { addBookmarks, addCover, addIndex, type Bookmark, type IndexRow } from './sheets.ts';
import { addPicture, addTextPages, copyPages, openForCopy, plainPicture } from './sources.ts';
import { uprightPage } from './upright.ts';

/** Pages of one exhibit that go into one file. */
interface Chunk {
  readonly exhibit: Exhibit;
  readonly pages: readonly number[];
  readonly continued: boolean;
}

/** Pages copied in one go; the generator reports and can be cancelled between batches. */
const batchSize = 50;

/**
 * Yields progress, notices and finished files. Exhibits are read one at a time, originals are never changed, and a
 * file is handed over as soon as it is done. Cancel by aborting the signal (throws its reason) or by leaving the loop.
 * Every page carries the stamp that the letter cites.
 */
export async function* buildExhibitPacket(request: PacketRequest): AsyncGenerator<PacketEvent, void> {
  const chunks = request.model.exhibits.map((exhibit) => ({
    exhibit,
    pages:
      exhibit.pages.length > 0
        ? exhibit.pages.toSorted((a, b) => a - b)
        : Array.from({ length: exhibit.pageCount }, (_, index) => index + 1),
    continued: false,
  }));
  const total = chunks.reduce((sum, chunk) => sum + chunk.pages.length, 0);
  const queue: Chunk[][] = planFiles(chunks, request.limits?.maxPages ?? Infinity);
  const parts = queue.length > 1 || request.limits?.maxBytes !== undefined;
  let done = 0;
  let number = 0;
  while (queue.length > 0) {
    const file = queue.shift() ?? [];
    const builder = buildFile(file, request, parts ? number + 1 : null, done, total);
    let step = await builder.next();
    while (step.done !== true) {
      yield step.value;
      step = await builder.next();
    }
    const built = step.value;
    const tooLarge =
      built.bytes.length > (request.limits?.maxBytes ?? Infinity) ||
      built.pageCount > (request.limits?.maxPages ?? Infinity);
    const halves = tooLarge ? halve(file) : null;
    if (halves) {
      queue.unshift(...halves);
      continue;
    }
    if (tooLarge)
      yield {
        type: 'notice',
        message: 'This file is above the limit and cannot be split further.',
        exhibit: file[0]?.exhibit.letter ?? '',
        pageNumber: null,
      };
    number++;
    done += file.reduce((sum, chunk) => sum + chunk.pages.length, 0);
    const alone = number === 1 && queue.length === 0;
    yield {
      type: 'file',
      file: { ...built, name: alone ? 'exhibits.pdf' : `exhibits-part-${number}.pdf` },
    };
  }
}

/** Fills files with whole exhibits where they fit; an exhibit longer than a file is cut. One page each for cover and index. */
function planFiles(chunks: readonly Chunk[], maxPages: number): Chunk[][] {
  const files: Chunk[][] = [];
  let current: Chunk[] = [];
  let used = 1;
  const room = Math.max(1, maxPages - 2);
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.pages.length; from += room) {
      const pages = room === Infinity ? chunk.pages : chunk.pages.slice(from, from + room);
      if (current.length > 0 && used + pages.length + 1 > maxPages) {
        files.push(current);
        current = [];
        used = 1;
      }
      current.push({ exhibit: chunk.exhibit, pages, continued: from > 0 });
      used += pages.length + 1;
      if (room === Infinity) break;
    }
  }
  if (current.length > 0) files.push(current);
  return files;
}

/** Two smaller files: between exhibits if there are several, else inside the one. Null for a single page. */
function halve(file: readonly Chunk[]): [Chunk[], Chunk[]] | null {
  if (file.length > 1) {
    const middle = Math.ceil(file.length / 2);
    return [file.slice(0, middle), file.slice(middle)];
  }
  const only = file[0];
  if (!only || only.pages.length < 2) return null;
  const middle = Math.ceil(only.pages.length / 2);
  return [
    [{ ...only, pages: only.pages.slice(0, middle) }],
    [{ ...only, pages: only.pages.slice(middle), continued: true }],
  ];
}

async function* buildFile(
  chunks: readonly Chunk[],
  request: PacketRequest,
  part: number | null,
  doneBefore: number,
  totalPages: number,
): AsyncGenerator<PacketEvent, Omit<PacketFile, 'name'>> {
  const { model } = request;
  const doc = await PDFDocument.create();
  const moment = new Date(`${model.date}T12:00:00Z`);
  doc.setTitle(`Exhibits: ${model.title}`, { showInWindowTitleBar: true });
  doc.setAuthor(model.sender[0] ?? '');
  doc.setLanguage('en-US');
  doc.setProducer('Rejoinder');
  doc.setCreator('Rejoinder');
  doc.setCreationDate(moment);
  doc.setModificationDate(moment);
  const fonts = await embedFonts(doc);
  const bookmarks: Bookmark[] = [];
  const rows: IndexRow[] = [];
  const stamped: { stamp: string; at: number; sheets: number }[] = [];
  let done = doneBefore;
  for (const chunk of chunks) {
    request.signal?.throwIfAborted();
    const { exhibit } = chunk;
    rows.push({ exhibit, pages: chunk.pages, packetPage: doc.getPageCount() + 1 });
    const cover = addCover(doc, fonts, model, exhibit, chunk.pages, chunk.continued);
    const cited = new Set(citedPages(model.blocks, exhibit.documentId));
    const children: Bookmark[] = [];
    for await (const placed of placePages(doc, fonts, chunk, request)) {
      if (placed.type === 'notice') {
        yield placed;
        continue;
      }
      stamped.push({
        stamp: stampText(exhibit.letter, placed.pageNumber),
        at: doc.getPageCount() - placed.sheets + 1,
        sheets: placed.sheets,
      });
      if (cited.has(placed.pageNumber))
        children.push({
          title: `${stampText(exhibit.letter, placed.pageNumber)} (cited)`,
          page: placed.first,
          children: [],
        });
      done++;
      if (done % 10 === 0) {
        request.signal?.throwIfAborted();
        yield { type: 'progress', donePages: done, totalPages };
      }
    }
    bookmarks.push({ title: `Exhibit ${exhibit.letter}: ${exhibit.title}`, page: cover, children });
  }
  request.signal?.throwIfAborted();
  // The index is drawn last, when the places are known; its own length shifts them.
  const label = part === null ? null : `part ${part}`;
  const draw = (shift: number) =>
    addIndex(
      doc,
      fonts,
      model,
      rows.map((row) => ({ ...row, packetPage: row.packetPage + shift })),
      label,
    );
  let index = draw(1);
  if (index.length > 1) {
    const { length } = index;
    for (let at = 0; at < length; at++) doc.removePage(0);
    index = draw(length);
  }
  const shift = index.length;
  const first = index[0];
  addBookmarks(doc, [
    ...(first ? [{ title: 'Index of Exhibits', page: first, children: [] }] : []),
    ...bookmarks,
  ]);
  yield { type: 'progress', donePages: done, totalPages };
  const bytes = await doc.save({ objectsPerTick: 500 });
  return {
    bytes,
    pageCount: doc.getPageCount(),
    stamps: new Map(stamped.map(({ stamp, at }) => [stamp, at + shift])),
    sheets: new Map(stamped.map(({ stamp, sheets }) => [stamp, sheets])),
  };
}

interface Placed {
  readonly type: 'placed';
  readonly pageNumber: number;
  readonly first: PDFPage;
  /** Sheets the page takes: more than one for long flowing text. */
  readonly sheets: number;
}

type Notice = Extract<PacketEvent, { type: 'notice' }>;

async function* placePages(
  doc: PDFDocument,
  fonts: PdfFonts,
  chunk: Chunk,
  request: PacketRequest,
): AsyncGenerator<Placed | Notice, void> {
  const { exhibit } = chunk;
  const original = await request.getOriginal(exhibit.documentId);
  const notice = (message: string, pageNumber: number | null): Notice => ({
    type: 'notice',
    message,
    exhibit: exhibit.letter,
    pageNumber,
  });
  const redactionsOf = (pageNumber: number): readonly Redaction[] =>
    (request.redactions ?? []).filter(
      (item) => item.documentId === exhibit.documentId && item.pageNumber === pageNumber,
    );
  const source = original.form === 'pdf' ? await openForCopy(original.bytes, original.password) : null;
  if (original.form === 'pdf' && source === null)
    yield notice('This PDF cannot be copied page by page; its pages are enclosed as pictures.', null);
  for (let from = 0; from < chunk.pages.length; from += batchSize) {
    const batch = chunk.pages.slice(from, from + batchSize);
    const whole = batch.filter((pageNumber) => redactionsOf(pageNumber).length === 0);
    const copies =
      source && whole.every((pageNumber) => pageNumber <= source.getPageCount())
        ? await copyPages(
            doc,
            source,
            whole.map((pageNumber) => pageNumber - 1),
          )
        : null;
    for (const pageNumber of batch) {
      const text = await request.getPage(exhibit.documentId, pageNumber - 1);
      const hidden = redactionsOf(pageNumber).flatMap((item) => item.hidden ?? []);
      const flowing = original.form === 'text' && text !== null;
      const boxes = flowing
        ? []
        : redactionsOf(pageNumber).flatMap((item) => [
            ...item.boxes,
            ...(text ? hidden.flatMap((range) => boxesOf(text, range)) : []),
          ]);
      const copy = copies?.[whole.indexOf(pageNumber)];
      if (boxes.length > 0) {
        const page = await addRaster(doc, request, exhibit, pageNumber, boxes);
        if (
          text &&
          quotesOn(request.model, text).some((span) =>
            boxesOf(text, span).some((one) => boxes.some((box) => boxesMeet(one, box))),
          )
        )
          yield notice('Words that the letter quotes are blacked out on this page.', pageNumber);
        finish(page, 0, null, fonts, exhibit, pageNumber, request, ', parts blacked out');
        yield { type: 'placed', pageNumber, first: page, sheets: 1 };
      } else if (copy) {
        doc.addPage(copy);
        finish(copy, text?.turn ?? 0, text, fonts, exhibit, pageNumber, request);
        yield { type: 'placed', pageNumber, first: copy, sheets: 1 };
      } else if (flowing) {
        const quotes = quotesOn(request.model, text);
        if (quotes.some((span) => hidden.some(({ start, end }) => span.start < end && start < span.end)))
          yield notice('Words that the letter quotes are blacked out on this page.', pageNumber);
        const pages = addTextPages(doc, fonts, text, quotes, hidden);
        const note = hidden.length > 0 ? ', parts blacked out' : '';
        const first = pages[0];
        for (const [sheet, page] of pages.entries())
          finish(
            page,
            0,
            null,
            fonts,
            exhibit,
            pageNumber,
            request,
            `${pages.length > 1 ? `, sheet ${sheet + 1} of ${pages.length}` : ''}${note}`,
          );
        if (first) yield { type: 'placed', pageNumber, first, sheets: pages.length };
      } else {
        const plain =
          original.form === 'image' && (text?.turn ?? 0) === 0 ? plainPicture(original.bytes) : null;
        const page = plain
          ? await addPicture(doc, plain)
          : await addRaster(doc, request, exhibit, pageNumber, []);
        finish(page, 0, text, fonts, exhibit, pageNumber, request);
        yield { type: 'placed', pageNumber, first: page, sheets: 1 };
      }
    }
  }
}

/** Stamp and highlights; `text` null leaves the highlights out. */
function finish(
  page: PDFPage,
  turn: number,
  text: PageText | null,
  fonts: PdfFonts,
  exhibit: Exhibit,
  pageNumber: number,
  request: PacketRequest,
  note = '',
): void {
  const upright = uprightPage(page, turn);
  if (text) for (const span of quotesOn(request.model, text)) drawHighlights(upright, boxesOf(text, span));
  drawStamp(upright, fonts, exhibit.letter, pageNumber, exhibit.pageCount, note);
}

async function addRaster(
  doc: PDFDocument,
  request: PacketRequest,
  exhibit: Exhibit,
  pageNumber: number,
  boxes: readonly Box[],
): Promise<PDFPage> {
  const png = await request.drawPage(exhibit.documentId, pageNumber - 1, rasterPixels);
  if (!png) throw new Error(`Exhibit ${exhibit.letter}, page ${pageNumber} cannot be drawn.`);
  return addPicture(doc, await burn(png, boxes));
}
