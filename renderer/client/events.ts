/** Listens to the host's events for as long as the page lives, and drops the answers that they make stale. */
import type { AppEvent } from '../../shared/api/contract.ts';
import { client } from './client.ts';
import { forgetPages } from './pages.ts';
import { forgetAnswers, invalidate, keys } from './query.ts';
import { useLive } from './live.ts';

function take(event: AppEvent): void {
  switch (event.type) {
    case 'import-progress':
      useLive.getState().progress(event);
      // Words of a page under reading may have come; finished documents change kind and parts.
      if (event.state !== 'reading') {
        forgetPages(event.documentId);
        invalidate(keys.layout(event.documentId));
        invalidate(keys.documents(event.caseId));
      }
      break;
    case 'case-changed':
      invalidateSoon(keys.inCase(event.caseId));
      invalidateSoon(keys.cases);
      invalidateSoon(keys.bin);
      break;
    case 'cases-changed':
      invalidateSoon(keys.cases);
      invalidateSoon(keys.bin);
      break;
    case 'vault-changed':
      if (event.state === 'open') useLive.setState({ wasReading: false });
      else forgetVault();
      invalidate(keys.vault);
      break;
    case 'task-progress':
      useLive.getState().task(event);
      break;
    case 'heartbeat':
      break;
  }
}

/** A folder of files makes hundreds of events: answers are asked for at most every 300 ms. */
const waiting = new Set<string>();
function invalidateSoon(prefix: string): void {
  if (waiting.size === 0)
    setTimeout(() => {
      const now = [...waiting];
      waiting.clear();
      for (const each of now) invalidate(each);
    }, 300);
  waiting.add(prefix);
}

/** Nothing of a locked vault stays in the page's memory. */
export function forgetVault(): void {
  forgetAnswers();
  forgetPages();
  useLive.getState().clear();
}

/** Never returns; a broken stream is opened again after a pause that grows to 5 s. */
export async function listenForEvents(): Promise<never> {
  let pauseMs = 250;
  for (let connection = 0; ; connection++) {
    try {
      let isFirst = true;
      for await (const event of await client.system.events()) {
        pauseMs = 250;
        useLive.getState().setConnected(true);
        // Whatever happened while nobody listened: ask again, now that nothing can be missed any more.
        if (isFirst && connection > 0) invalidate('');
        isFirst = false;
        take(event);
      }
    } catch {
      useLive.getState().setConnected(false);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(pauseMs * 2, 5000);
  }
}

/** Tells the host that someone is there, at most every 20 s, so that the vault does not lock under their hands. */
export function reportActivity(): void {
  let last = 0;
  const tell = () => {
    const now = Date.now();
    if (now - last < 20_000) return;
    last = now;
    client.system.active().catch(() => {});
  };
  for (const type of ['pointerdown', 'keydown', 'wheel'])
    globalThis.addEventListener(type, tell, { passive: true, capture: true });
}
