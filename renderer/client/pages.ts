/** Page texts with word boxes, kept while the vault is open: a finding's click must not wait for them. */
import { useSyncExternalStore } from 'react';
import type { PageText } from '../../shared/domain/page-text.ts';
import { client } from './client.ts';

/** About 40 MB at most: a dense page holds some 20 kB of words. */
const kept = 2000;
const pages = new Map<string, PageText>();
const asked = new Map<string, Promise<PageText | null>>();
const watchers = new Set<() => void>();

const keyOf = (documentId: string, pageIndex: number) => `${documentId}/${pageIndex}`;

/** Null while unknown, unread or unreadable. */
export function knownPage(documentId: string, pageIndex: number): PageText | null {
  return pages.get(keyOf(documentId, pageIndex)) ?? null;
}

/** Asks at most once at a time per page; null where the page has no text yet. */
export async function loadPage(documentId: string, pageIndex: number): Promise<PageText | null> {
  const key = keyOf(documentId, pageIndex);
  const known = pages.get(key);
  if (known) return known;
  const running = asked.get(key);
  if (running) return running;
  const asking = client.documents
    .page({ documentId, pageIndex })
    .then((page) => {
      pages.set(key, page);
      const oldest = pages.keys().next();
      if (pages.size > kept && !oldest.done) pages.delete(oldest.value);
      for (const watch of watchers) watch();
      return page;
    })
    .catch(() => null)
    .finally(() => asked.delete(key));
  asked.set(key, asking);
  return asking;
}

/** Puts a page that a call gave back in place of the one that was known. */
export function putPage(page: PageText): void {
  pages.set(keyOf(page.documentId, page.pageIndex), page);
  for (const watch of watchers) watch();
}

/** Re-renders when the page's text arrives. */
export function useKnownPage(documentId: string, pageIndex: number): PageText | null {
  return useSyncExternalStore(subscribe, () => knownPage(documentId, pageIndex));
}

function subscribe(watch: () => void) {
  watchers.add(watch);
  return () => {
    watchers.delete(watch);
  };
}

/** Forgets the pages of one document (it was read again), or all (the vault was locked). */
export function forgetPages(documentId?: string): void {
  for (const key of pages.keys())
    if (documentId === undefined || key.startsWith(`${documentId}/`)) pages.delete(key);
  for (const watch of watchers) watch();
}
