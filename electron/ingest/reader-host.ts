/**
 * The reading process: parses and OCRs files that may be hostile, apart from the process that holds the key.
 * Started by `reader-client.ts` as a forked child, or by Electron as a utility process; both speak `protocol.ts`.
 */
import { createOcrEngine } from './ocr/engine.ts';
import type { OpenDocument } from './open-document.ts';
import { ReadFailure, toProblem } from './problems.ts';
import type { AnswerMessage, ReaderAnswer, ReaderRequest, RequestMessage } from './protocol.ts';
import { openDocument } from './read-document.ts';
import { confine } from './confine.ts';

confine(['/tesseract.js/src/worker-script/node/index.js']);

const ocr = createOcrEngine();
const open = new Map<string, OpenDocument>();

function need(docKey: string): OpenDocument {
  const found = open.get(docKey);
  if (found === undefined) throw new ReadFailure('unreadable');
  return found;
}

async function answer(request: ReaderRequest): Promise<ReaderAnswer> {
  switch (request.kind) {
    case 'open': {
      await open.get(request.docKey)?.close();
      const found = await openDocument(request.bytes, { password: request.password, ocr });
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

function reply({ id, request }: RequestMessage, send: (message: AnswerMessage) => void): void {
  answer(request).then(
    (value) => send({ id, answer: value }),
    (error: unknown) => send({ id, answer: { kind: 'failed', problem: toProblem(error) } }),
  );
}

/** Electron's utility processes have `process.parentPort`; forked children have `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: RequestMessage }) => void): void;
  postMessage(message: AnswerMessage): void;
}

function isParentPort(value: unknown): value is ParentPort {
  return value !== null && typeof value === 'object' && 'postMessage' in value;
}

/** Requests come from the app itself and are trusted. */
function isRequest(value: unknown): value is RequestMessage {
  return value !== null && typeof value === 'object' && 'id' in value && 'request' in value;
}

const port: unknown = Reflect.get(process, 'parentPort');
if (isParentPort(port)) {
  port.on('message', (event) => reply(event.data, (message) => port.postMessage(message)));
} else {
  process.on('message', (message) => {
    if (isRequest(message)) reply(message, (answered) => process.send?.(answered));
  });
  process.on('disconnect', () => process.exit(0));
}
