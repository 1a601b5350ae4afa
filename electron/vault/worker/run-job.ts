/** Starts a job's thread, passes its progress on, and ends it when the person asks. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../../../shared/api/errors.ts';
import type { CheckResult } from '../check.ts';
import type { Job, Report } from './jobs.ts';

type Message =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly result: CheckResult }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };

/** How a long task is followed and stopped. */
export interface Following {
  readonly onProgress?: Report;
  readonly signal?: AbortSignal;
}

/** Where the thread's file lies when the sources run as they are; a bundle passes its own. */
export function sourceThreadFile(): string {
  return fileURLToPath(new URL('./thread.ts', import.meta.url));
}

/**
 * Keys are copied into the thread and wiped there. Throws what the job throws, or CANCELLED: then the thread has
 * ended, which may take until SQLite's call under way returns.
 */
export async function runJob(
  job: Job,
  threadFile: string,
  { onProgress, signal }: Following = {},
): Promise<CheckResult> {
  if (signal?.aborted) throw cancelled();
  const worker = new Worker(threadFile);
  try {
    return await new Promise<CheckResult>((resolve, reject) => {
      const abort = (): void => reject(cancelled());
      signal?.addEventListener('abort', abort, { once: true });
      worker.on('message', (message: Message) => {
        if (message.kind === 'progress') onProgress?.(message.fraction);
        else if (message.kind === 'done') resolve(message.result);
        else reject(new AppError(message.code, message.message));
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new AppError('INTERNAL', 'The thread ended early.')));
      const own = withOwnKeys(job);
      worker.postMessage(own.job, own.buffers);
    });
  } finally {
    worker.removeAllListeners('exit');
    await worker.terminate();
  }
}

/** Copies of the keys in memory that is handed over whole, so that no third copy stays behind. */
function withOwnKeys(job: Job): { job: Job; buffers: ArrayBuffer[] } {
  const buffers: ArrayBuffer[] = [];
  const copy = (key: Uint8Array): Uint8Array => {
    const own = new Uint8Array(new ArrayBuffer(key.length));
    own.set(key);
    buffers.push(own.buffer);
    return own;
  };
  const own: Job =
    job.kind === 'check'
      ? { ...job, key: copy(job.key) }
      : { ...job, oldKey: copy(job.oldKey), newKey: copy(job.newKey) };
  return { job: own, buffers };
}

function cancelled(): AppError {
  return new AppError('CANCELLED', 'Stopped, as asked. Nothing was changed.');
}
