/**
 * The app's side of reading: hands files to reading processes, page by page, and gives back pages as they come.
 * A page that hangs or crashes its process costs that page only; the process is replaced and the rest goes on.
 */
import type { PageText, PageTurn } from '../../shared/domain/page-text.ts';
import { sentWholeBytes, sourceOf, type FileSource } from './file-source.ts';
import { endedTimeoutMs, openTimeoutMs, pageTimeoutMs } from './limits.ts';
import { problem, type ReadProblem } from './problems.ts';
import type { ReaderAnswer } from './protocol.ts';
import { chooseJob } from './schedule.ts';
import { forkReader, ReaderProcess, type SpawnReader } from './reader-process.ts';
import type { FileFormat } from './sniff.ts';
import { warmPage } from './warm-page.ts';

export type { FileSource } from './file-source.ts';
export type { ReadProblem } from './problems.ts';
export type { ReaderChannel, SpawnReader } from './reader-process.ts';

export interface ReadOptions {
  /** Written into each page. */
  readonly documentId: string;
  readonly password?: string | undefined;
  /** Only these pages (from 0): to go on where an earlier run stopped. All, if absent. */
  readonly pages?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** False: `pages` of the result stays empty, so that a long file's pages need not all be in memory. */
  readonly keepPages?: boolean | undefined;
  /** Called once the file is open. */
  readonly onOpen?: ((info: { format: FileFormat; pageCount: number }) => void) | undefined;
  /** Called for each page as it is done, not always in page order. */
  readonly onPage?: ((page: PageText) => void) | undefined;
}

export type ReadResult =
  | {
      readonly ok: true;
      readonly format: FileFormat;
      readonly pageCount: number;
      /** The pages read, in order; failed ones are missing here. */
      readonly pages: readonly PageText[];
      readonly failedPages: readonly number[];
      /** `damaged-partial` where pages failed. */
      readonly problem: ReadProblem | null;
    }
  | { readonly ok: false; readonly problem: ReadProblem };

export interface DrawOptions {
  /** Upper bound of width × height in pixels; about 1.5 million fills a window. */
  readonly maxPixels: number;
  /** The page's own `turn`, so that the picture fits its boxes. */
  readonly turn?: PageTurn | undefined;
  /** Lets a file that is read from the vault anew for each picture be opened once. */
  readonly documentId?: string | undefined;
  readonly password?: string | undefined;
}

export type DrawResult =
  | {
      readonly ok: true;
      /** Null for pages without a picture (DOCX, text). */ readonly png: Uint8Array | null;
    }
  | { readonly ok: false; readonly problem: ReadProblem };

export interface Reader {
  /** Reads a file; rejects only with what a callback threw. */
  read(file: Uint8Array | FileSource, options: ReadOptions): Promise<ReadResult>;
  /** Draws a page as PNG, in a process of its own so that it need not wait for OCR; never rejects. */
  renderPage(file: Uint8Array | FileSource, pageIndex: number, options: DrawOptions): Promise<DrawResult>;
  /**
   * Starts the drawing process ahead of its first page, with the libraries and fonts that a PDF takes: most of a second
   * on a slow machine. Does nothing where it runs already; never rejects.
   */
  warm(): Promise<void>;
  /** Ends all processes, and with them every paper they hold; what is running ends as `cancelled`. Later calls start anew. */
  rest(): void;
  /** Ends all processes for good; what is running ends as `cancelled`. */
  close(): void;
}

export interface ReaderSettings {
  /** Reading processes, each about 250 MB while it does OCR. One per core is best. */
  readonly workers: number;
  readonly spawn?: SpawnReader | undefined;
  /** Scanned pages that one process reads at most; for tests. */
  readonly scansOfProcess?: number;
  /** Milliseconds without work after which the reading processes are ended; for tests. */
  readonly idleMs?: number;
}

