/** Where the person is, kept in the address after "#", so that Back works and a reload comes back to the same place. */
import { create } from 'zustand';

export const caseScreens = ['papers', 'facts', 'desk', 'letter', 'track'] as const;
export type CaseScreen = (typeof caseScreens)[number];

export type Route =
  | { readonly screen: 'cases' }
  | { readonly screen: 'settings' }
  | {
      readonly screen: CaseScreen;
      readonly caseId: string;
      /** What to show first: a finding, a letter kind, or "documentId:pageIndex:start:end". */
      readonly focus: string | null;
    };

export function parseRoute(hash: string): Route {
  const parts = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (parts[0] === 'settings') return { screen: 'settings' };
  const screen = caseScreens.find((each) => each === parts[2]);
  if (parts[0] === 'case' && parts[1])
    return { screen: screen ?? 'papers', caseId: parts[1], focus: parts[3] ?? null };
  return { screen: 'cases' };
}

export function hashOf(route: Route): string {
  if (!('caseId' in route)) return `#/${route.screen}`;
  const focus = route.focus === null ? '' : `/${encodeURIComponent(route.focus)}`;
  return `#/case/${route.caseId}/${route.screen}${focus}`;
}

export const useRoute = create<{ route: Route }>(() => ({ route: parseRoute(globalThis.location.hash) }));

globalThis.addEventListener('hashchange', () => {
  useRoute.setState({ route: parseRoute(globalThis.location.hash) });
});

export function go(route: Route): void {
  globalThis.location.hash = hashOf(route);
}
