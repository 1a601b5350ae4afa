/**
 * Answers of the host, kept by key and asked for again when an event says that they changed.
 * A small cache of our own: keys are strings, `invalidate` takes a prefix, old answers stay on screen meanwhile.
 */
import { useCallback, useEffect, useSyncExternalStore } from 'react';

interface Entry {
  data: unknown;
  error: unknown;
  loading: boolean;
  stale: boolean;
  /** Counts askings: only the newest may write. */
  turn: number;
  load: (() => Promise<unknown>) | null;
  watchers: Set<() => void>;
  snapshot: { data: unknown; error: unknown; loading: boolean };
}

const entries = new Map<string, Entry>();

function entryOf(key: string): Entry {
  let entry = entries.get(key);
  if (!entry) {
    entry = {
      data: undefined,
      error: null,
      loading: false,
      stale: true,
      turn: 0,
      load: null,
      watchers: new Set(),
      snapshot: { data: undefined, error: null, loading: false },
    };
    entries.set(key, entry);
  }
  return entry;
}

function publish(entry: Entry) {
  entry.snapshot = { data: entry.data, error: entry.error, loading: entry.loading };
  for (const watch of entry.watchers) watch();
}

async function ask(entry: Entry): Promise<void> {
  if (!entry.load) return;
  entry.turn += 1;
  const turn = entry.turn;
  entry.stale = false;
  entry.loading = true;
  publish(entry);
  try {
    const data = await entry.load();
    if (turn !== entry.turn) return;
    entry.data = data;
    entry.error = null;
  } catch (error) {
    if (turn !== entry.turn) return;
    entry.error = error;
  }
  entry.loading = false;
  publish(entry);
}

export interface Answer<T> {
  /** Undefined until the first answer; afterwards the newest good one. */
  data: T | undefined;
  error: unknown;
  loading: boolean;
  reload: () => void;
}

/** Asks once per key and again after `invalidate`. A null key asks nothing. */
export function useQuery<T>(key: string | null, load: () => Promise<T>): Answer<T> {
  const subscribe = useCallback(
    (watch: () => void) => {
      if (key === null) return () => {};
      const entry = entryOf(key);
      entry.watchers.add(watch);
      return () => {
        entry.watchers.delete(watch);
      };
    },
    [key],
  );
  const snapshot = useSyncExternalStore(subscribe, () =>
    key === null ? emptySnapshot : entryOf(key).snapshot,
  );
  useEffect(() => {
    if (key === null) return;
    const entry = entryOf(key);
    entry.load = load;
    if (entry.stale && !entry.loading) void ask(entry);
  });
  const reload = useCallback(() => {
    if (key !== null) void ask(entryOf(key));
  }, [key]);
  // Boundary: the cache is untyped, the key names the call whose contract types the answer.
  return { data: snapshot.data as T | undefined, error: snapshot.error, loading: snapshot.loading, reload };
}

const emptySnapshot = { data: undefined, error: null, loading: false };

/** Answers whose key starts with `prefix` are asked for again: at once if on screen, else when next shown. */
export function invalidate(prefix: string): void {
  for (const [key, entry] of entries) {
    if (!key.startsWith(prefix)) continue;
    entry.stale = true;
    if (entry.watchers.size > 0) void ask(entry);
  }
}

/** Puts an answer that a call already gave, or a change that is shown before the host confirms it. */
export function setAnswer<T>(key: string, change: (old: T | undefined) => T | undefined): void {
  const entry = entryOf(key);
  const next = change(entry.data as T | undefined);
  if (next === undefined) return;
  entry.turn += 1;
  entry.loading = false;
  entry.data = next;
  publish(entry);
}

/** Forgets everything: on lock, nothing of the vault may stay in memory. */
export function forgetAnswers(): void {
  for (const [key, entry] of entries) {
    entry.turn += 1;
    entry.data = undefined;
    entry.error = null;
    entry.loading = false;
    entry.stale = true;
    publish(entry);
    if (entry.watchers.size === 0) entries.delete(key);
  }
}

/** Keys in one place, so that events and screens agree. */
export const keys = {
  vault: 'vault',
  bin: 'bin',
  settings: 'settings',
  cases: 'cases',
  inCase: (caseId: string) => `case/${caseId}/`,
  sheet: (caseId: string) => `case/${caseId}/sheet`,
  documents: (caseId: string) => `case/${caseId}/documents`,
  analysis: (caseId: string) => `case/${caseId}/analysis`,
  letters: (caseId: string) => `case/${caseId}/letters`,
  exhibits: (caseId: string, kind: string) => `case/${caseId}/exhibits/${kind}`,
  draft: (caseId: string, kind: string) => `case/${caseId}/letter/${kind}`,
  deadlines: (caseId: string) => `case/${caseId}/deadlines`,
  log: (caseId: string) => `case/${caseId}/log`,
  checklist: (caseId: string) => `case/${caseId}/checklist`,
  chronology: (caseId: string) => `case/${caseId}/chronology`,
  tollings: (caseId: string) => `case/${caseId}/tollings`,
  tollingRules: (caseId: string) => `case/${caseId}/tolling-rules`,
  advice: (caseId: string) => `case/${caseId}/advice`,
  history: (caseId: string) => `case/${caseId}/history`,
  layout: (documentId: string) => `layout/${documentId}`,
} as const;

/** Asks ahead for what will be looked at soon. */
export function prefetch<T>(key: string, load: () => Promise<T>): void {
  const entry = entryOf(key);
  if (!entry.stale || entry.loading) return;
  entry.load = load;
  void ask(entry);
}
