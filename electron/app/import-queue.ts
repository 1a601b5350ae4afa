/**
 * Reads waiting documents (in processes without the key), page by page into the vault, so that a crash or quit loses
 * at most the pages being read. Several documents are open at once and the reader takes the shortest first, so that a
 * letter does not wait behind a thousand scanned pages. Survives everything but a locked vault.
 */
import type { EventHub } from './events.ts';
import { notStored, shownState, stoppedByPerson, stoppedReader } from './import-states.ts';
import type { Reader, ReadResult } from '../ingest/reader-client.ts';
import { mediaTypes } from '../ingest/sniff.ts';
import type { Session } from './session.ts';
import { casesOfDocument, getDocument, setDocumentFacts } from '../vault/stores/documents.ts';
import { getFilePassword, setFilePassword } from '../vault/stores/file-passwords.ts';
import {
  claimImport,
  forgiveAttempts,
  getImport,
  listImportPages,
  queueImport,
  requeueInterrupted,
  setImportState,
  setPageFailed,
  setPagesTotal,
  type ImportJob,
} from '../vault/stores/import-jobs.ts';
import { originalSource } from './original-source.ts';
import { savePage } from '../vault/stores/pages.ts';

/** A file that ended the app this often before its first page was read is not tried again by itself. */
const MAX_ATTEMPTS = 3;

/** Documents open at once, and the bytes they may hold together: their files are in memory while they are read. */
const MOST_OPEN = 6;
const MOST_BYTES = 200 * 1024 * 1024;
/** Files up to this size need not wait for one of those places; this many more may be open. */
const SMALL_BYTES = 2 * 1024 * 1024;
const MORE_SMALL = 4;

export interface ImportQueue {
  /** Goes on with whatever waits. Safe to call at any time. */
  kick(): void;
  add(documentId: string): void;
  pause(documentIds: readonly string[]): void;
  resume(documentIds: readonly string[]): void;
  /** Stops reading one document; what was read stays. */
  cancel(documentId: string): void;
  /** Stops reading a document that was put in the bin; put back and added again, it goes on. */
  leave(documentId: string): void;
  /** Reads what is left of a document; one that was read to its end is read anew. */
  retry(documentId: string): void;
  /** Tries again with a password, which is kept in the vault, for drawing pages too. */
  unlock(documentId: string, password: string): void;
  /** After the vault opened. */
  start(): void;
  /** Before the vault closes: stops reading and waits until nothing writes any more. */
  stop(): Promise<void>;
}

/** A document that is being read. */
interface Reading {
  readonly abort: AbortController;
  readonly byteSize: number;
  /** What becomes of it when it is stopped. */
  stopAs: 'queued' | 'paused' | 'cancelled';
}