interface Job {
  readonly docKey: string;
  readonly source: FileSource;
  readonly options: ReadOptions;
  readonly waiting: number[];
  readonly done: Map<number, PageText>;
  readonly failed: number[];
  readonly retried: Set<number>;
  openedAgain: boolean;
  /** Told where no page at all could be read. */
  firstProblem: ReadProblem | null;
  running: number;
  /** Pages read, whether kept in `done` or not. */
  read: number;
  spentMs: number;
  pagesTimed: number;
  pageCount: number;
  format: FileFormat;
  /** The first worker opens the file and tells its page count; the others wait for that. */
  state: 'new' | 'opening' | 'open' | 'ended';
  readonly end: (result: ReadResult) => void;
  /** Ends it with what a callback threw. */
  readonly fail: (error: unknown) => void;
}

/**
 * Scanned pages after which a reading process is ended and the next page starts a fresh one: what pictures and OCR leave behind
 * grows by some 0.4 MB a page that no collector gives back. A new process takes a second or two, a hundredth of their time.
 */
const scansOfProcess = 100;

/**
 * Reading processes that had nothing to do for this long are ended: each holds some 250 MB that OCR took, and a new one starts
 * in a second or two. Long enough to see the next file of a person who adds one after the other.
 */
const idleMs = 30_000;

/** Files that the drawing process keeps open. */
const drawnFilesKept = 3;
/** Files that a reading process keeps open: a long one, and a short one that came between. */
const readFilesKept = 2;

/** As much of a large file as tells its kind. */
const headBytes = 64 * 1024;

