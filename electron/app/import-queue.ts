/**
 * Reads waiting documents one after the other (each on all cores, in a process without the key), page by page into
 * the vault, so that a crash or quit loses at most the page being read. Survives everything but a locked vault.
 */
import type { EventHub } from './events.ts';
import type { Reader } from '../ingest/reader-client.ts';
import type { Session } from './session.ts';
import { casesOfDocument, getDocument, setDocumentFacts } from '../vault/stores/documents.ts';
import {
  claimImport,
  getImport,
  listImportPages,
  queueImport,
  requeueInterrupted,
  setImportState,
  setPageFailed,
  setPagesTotal,
} from '../vault/stores/import-jobs.ts';
import { readOriginalWhole } from '../vault/stores/originals.ts';
import { savePage } from '../vault/stores/pages.ts';
import { setSetting } from '../vault/stores/settings.ts';

/** A file that ended the reading process this often is not tried again by itself. */
const MAX_ATTEMPTS = 3;

export interface ImportQueue {
  /** Goes on with whatever waits. Safe to call at any time. */
  kick(): void;
  add(documentId: string): void;
  pause(documentIds: readonly string[]): void;
  resume(documentIds: readonly string[]): void;
  /** Stops reading one document; what was read stays. */
  cancel(documentId: string): void;
  retry(documentId: string): void;
  /** Tries again with a password, which is kept in memory while the vault is open, for drawing pages too. */
  unlock(documentId: string, password: string): void;
  passwordOf(documentId: string): string | undefined;
  /** After the vault opened. */
  start(): void;
  /** Before the vault closes: stops reading and waits until nothing writes any more. */
  stop(): Promise<void>;
}

export function createImportQueue(parts: {
  readonly session: Session;
  readonly reader: Reader;
  readonly events: EventHub;
}): ImportQueue {
  const { session, reader, events } = parts;
  const passwords = new Map<string, string>();
  let running: Promise<void> | null = null;
  let stopped = true;
  let current: {
    documentId: string;
    abort: AbortController;
    stopAs: 'queued' | 'paused' | 'cancelled';
  } | null = null;

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
        state: shownState(document.importState, document.problem),
      });
      if (!job || job.state !== 'reading') events.emit({ type: 'case-changed', caseId });
    }
  };

  const readOne = async (documentId: string, attempts: number): Promise<void> => {
    const db = session.db().as('app');
    if (attempts > MAX_ATTEMPTS) {
      setImportState(
        db,
        documentId,
        'failed',
        'This file stopped the reader several times. Print it to PDF and add that instead.',
      );
      return;
    }
    const abort = new AbortController();
    current = { documentId, abort, stopAs: 'queued' };
    const total = getImport(db, documentId)?.pagesTotal ?? null;
    const password = passwords.get(documentId);
    const result = await reader.read(readOriginalWhole(db, documentId), {
      documentId,
      password,
      pages: total === null ? undefined : pagesLeft(total, listImportPages(db, documentId)),
      signal: abort.signal,
      onOpen({ pageCount, format }) {
        setPagesTotal(db, documentId, pageCount);
        setDocumentFacts(db, documentId, { mediaType: mediaTypeOf(format) });
        tell(documentId);
      },
      onPage(page) {
        savePage(db, page);
        tell(documentId);
      },
    });
    if (result.ok)
      for (const pageIndex of result.failedPages) setPageFailed(db, documentId, pageIndex, 'unreadable');
    const stopAs = abort.signal.aborted ? current.stopAs : null;
    current = null;
    if (stopAs === 'cancelled')
      setImportState(db, documentId, 'failed', 'Reading was stopped. Choose "Try again" to go on.');
    else if (stopAs !== null) setImportState(db, documentId, stopAs);
    else if (!result.ok) {
      const needsPassword =
        result.problem.code === 'password-needed' || result.problem.code === 'wrong-password';
      setImportState(
        db,
        documentId,
        'failed',
        `${needsPassword ? PASSWORD_MARK : ''}${result.problem.message}`,
      );
    } else setImportState(db, documentId, 'done', result.problem?.message ?? null);
  };

  const run = async (): Promise<void> => {
    while (!stopped && session.state === 'open') {
      const job = claimImport(session.db().as('app'));
      if (!job) return;
      try {
        await readOne(job.documentId, job.attempts);
      } catch {
        // A bug or a full disk: this file waits for a person, the others go on.
        current = null;
        if (session.state === 'open') {
          setImportState(
            session.db().as('app'),
            job.documentId,
            'failed',
            'This file could not be stored after reading. Check the free disk space and try again.',
          );
        }
      }
      if (session.state === 'open') tell(job.documentId);
    }
  };

  const kick = () => {
    if (stopped || running) return;
    running = run().finally(() => {
      running = null;
    });
  };
  const interrupt = (documentId: string, stopAs: 'paused' | 'cancelled') => {
    if (current?.documentId !== documentId) return false;
    current.stopAs = stopAs;
    current.abort.abort();
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
        setImportState(
          session.db(),
          documentId,
          'failed',
          'Reading was stopped. Choose "Try again" to go on.',
        );
        tell(documentId);
      }
    },
    retry(documentId) {
      queueImport(session.db(), documentId);
      tell(documentId);
      kick();
    },
    unlock(documentId, password) {
      passwords.set(documentId, password);
      setSetting(session.db(), `password:${documentId}`, password);
      queue.retry(documentId);
    },
    passwordOf: (documentId) => passwords.get(documentId),
    start() {
      stopped = false;
      requeueInterrupted(session.db().as('app'));
      for (const { key, value } of session
        .db()
        .all<{ key: string; value: string }>("SELECT key, value FROM settings WHERE key LIKE 'password:%'")) {
        passwords.set(key.slice('password:'.length), String(JSON.parse(value)));
      }
      kick();
    },
    async stop() {
      stopped = true;
      current?.abort.abort();
      await running;
      passwords.clear();
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

function mediaTypeOf(format: string): string {
  const known: Readonly<Record<string, string>> = {
    pdf: 'application/pdf',
    jpeg: 'image/jpeg',
    png: 'image/png',
    webp: 'image/webp',
    gif: 'image/gif',
    bmp: 'image/bmp',
    tiff: 'image/tiff',
    heic: 'image/heic',
    avif: 'image/avif',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    rtf: 'application/rtf',
    eml: 'message/rfc822',
    html: 'text/html',
    text: 'text/plain',
  };
  return known[format] ?? 'application/octet-stream';
}

/** Starts the problem of a document that only lacks its password. */
const PASSWORD_MARK = 'password: ';

/** The state a person sees, of the stored state and problem. */
export function shownState(
  state: 'stored' | 'queued' | 'reading' | 'paused' | 'failed' | 'done',
  problem: string | null,
): 'waiting' | 'reading' | 'paused' | 'read' | 'failed' | 'password-needed' {
  switch (state) {
    case 'stored':
    case 'queued':
      return 'waiting';
    case 'done':
      return 'read';
    case 'failed':
      return problem?.startsWith(PASSWORD_MARK) ? 'password-needed' : 'failed';
    default:
      return state;
  }
}

export function shownProblem(problem: string | null): string | null {
  return problem?.startsWith(PASSWORD_MARK) ? problem.slice(PASSWORD_MARK.length) : problem;
}
