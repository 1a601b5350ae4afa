/** Work that takes more than a second: tells how far it is, and can be stopped by the person. */
import { AppError } from '../../shared/api/errors.ts';
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
        const result = await work({
          signal: abort.signal,
          progress: (done, total) => events.emit({ type: 'task-progress', taskId, label, done, total }),
        });
        if (abort.signal.aborted) throw new AppError('CANCELLED', 'Stopped, as asked.');
        return result;
      } finally {
        if (running.get(taskId) === abort) running.delete(taskId);
      }
    },
    cancel: (taskId) => running.get(taskId)?.abort(),
    cancelAll() {
      for (const abort of running.values()) abort.abort();
    },
  };
}
