/** Hands analyses to the worker thread and takes its answers; starts it at the first question and ends it with the vault. */
import { Worker } from 'node:worker_threads';
import type { Analysis, AnalysisInput } from '../../shared/domain/finding.ts';

export interface AnalysisThread {
  /** Null when the thread ended before it answered: the vault was locked, or the analysis failed. */
  analyze(input: AnalysisInput): Promise<Analysis | null>;
  /** Ends the thread with all that it holds in memory; the next question starts another. */
  end(): void;
}

export function createAnalysisThread(): AnalysisThread {
  const waiting = new Map<number, (analysis: Analysis | null) => void>();
  let worker: Worker | null = null;
  let lastId = 0;

  const lose = (which: Worker) => {
    if (worker !== which) return;
    worker = null;
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  const start = (): Worker => {
    const own = import.meta.url;
    const made = new Worker(
      new URL(own.endsWith('.ts') ? './analysis-worker.ts' : './analysis-worker.js', own),
      // The thread needs nothing of the environment, which may hold a passphrase.
      { env: {}, execArgv: ['--disable-warning=ExperimentalWarning'] },
    );
    made.on('message', ({ id, analysis }: { id: number; analysis: Analysis }) => {
      waiting.get(id)?.(analysis);
      waiting.delete(id);
      if (waiting.size === 0) made.unref();
    });
    // Its words could hold a line of a record: the error itself is told nowhere.
    made.on('error', () => lose(made));
    made.on('exit', () => lose(made));
    worker = made;
    return made;
  };

  return {
    analyze(input) {
      const thread = worker ?? start();
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        thread.ref();
        thread.postMessage({ id, input });
      });
    },
    end() {
      const ending = worker;
      if (!ending) return;
      lose(ending);
      void ending.terminate();
    },
  };
}
