/** The import queue with a real vault and a real reading process; only what is asked of the reader is written down. */
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEventHub } from '../../../electron/app/events.ts';
import { createImportQueue, type ImportQueue } from '../../../electron/app/import-queue.ts';
import { createSession, type Session } from '../../../electron/app/session.ts';
import { createReader, type Reader } from '../../../electron/ingest/reader-client.ts';
import { addDocument, getDocument } from '../../../electron/vault/stores/documents.ts';
import { claimImport, getImport } from '../../../electron/vault/stores/import-jobs.ts';
import { listPages } from '../../../electron/vault/stores/pages.ts';
import { cheap, passphrase, tempFolder } from '../../vault/temp-vault.ts';
import { drawPage } from '../ingest/make-picture.ts';
import { makePdf, textAt } from '../ingest/make-pdf.ts';

const real = createReader({ workers: 1 });
afterAll(() => real.close());
const timeout = 120_000;

interface Stage {
  readonly session: Session;
  readonly queue: ImportQueue;
  /** Pages given back by the reader, as "<document>:<page>". */
  readonly read: string[];
  /** Called for each of them. */
  onPage: (documentId: string) => void;
}

async function stage(): Promise<Stage> {
  const session = createSession(
    join(tempFolder(), 'test.rejoinder'),
    { onOpen: () => undefined, onLock: () => Promise.resolve(), onChange: () => undefined },
    cheap,
  );
  await session.create(passphrase);
  const read: string[] = [];
  const reader: Reader = {
    ...real,
    read: (bytes, options) =>
      real.read(bytes, {
        ...options,
        onPage(page) {
          read.push(`${options.documentId}:${page.pageIndex}`);
          options.onPage?.(page);
          made.onPage(options.documentId);
        },
      }),
  };
  const queue = createImportQueue({ session, reader, events: createEventHub() });
  const made: Stage = { session, queue, read, onPage: () => undefined };
  queue.start();
  onTestFinished(async () => {
    await queue.stop();
    await session.close();
  });
  return made;
}

async function add({ session, queue }: Stage, bytes: Uint8Array): Promise<string> {
  const file = { fileName: 'paper.pdf', mediaType: 'application/pdf', caseId: null };
  const { document } = await addDocument(session.db(), file, [bytes]);
  queue.add(document.id);
  return document.id;
}

const stateOf = ({ session }: Stage, id: string): string => getDocument(session.db(), id).importState;

function textPages(count: number): Uint8Array {
  return makePdf(
    Array.from({ length: count }, (_, n) => ({ content: textAt(72, 700, [`Page number ${n}.`]) })),
  );
}

async function scannedPages(count: number): Promise<Uint8Array> {
  const canvas = drawPage(['Visit of 08/06/2026'], 100);
  const jpeg = { bytes: await canvas.encode('jpeg', 80), width: canvas.width, height: canvas.height };
  return makePdf(Array.from({ length: count }, () => ({ content: 'q 612 0 0 792 0 0 cm /Im Do Q', jpeg })));
}

describe('the import queue', () => {
  it('reads a letter that comes later while a long scan is still being read', { timeout }, async () => {
    const parts = await stage();
    const scan = await add(parts, await scannedPages(40));
    await vi.waitFor(() => expect(parts.read.length).toBeGreaterThan(0), { timeout });
    const letter = await add(parts, textPages(3));
    await vi.waitFor(() => expect(stateOf(parts, letter)).toBe('done'), { timeout });
    expect(stateOf(parts, scan)).toBe('reading');
    expect(parts.read.filter((page) => page.startsWith(scan)).length).toBeLessThan(6);
    parts.queue.cancel(scan);
    await vi.waitFor(() => expect(stateOf(parts, scan)).toBe('failed'), { timeout });
    expect(getDocument(parts.session.db(), scan).problem).toBe(
      'Reading was stopped. Choose “Try again” to go on.',
    );
  });

  it('reads no page twice, however often it is paused and the vault closed', { timeout }, async () => {
    const parts = await stage();
    let id = '';
    // Four times at least: a file that is stopped in good order is not one that stops the reader.
    parts.onPage = () => {
      if (parts.read.length % 12 === 0) parts.queue.pause([id]);
      else if (parts.read.length % 18 === 0) void parts.queue.stop().then(() => parts.queue.start());
    };
    id = await add(parts, textPages(100));
    await vi.waitFor(
      () => {
        parts.queue.resume([id]);
        expect(stateOf(parts, id)).toBe('done');
      },
      { timeout },
    );
    expect(parts.read.toSorted()).toEqual(Array.from({ length: 100 }, (_, n) => `${id}:${n}`).toSorted());
    expect(listPages(parts.session.db(), id)).toHaveLength(100);
  });

  it('reads a paper that was read to its end anew when asked to', { timeout }, async () => {
    const parts = await stage();
    const id = await add(parts, textPages(2));
    await vi.waitFor(() => expect(stateOf(parts, id)).toBe('done'), { timeout });
    parts.queue.retry(id);
    await vi.waitFor(() => expect(parts.read).toHaveLength(4), { timeout });
    expect(listPages(parts.session.db(), id)).toHaveLength(2);
  });

  it(
    'goes on after a crash where it stopped, but not for ever where it gets nowhere',
    { timeout },
    async () => {
      const parts = await stage();
      await parts.queue.stop();
      const id = await add(parts, textPages(2));
      const crashes = (times: number): void => {
        for (let i = 0; i < times; i += 1) {
          expect(claimImport(parts.session.db())?.documentId).toBe(id);
          // What the app does when it is opened again; the queue itself never ran.
          parts.session.db().run("UPDATE import_jobs SET state = 'queued' WHERE state = 'reading'");
        }
      };
      crashes(2);
      parts.queue.start();
      await vi.waitFor(() => expect(stateOf(parts, id)).toBe('done'), { timeout });
      expect(getImport(parts.session.db(), id)?.attempts).toBe(0);
      await parts.queue.stop();
      parts.queue.retry(id);
      crashes(3);
      parts.queue.start();
      await vi.waitFor(() => expect(stateOf(parts, id)).toBe('failed'), { timeout });
      expect(getDocument(parts.session.db(), id).problem).toMatch(/stopped the reader several times/);
    },
  );

  it('says of a damaged file that it is, and reads the next', { timeout }, async () => {
    const parts = await stage();
    const id = await add(parts, Buffer.from('%PDF-1.7 this is no PDF at all'));
    const good = await add(parts, textPages(1));
    await vi.waitFor(() => expect([stateOf(parts, id), stateOf(parts, good)]).toEqual(['failed', 'done']), {
      timeout,
    });
    expect(getDocument(parts.session.db(), id).problem).toMatch(/damaged/);
  });
});
