/** What the host is doing right now: reading progress by document, long tasks, and whether it answers at all. */
import { create } from 'zustand';
import type { AppEvent } from '../../shared/api/contract.ts';

export type ImportProgress = Extract<AppEvent, { type: 'import-progress' }>;
export type TaskProgress = Extract<AppEvent, { type: 'task-progress' }>;

interface Live {
  connected: boolean;
  byDocument: ReadonlyMap<string, ImportProgress>;
  tasks: ReadonlyMap<string, TaskProgress>;
  /** Papers were being read when the vault was locked: said at the door. */
  wasReading: boolean;
  setConnected: (connected: boolean) => void;
  progress: (event: ImportProgress) => void;
  task: (event: TaskProgress) => void;
  clear: () => void;
}

/** Progress comes page by page; the screen is told at most every 100 ms. */
let held = new Map<string, ImportProgress>();

export const isUnderWay = ({ state }: ImportProgress) => state === 'reading' || state === 'waiting';

export const useLive = create<Live>((set) => ({
  connected: true,
  byDocument: new Map(),
  tasks: new Map(),
  wasReading: false,
  setConnected: (connected) => set((old) => (old.connected === connected ? old : { connected })),
  progress(event) {
    if (held.size === 0)
      setTimeout(() => {
        const now = held;
        held = new Map();
        set((old) => ({ byDocument: new Map([...old.byDocument, ...now]) }));
      }, 100);
    held.set(event.documentId, event);
  },
  task: (event) =>
    set((old) => {
      const tasks = new Map(old.tasks);
      if (event.total !== null && event.done >= event.total) tasks.delete(event.taskId);
      else tasks.set(event.taskId, event);
      return { tasks };
    }),
  clear: () =>
    set((old) => ({
      byDocument: new Map(),
      tasks: new Map(),
      wasReading: old.wasReading || [...old.byDocument.values()].some(isUnderWay),
    })),
}));