/** Starts no process before it is needed. */
export function createReader(settings: ReaderSettings): Reader {
  const spawn = settings.spawn ?? forkReader;
  const workers = Array.from({ length: Math.max(1, settings.workers) }, () => new ReaderProcess(spawn));
  const drawer = new ReaderProcess(spawn);
  const jobs: Job[] = [];
  let drawing: Promise<unknown> = Promise.resolve();
  let counter = 0;
  let closed = false;
  /** What was asked before the last rest starts no process after it. */
  let rests = 0;
  const atWork = new Map<ReaderProcess, Job>();
  const keys = new WeakMap<object, string>();

  function keyOf(file: object): string {
    const known = keys.get(file) ?? `file-${++counter}`;
    keys.set(file, known);
    return known;
  }

  /** Asks a process to open a file; never rejects. */
  async function openFile(
    worker: ReaderProcess,
    docKey: string,
    source: FileSource,
    password: string | undefined,
  ): Promise<ReaderAnswer> {
    const { byteLength } = source;
    const restsBefore = rests;
    let head: Uint8Array;
    try {
      head = await source.read(0, byteLength <= sentWholeBytes ? byteLength : headBytes);
      if (rests !== restsBefore) throw new Error('The processes were ended meanwhile.');
    } catch {
      return { kind: 'failed', problem: problem('cancelled') };
    }
    return worker.ask({ kind: 'open', docKey, byteLength, head, password }, openTimeoutMs, source);
  }

  /** Takes the job off the list; false if it had ended already. */
  function leave(job: Job): boolean {
    if (job.state === 'ended') return false;
    job.state = 'ended';
    jobs.splice(jobs.indexOf(job), 1);
    // A page of it that hangs must not keep a process from the other files.
    for (const [worker, each] of atWork) if (each === job) worker.giveUpAfter(endedTimeoutMs);
    return true;
  }

  function finish(job: Job, failure?: ReadProblem): void {
    if (!leave(job)) return;
    if (failure !== undefined) {
      job.end({ ok: false, problem: failure });
      return;
    }
    const pages = [...job.done.values()].sort((a, b) => a.pageIndex - b.pageIndex);
    const failedPages = job.failed.sort((a, b) => a - b);
    // Where only some pages were asked for, the others were read before.
    if (job.read === 0 && failedPages.length === job.pageCount) {
      job.end({ ok: false, problem: job.firstProblem ?? problem('unreadable') });
      return;
    }
    const { format, pageCount } = job;
    job.end({
      ok: true,
      format,
      pageCount,
      pages,
      failedPages,
      problem: failedPages.length > 0 ? problem('damaged-partial') : null,
    });
  }

  /** Opens the job's file in this worker; false if that ended the job. */
  async function openIn(worker: ReaderProcess, job: Job): Promise<boolean> {
    if (worker.opened.has(job.docKey)) return true;
    const [oldest] = worker.opened;
    if (oldest !== undefined && worker.opened.size >= readFilesKept) {
      await worker.ask({ kind: 'close', docKey: oldest }, openTimeoutMs);
    }
    const { docKey, source, options } = job;
    const answer = await openFile(worker, docKey, source, options.password);
    if (answer.kind !== 'opened') {
      const reason = answer.kind === 'failed' ? answer.problem : problem('unreadable');
      if (job.state === 'opening' && worker.crashed && !job.openedAgain) {
        // What the process had read before may be to blame: once more in a fresh one.
        job.openedAgain = true;
        job.state = 'new';
        return false;
      }
      // Once it has been open elsewhere, a failure here is this process's trouble, not the file's.
      if (job.state === 'opening') finish(job, reason);
      return false;
    }
    if (job.state === 'opening') {
      job.state = 'open';
      job.pageCount = answer.pageCount;
      job.format = answer.format;
      const wanted = options.pages ?? Array.from({ length: answer.pageCount }, (_, i) => i);
      job.waiting.push(...wanted.filter((index) => index >= 0 && index < answer.pageCount));
      options.onOpen?.({ format: answer.format, pageCount: answer.pageCount });
      if (job.waiting.length === 0) finish(job);
      pump();
    }
    return job.state === 'open';
  }

  async function work(worker: ReaderProcess, job: Job): Promise<void> {
    if (job.state === 'new') job.state = 'opening';
    atWork.set(worker, job);
    const pageIndex = job.waiting.shift();
    job.running += 1;
    const open = await openIn(worker, job);
    if (pageIndex !== undefined && job.state === 'open') {
      const start = performance.now();
      const answer = open
        ? await worker.ask({ kind: 'read', docKey: job.docKey, pageIndex }, pageTimeoutMs)
        : null;
      job.spentMs += performance.now() - start;
      if (answer?.kind === 'page' && answer.page.source === 'ocr') worker.scansRead += 1;
      if (worker.scansRead >= (settings.scansOfProcess ?? scansOfProcess)) worker.kill(problem('cancelled'));
      job.pagesTimed += 1;
      if (job.state === 'open') {
        if (worker.crashed && !job.retried.has(pageIndex)) {
          // Memory that earlier pages took may be to blame: once more in a fresh process.
          job.retried.add(pageIndex);
          job.waiting.unshift(pageIndex);
        } else if (answer?.kind === 'page') {
          const page: PageText = { documentId: job.options.documentId, pageIndex, ...answer.page };
          job.read += 1;
          if (job.options.keepPages !== false) job.done.set(pageIndex, page);
          job.options.onPage?.(page);
        } else {
          job.failed.push(pageIndex);
          if (answer?.kind === 'failed') job.firstProblem ??= answer.problem;
        }
      }
    }
    job.running -= 1;
    if (job.state === 'open' && job.waiting.length === 0 && job.running === 0) finish(job);
  }

  /** Closes files of ended jobs. */
  async function closeStale(worker: ReaderProcess): Promise<void> {
    for (const docKey of worker.opened) {
      if (!jobs.some((job) => job.docKey === docKey))
        await worker.ask({ kind: 'close', docKey }, openTimeoutMs);
    }
  }

  let idle: NodeJS.Timeout | undefined;
  /** Ends the reading processes when nothing comes for a while. */
  function restWhenIdle(): void {
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (jobs.length > 0 || working.size > 0) return;
      for (const worker of workers) if (worker.running) worker.kill(problem('cancelled'));
    }, settings.idleMs ?? idleMs);
    // Waiting for it keeps no program running.
    idle.unref();
  }

  const working = new Set<ReaderProcess>();
  function pump(): void {
    if (closed) return;
    restWhenIdle();
    for (const worker of workers) {
      if (working.has(worker) || worker.busy) continue;
      const job = chooseJob(jobs, (each) => worker.opened.has(each.docKey));
      const stale = [...worker.opened].some((docKey) => !jobs.some((each) => each.docKey === docKey));
      if (job === undefined && !stale) continue;
      working.add(worker);
      // Ended files are closed first: a long queue must not pile them up in memory.
      const busy = job === undefined || stale ? closeStale(worker) : work(worker, job);
      void busy
        .catch((error: unknown) => {
          // Only a callback throws: a full disk, say. Nobody can take further pages of this file.
          if (job !== undefined && leave(job)) job.fail(error);
        })
        .finally(() => {
          working.delete(worker);
          atWork.delete(worker);
          pump();
        });
    }
  }

  function read(file: Uint8Array | FileSource, options: ReadOptions): Promise<ReadResult> {
    if (closed || options.signal?.aborted)
      return Promise.resolve({ ok: false, problem: problem('cancelled') });
    return new Promise((end, fail) => {
      const job: Job = {
        docKey: `read-${++counter}`,
        source: sourceOf(file),
        options,
        waiting: [],
        done: new Map(),
        failed: [],
        retried: new Set(),
        openedAgain: false,
        firstProblem: null,
        running: 0,
        read: 0,
        spentMs: 0,
        pagesTimed: 0,
        pageCount: 0,
        format: 'unknown',
        state: 'new',
        end,
        fail,
      };
      jobs.push(job);
      options.signal?.addEventListener('abort', () => finish(job, problem('cancelled')), { once: true });
      pump();
    });
  }

  async function draw(
    file: Uint8Array | FileSource,
    pageIndex: number,
    options: DrawOptions,
  ): Promise<DrawResult> {
    const docKey = `draw-${options.documentId ?? keyOf(file)}`;
    if (!drawer.opened.has(docKey)) {
      const [oldest] = drawer.opened;
      if (oldest !== undefined && drawer.opened.size >= drawnFilesKept) {
        await drawer.ask({ kind: 'close', docKey: oldest }, openTimeoutMs);
      }
      const answer = await openFile(drawer, docKey, sourceOf(file), options.password);
      if (answer.kind === 'failed') return { ok: false, problem: answer.problem };
    }
    const { maxPixels, turn = 0 } = options;
    const answer = await drawer.ask({ kind: 'draw', docKey, pageIndex, maxPixels, turn }, pageTimeoutMs);
    if (answer.kind === 'drawn') return { ok: true, png: answer.png };
    return { ok: false, problem: answer.kind === 'failed' ? answer.problem : problem('unreadable') };
  }

  /** Files that are being read end as `cancelled`, and no process is left. */
  function rest(): void {
    rests += 1;
    for (let job = jobs[0]; job !== undefined; job = jobs[0]) finish(job, problem('cancelled'));
    for (const process of [...workers, drawer]) process.kill(problem('cancelled'));
  }

  return {
    read,
    rest,
    warm() {
      const restsBefore = rests;
      const next = drawing.then(async () => {
        if (rests !== restsBefore || drawer.running) return;
        const docKey = 'warm';
        const answer = await openFile(drawer, docKey, sourceOf(warmPage), undefined);
        if (answer.kind !== 'opened') return;
        await drawer.ask({ kind: 'draw', docKey, pageIndex: 0, maxPixels: 50_000, turn: 0 }, pageTimeoutMs);
        if (drawer.running) await drawer.ask({ kind: 'close', docKey }, openTimeoutMs);
      });
      drawing = next;
      return next;
    },
    renderPage(file, pageIndex, options) {
      const restsBefore = rests;
      const next = drawing.then(() =>
        closed || rests !== restsBefore
          ? { ok: false as const, problem: problem('cancelled') }
          : draw(file, pageIndex, options),
      );
      drawing = next;
      return next;
    },
    close() {
      closed = true;
      clearTimeout(idle);
      rest();
    },
  };
}
