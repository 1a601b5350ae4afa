/**
 * The reading process: parses and OCRs files that may be hostile, apart from the process that holds the key.
 * Started by `reader-client.ts` as a forked child, or by Electron as a utility process; both speak `protocol.ts`.
 */
import { sourceOf, type FileSource } from './file-source.ts';
import { createOcrEngine } from './ocr/engine.ts';
import type { OpenDocument } from './open-document.ts';
import { ReadFailure, toProblem } from './problems.ts';
import type { ReaderAnswer, ReaderMessage, ReaderRequest, RequestMessage } from './protocol.ts';
import { openSource } from './read-document.ts';
import { confine } from './confine.ts';

confine(['/tesseract.js/src/worker-script/node/index.js']);

const ocr = createOcrEngine();
const open = new Map<string, OpenDocument>();
const port: unknown = Reflect.get(process, 'parentPort');
/** Waiting for bytes of a file, by the number of the asking. */
const pulls = new Map<number, (bytes: Uint8Array) => void>();
let pullCount = 0;

function send(message: ReaderMessage): void {
  if (isParentPort(port)) port.postMessage(message);
  else process.send?.(message);
}

/** The file that is to be opened: as sent, or to be fetched by parts. */
function sourceFor({ docKey, byteLength, head }: Extract<ReaderRequest, { kind: 'open' }>): FileSource {
  if (head.length === byteLength) return sourceOf(head);
  return {
    byteLength,
    read: (start, end) =>
      new Promise((resolve) => {
        const pullId = ++pullCount;
        pulls.set(pullId, resolve);
        send({ pullId, docKey, start, end });
      }),
  };
}

function need(docKey: string): OpenDocument {
  const found = open.get(docKey);
  if (found === undefined) throw new ReadFailure('unreadable');
  return found;
}

async function answer(request: ReaderRequest): Promise<ReaderAnswer> {
  switch (request.kind) {
    case 'open': {
      await open.get(request.docKey)?.close();
      const found = await openSource(sourceFor(request), { password: request.password, ocr });
      open.set(request.docKey, found);
      return { kind: 'opened', format: found.format, pageCount: found.pageCount };
    }
    case 'read': {
      const page = await need(request.docKey).readPage(request.pageIndex);
      // What a scanned page leaves behind lies mostly outside the heap that the collector watches.
      if (page.source === 'ocr') globalThis.gc?.();
      return { kind: 'page', page };
    }
    case 'draw': {
      const { docKey, pageIndex, maxPixels, turn } = request;
      return { kind: 'drawn', png: await need(docKey).drawPage(pageIndex, { maxPixels, turn }) };
    }
    case 'close': {
      const found = open.get(request.docKey);
      open.delete(request.docKey);
      await found?.close();
      return { kind: 'closed' };
    }
    default:
      throw new ReadFailure('unreadable');
  }
}

/** Electron's utility processes have `process.parentPort`; forked children have `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: ReaderMessage): void;
}

function isParentPort(value: unknown): value is ParentPort {
  return value !== null && typeof value === 'object' && 'postMessage' in value;
}

/** Requests come from the app itself and are trusted. */
function isRequest(value: unknown): value is RequestMessage {
  return value !== null && typeof value === 'object' && ('request' in value || 'pullId' in value);
}

function receive(message: unknown): void {
  if (!isRequest(message)) return;
  if ('pullId' in message) {
    pulls.get(message.pullId)?.(message.bytes);
    pulls.delete(message.pullId);
    return;
  }
  const { id, request } = message;
  answer(request).then(
    (value) => send({ id, answer: value }),
    (error: unknown) => send({ id, answer: { kind: 'failed', problem: toProblem(error) } }),
  );
}

if (isParentPort(port)) port.on('message', ({ data }) => receive(data));
else {
  process.on('message', receive);
  process.on('disconnect', () => process.exit(0));
}
