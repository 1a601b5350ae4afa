/** The open vault: the bar on top, the screen below, search and drops everywhere. */
import { lazy, Suspense, useEffect } from 'react';
import { client } from '../client/client.ts';
import { keys, useQuery } from '../client/query.ts';
import { CaseList } from '../features/cases/CaseList.tsx';
import { Desk } from '../features/desk/Desk.tsx';
import { LetterRoom } from '../features/letter/LetterRoom.tsx';
import { Papers } from '../features/papers/Papers.tsx';
import { Search } from '../features/search/Search.tsx';
import { useSearch } from '../state/search.ts';
import { CaseSheetScreen } from '../features/sheet/CaseSheetScreen.tsx';
import { Track } from '../features/track/Track.tsx';
import { VaultNotice } from '../features/vault/VaultNotice.tsx';
import { Loading } from '../ui/states.tsx';
import { DropAnywhere } from './DropAnywhere.tsx';
import { type Route, useRoute } from '../state/route.ts';
import { Reminders } from './Reminders.tsx';
import { TopBar } from './TopBar.tsx';

const SettingsScreen = lazy(() =>
  import('../features/settings/SettingsScreen.tsx').then((module) => ({ default: module.SettingsScreen })),
);

export function Workspace() {
  const route = useRoute((state) => state.route);
  const caseId = 'caseId' in route ? route.caseId : null;
  const cases = useQuery(keys.cases, () => client.cases.list());
  const current = cases.data?.find((each) => each.id === caseId) ?? null;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        useSearch.setState({ open: true });
      }
    };
    globalThis.addEventListener('keydown', press);
    return () => globalThis.removeEventListener('keydown', press);
  }, []);
  return (
    <div className="workspace">
      <TopBar route={route} current={current} />
      <VaultNotice />
      <Reminders />
      <main className="screen" id="screen" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Screen route={route} />
        </Suspense>
      </main>
      <Search caseId={caseId} cases={cases.data ?? []} />
      <DropAnywhere caseId={caseId} />
    </div>
  );
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'cases':
      return <CaseList />;
    case 'settings':
      return <SettingsScreen />;
    case 'papers':
      return <Papers key={route.caseId} caseId={route.caseId} focus={route.focus} />;
    case 'facts':
      return <CaseSheetScreen key={route.caseId} caseId={route.caseId} />;
    case 'desk':
      return <Desk key={route.caseId} caseId={route.caseId} focus={route.focus} />;
    case 'letter':
      return <LetterRoom key={route.caseId} caseId={route.caseId} focus={route.focus} />;
    case 'track':
      return <Track key={route.caseId} caseId={route.caseId} />;
  }
}
