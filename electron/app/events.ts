/** Live events from the app to every connected page. Events carry ids and counts, never words of documents. */
import type { AppEvent } from '../../shared/api/contract.ts';

const HEARTBEAT_MS = 15_000;
/** A page that does not read falls behind; beyond this many waiting events the oldest progress reports go. */
const MAX_WAITING = 500;

export interface EventHub {
  emit(event: AppEvent): void;
  /** Ends when `signal` aborts or the hub closes. */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<AppEvent>;
  readonly subscribers: number;
  close(): void;
}

export function createEventHub(): EventHub {
  const listeners = new Set<(event: AppEvent | null) => void>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    async *subscribe(signal) {
      const waiting: (AppEvent | null)[] = [];
      let wake: (() => void) | null = null;
      const listener = (event: AppEvent | null) => {
        if (waiting.length >= MAX_WAITING) waiting.shift();
        waiting.push(event);
        wake?.();
      };
      const stop = () => listener(null);
      listeners.add(listener);
      signal?.addEventListener('abort', stop, { once: true });
      const beat = setInterval(() => listener({ type: 'heartbeat' }), HEARTBEAT_MS);
      beat.unref();
      try {
        // At once, so that the other side knows that it is connected.
        yield { type: 'heartbeat' };
        while (!signal?.aborted) {
          const event = waiting.shift();
          if (event === null) return;
          if (event) yield event;
          else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        clearInterval(beat);
        listeners.delete(listener);
        signal?.removeEventListener('abort', stop);
      }
    },
    get subscribers() {
      return listeners.size;
    },
    close() {
      for (const listener of listeners) listener(null);
    },
  };
}