export function createImportQueue(parts: {
  readonly session: Session;
  readonly reader: Reader;
  readonly events: EventHub;
}): ImportQueue {
  const { session, reader, events } = parts;
  const open = new Map<string, Reading>();
  const working = new Set<Promise<void>>();
  let stopped = true;

  const tell = (documentId: string) => {
    const db = session.db();
    const job = getImport(db, documentId);
    const document = getDocument(db, documentId);
    for (const caseId of casesOfDocument(db, documentId)) {
      events.emit({
        type: 'import-progress',
        caseId,
        documentId,
        pagesRead: job?.pagesDone ?? 0,
        pageCount: document.pageCount,
        state: shownState(document),
      });
      if (!job || job.state !== 'reading') events.emit({ type: 'case-changed', caseId });
    }
  };

  const readPages = (documentId: string, reading: Reading): Promise<ReadResult> => {
    const db = session.db().as('app');
    const total = getImport(db, documentId)?.pagesTotal ?? null;
    let first = true;
    return reader.read(originalSource(db, documentId), {
      documentId,
      password: getFilePassword(db, documentId),
      pages: total === null ? undefined : pagesLeft(total, listImportPages(db, documentId)),
      signal: reading.abort.signal,
      keepPages: false,
      onOpen({ pageCount, format }) {
        setPagesTotal(db, documentId, pageCount);
        setDocumentFacts(db, documentId, { mediaType: mediaTypes[format] });
        tell(documentId);
      },
      onPage(page) {
        savePage(db, page);
        if (first) forgiveAttempts(db, documentId);
        first = false;
        tell(documentId);
      },
    });
  };

  const readOne = async ({ documentId, attempts }: ImportJob, reading: Reading): Promise<void> => {
    const db = session.db().as('app');
    if (attempts > MAX_ATTEMPTS) {
      setImportState(db, documentId, 'failed', stoppedReader);
      return;
    }
    const result = await readPages(documentId, reading);
    if (result.ok)
      for (const pageIndex of result.failedPages) setPageFailed(db, documentId, pageIndex, 'unreadable');
    if (reading.abort.signal.aborted) {
      forgiveAttempts(db, documentId);
      if (reading.stopAs === 'cancelled') setImportState(db, documentId, 'failed', stoppedByPerson);
      else setImportState(db, documentId, reading.stopAs);
    } else setImportState(db, documentId, result.ok ? 'done' : 'failed', result.problem);
  };

  const work = async (job: ImportJob, reading: Reading): Promise<void> => {
    try {
      await readOne(job, reading);
      if (session.state === 'open') tell(job.documentId);
    } catch {
      // A bug, a full disk, or the document is gone: this file waits for a person, the others go on.
      if (session.state !== 'open') return;
      try {
        setImportState(session.db().as('app'), job.documentId, 'failed', notStored);
        tell(job.documentId);
      } catch {
        // Not even that can be written; it is tried again when the vault is next opened.
      }
    }
  };

  /** The next document for which there is room, marked as being read. */
  const claim = (): ImportJob | null => {
    const db = session.db().as('app');
    const bytes = [...open.values()].reduce((sum, each) => sum + each.byteSize, 0);
    if (open.size === 0) return claimImport(db);
    if (open.size < MOST_OPEN && bytes < MOST_BYTES) return claimImport(db, MOST_BYTES - bytes);
    return open.size < MOST_OPEN + MORE_SMALL ? claimImport(db, SMALL_BYTES) : null;
  };

  const kick = (): void => {
    while (!stopped && session.state === 'open') {
      const job = claim();
      if (job === null) return;
      const { documentId } = job;
      const { byteSize } = getDocument(session.db(), documentId);
      const reading: Reading = { abort: new AbortController(), byteSize, stopAs: 'queued' };
      open.set(documentId, reading);
      const done = work(job, reading).finally(() => {
        open.delete(documentId);
        working.delete(done);
        kick();
      });
      working.add(done);
    }
  };
  const interrupt = (documentId: string, stopAs: Reading['stopAs']) => {
    const reading = open.get(documentId);
    if (reading === undefined) return false;
    reading.stopAs = stopAs;
    reading.abort.abort();
    return true;
  };

  const queue: ImportQueue = {
    kick,
    add(documentId) {
      const state = getDocument(session.db(), documentId).importState;
      if (state === 'stored') queueImport(session.db(), documentId);
      kick();
    },
    pause(documentIds) {
      for (const documentId of documentIds) {
        const state = getImport(session.db(), documentId)?.state;
        if (state === 'queued') setImportState(session.db(), documentId, 'paused');
        else if (state === 'reading') interrupt(documentId, 'paused');
        tell(documentId);
      }
    },
    resume(documentIds) {
      for (const documentId of documentIds) {
        if (getImport(session.db(), documentId)?.state === 'paused')
          setImportState(session.db(), documentId, 'queued');
        tell(documentId);
      }
      kick();
    },
    cancel(documentId) {
      if (!interrupt(documentId, 'cancelled')) {
        setImportState(session.db(), documentId, 'failed', stoppedByPerson);
        tell(documentId);
      }
    },
    leave: (documentId) => void interrupt(documentId, 'queued'),
    retry(documentId) {
      const fromStart = getImport(session.db(), documentId)?.state === 'done';
      queueImport(session.db(), documentId, { fromStart });
      tell(documentId);
      kick();
    },
    unlock(documentId, password) {
      setFilePassword(session.db(), documentId, password);
      queue.retry(documentId);
    },
    start() {
      stopped = false;
      requeueInterrupted(session.db().as('app'));
      kick();
    },
    async stop() {
      stopped = true;
      for (const { abort } of open.values()) abort.abort();
      await Promise.all(working);
    },
  };
  return queue;
}

/** The pages an earlier run did not finish; failed ones are tried again. */
function pagesLeft(
  total: number,
  pages: readonly { readonly pageIndex: number; readonly state: 'done' | 'failed' }[],
): number[] {
  const done = new Set(pages.filter((page) => page.state === 'done').map((page) => page.pageIndex));
  return Array.from({ length: total }, (_unused, pageIndex) => pageIndex).filter(
    (pageIndex) => !done.has(pageIndex),
  );
}
