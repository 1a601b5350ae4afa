/** Work that takes more than a second: tells how far it is, and can be stopped by the person. */
import { AppError } from '../../shared/api/errors.ts';
import type { Following } from '../vault/worker/run-job.ts';
import type { EventHub } from './events.ts';

export interface Tasks {
  /** Runs `work`; a task of the same id that is still running is stopped first. */
  run<T>(taskId: string, label: string, work: (task: Task) => Promise<T>): Promise<T>;
  cancel(taskId: string): void;
  cancelAll(): void;
}

export interface Task {
  readonly signal: AbortSignal;
  progress(done: number, total: number | null): void;
}

export function createTasks(events: EventHub): Tasks {
  const running = new Map<string, AbortController>();
  return {
    async run(taskId, label, work) {
      running.get(taskId)?.abort();
      const abort = new AbortController();
      running.set(taskId, abort);
      try {
        events.emit({ type: 'task-progress', taskId, label, done: 0, total: null });
        const result = await work({
          signal: abort.signal,
          progress: (done, total) => events.emit({ type: 'task-progress', taskId, label, done, total }),
        });
        if (abort.signal.aborted) throw new AppError('CANCELLED', 'Stopped, as asked.');
        return result;
      } finally {
        if (running.get(taskId) === abort) {
          running.delete(taskId);
          // Also when it failed: the screen takes its bar away.
          events.emit({ type: 'task-progress', taskId, label, done: 1, total: 1 });
        }
      }
    },
    cancel: (taskId) => running.get(taskId)?.abort(),
    cancelAll() {
      for (const abort of running.values()) abort.abort();
    },
  };
}

/** A task as the vault's long tasks take it: a fraction becomes thousandths. */
export function following(task: Task): Following {
  let told = -1;
  return {
    signal: task.signal,
    onProgress(fraction) {
      const done = Math.min(999, Math.floor(fraction * 1000));
      if (done === told) return;
      told = done;
      task.progress(done, 1000);
    },
  };
}
