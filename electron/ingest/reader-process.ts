/** One reading process: starts it, matches answers to questions, and kills it when a question takes too long. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childHeapMb } from './limits.ts';
import { problem, type ReadProblem } from './problems.ts';
import { mostFetchedBytes, type FileSource } from './file-source.ts';
import { readerMessage, type ReaderAnswer, type ReaderRequest, type RequestMessage } from './protocol.ts';

/** The channel to a started process; Electron's host gives one made of `utilityProcess`. */
export interface ReaderChannel {
  send(message: RequestMessage): void;
  /** Messages are unchecked: the process may have been taken over by a hostile file. */
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
  /** Whether the process keeps its parent running. */
  hold(on: boolean): void;
}

export type SpawnReader = () => ReaderChannel;

/** Variables a child needs to run at all; anything else (it may hold a passphrase) stays here. */
const passedVariables = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'TZ'];

/**
 * Where the C library is glibc: pictures of pages go back to the system when they are freed, instead of piling up in
 * one heap for each thread (50 MB a process). Others pass these over.
 */
const allocator = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '1048576',
};

/** Starts `reader-host` as a forked Node process without the parent's environment, and without rights to write files or start programs. */
export function forkReader(): ReaderChannel {
  const own = import.meta.url;
  const host = fileURLToPath(new URL(own.endsWith('.ts') ? './reader-host.ts' : './reader-host.js', own));
  const env: NodeJS.ProcessEnv = { ...allocator };
  for (const name of passedVariables) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  const child = fork(host, [], {
    serialization: 'advanced',
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${childHeapMb}`,
      '--expose-gc',
      '--permission',
      '--allow-fs-read=*',
      '--allow-worker',
      '--allow-addons',
    ],
  });
  return {
    send(message) {
      // The process may have died a moment ago: the exit event then answers for it.
      child.send(message, () => undefined);
    },
    onMessage(listener) {
      child.on('message', listener);
    },
    onExit(listener) {
      child.once('exit', listener);
      child.once('error', listener);
    },
    kill() {
      child.kill('SIGKILL');
    },
    hold(on) {
      if (on) {
        child.ref();
        child.channel?.ref();
      } else {
        child.unref();
        child.channel?.unref();
      }
    },
  };
}

const tookTooLong = problem(
  'unreadable',
  'Reading this took too long and was stopped. Print and scan it, and add that instead.',
);

/** Asks one thing at a time; restarts by itself. A crash or timeout answers `failed` and forgets all open files. */
export class ReaderProcess {
  /** Files that are open in the running process. */
  readonly opened = new Set<string>();
  private readonly sources = new Map<string, FileSource>();
  private readonly spawn: SpawnReader;
  private channel: ReaderChannel | null = null;
  /** The process ended by itself during the last question. */
  crashed = false;
  /** Scanned pages that the running process has read; counted by who asks. */
  scansRead = 0;
  private nextId = 1;
  private timer: NodeJS.Timeout | undefined;
  private settle: ((answer: ReaderAnswer, id: number | null) => void) | null = null;

  constructor(spawn: SpawnReader) {
    this.spawn = spawn;
  }

  get running(): boolean {
    return this.channel !== null;
  }

  get busy(): boolean {
    return this.settle !== null;
  }

  private start(): ReaderChannel {
    const channel = this.spawn();
    channel.onMessage((message) => {
      if (this.channel !== channel) return;
      const checked = readerMessage.safeParse(message);
      if (!checked.success) this.kill(problem('unreadable'));
      else if ('id' in checked.data) this.settle?.(checked.data.answer, checked.data.id);
      else void this.hand(channel, checked.data);
    });
    channel.onExit(() => {
      if (this.channel === channel) this.lose('This page could not be read: it made the reader stop.');
    });
    this.channel = channel;
    this.scansRead = 0;
    return channel;
  }

  /** Sends bytes of an open file. A process that asks for others than it may is ended. */
  private async hand(
    channel: ReaderChannel,
    { pullId, docKey, start, end }: { pullId: number; docKey: string; start: number; end: number },
  ): Promise<void> {
    const source = this.sources.get(docKey);
    try {
      const fits = start < end && end - start <= mostFetchedBytes && end <= (source?.byteLength ?? 0);
      if (source === undefined || !fits) throw new Error('These bytes are not to be had.');
      channel.send({ pullId, bytes: await source.read(start, end) });
    } catch {
      // The vault may have been locked meanwhile.
      if (this.channel === channel) this.kill(problem('unreadable'));
    }
  }

  private lose(message: string): void {
    this.crashed = true;
    this.channel = null;
    this.forget();
    this.settle?.({ kind: 'failed', problem: problem('unreadable', message) }, null);
  }

  /** Ends the process at once; what is being asked is answered with `reason`. */
  kill(reason: ReadProblem): void {
    const channel = this.channel;
    this.channel = null;
    this.forget();
    channel?.kill();
    this.settle?.({ kind: 'failed', problem: reason }, null);
  }

  private forget(): void {
    this.opened.clear();
    this.sources.clear();
  }

  /** Shortens the time for the question that is being asked, if any. */
  giveUpAfter(ms: number): void {
    if (this.settle === null) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.kill(tookTooLong), ms);
  }

  /** The answer; never rejects. `source` is the file that is to be opened. */
  ask(request: ReaderRequest, timeoutMs: number, source?: FileSource): Promise<ReaderAnswer> {
    if (this.busy) throw new Error('A reading process answers one question at a time.');
    this.crashed = false;
    const channel = this.channel ?? this.start();
    const id = this.nextId++;
    if (source !== undefined && request.kind === 'open') this.sources.set(request.docKey, source);
    channel.hold(true);
    return new Promise((resolve) => {
      this.timer = setTimeout(() => this.kill(tookTooLong), timeoutMs);
      this.settle = (answer, answerId) => {
        if (answerId !== null && answerId !== id) return;
        clearTimeout(this.timer);
        this.settle = null;
        if (answer.kind === 'opened' && request.kind === 'open') this.opened.add(request.docKey);
        if (request.kind === 'close') this.opened.delete(request.docKey);
        if (!this.opened.has(request.docKey)) this.sources.delete(request.docKey);
        this.channel?.hold(false);
        resolve(answer);
      };
      channel.send({ id, request });
    });
  }
}
