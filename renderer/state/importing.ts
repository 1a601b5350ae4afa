/** Takes files from a drop, a picker or the clipboard into a case: uploads two at a time, tells what was there already. */
import { create } from 'zustand';
import { client } from '../client/client.ts';
import { wordsFor } from '../client/errors.ts';
import { upload } from '../client/files.ts';
import { invalidate, keys } from '../client/query.ts';
import { t } from '../text/index.ts';
import { say, sayError } from '../ui/toasts.tsx';
import { go } from './route.ts';

export interface Sending {
  readonly id: number;
  readonly caseId: string;
  readonly file: File;
  readonly state: 'waiting' | 'sending' | 'failed';
  readonly problem: string | null;
}

export const useSending = create<{ sending: readonly Sending[] }>(() => ({ sending: [] }));
let lastId = 0;
let running = 0;
const atOnce = 2;

/** With no case a new one is made and shown; its title is put right when the denial letter has been read. */
export async function importFiles(files: readonly File[], caseId: string | null): Promise<void> {
  if (files.length === 0) {
    say(t.papers.nothingFound);
    return;
  }
  try {
    const target = caseId ?? (await client.cases.create({ title: t.cases.newTitle })).id;
    if (caseId === null) {
      invalidate(keys.cases);
      go({ screen: 'papers', caseId: target, focus: null });
    }
    const added = files.map((file): Sending => {
      lastId += 1;
      return { id: lastId, caseId: target, file, state: 'waiting', problem: null };
    });
    useSending.setState((old) => ({ sending: [...old.sending, ...added] }));
    while (running < atOnce && useSending.getState().sending.some((each) => each.state === 'waiting'))
      void work();
  } catch (error) {
    sayError(error);
  }
}

async function work(): Promise<void> {
  running += 1;
  for (;;) {
    const next = useSending.getState().sending.find((each) => each.state === 'waiting');
    if (!next) break;
    change(next.id, { state: 'sending' });
    try {
      const uploadId = await upload(next.file);
      const [added] = await client.documents.add({ caseId: next.caseId, uploadIds: [uploadId] });
      if (added?.duplicate) say(t.papers.duplicate(next.file.name));
      drop(next.id);
      invalidate(keys.documents(next.caseId));
    } catch (error) {
      change(next.id, { state: 'failed', problem: wordsFor(error) });
    }
  }
  running -= 1;
}

function change(id: number, patch: Partial<Sending>): void {
  useSending.setState((old) => ({
    sending: old.sending.map((each) => (each.id === id ? { ...each, ...patch } : each)),
  }));
}

/** Takes a line off the list: sent, or given up by the person. */
export function drop(id: number): void {
  useSending.setState((old) => ({ sending: old.sending.filter((each) => each.id !== id) }));
}

export function sendAgain(id: number): void {
  change(id, { state: 'waiting', problem: null });
  if (running < atOnce) void work();
}
