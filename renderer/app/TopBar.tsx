/** The bar on top: home, the five steps of a case in their natural order, the deadline, search, settings, lock. */
import { Lock, Search as SearchIcon, Settings as SettingsIcon } from 'lucide-react';
import type { CaseSummary } from '../../shared/api/contract.ts';
import { client } from '../client/client.ts';
import { forgetVault } from '../client/events.ts';
import { invalidate, keys } from '../client/query.ts';
import { useSearch } from '../state/search.ts';
import { t } from '../text/index.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { caseName, caseTitle } from '../ui/case-title.ts';
import { Countdown } from '../ui/Countdown.tsx';
import { sayError } from '../ui/toasts.tsx';
import { Mark } from '../ui/Mark.tsx';
import { caseScreens, go, hashOf, type Route } from '../state/route.ts';

export function TopBar({ route, current }: { route: Route; current: CaseSummary | null }) {
  const lock = async () => {
    try {
      await client.vault.lock();
      forgetVault();
      invalidate(keys.vault);
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <header className="topbar">
      <a className="skip" href={hashOf(route)} onClick={skipToScreen}>
        {t.nav.skip}
      </a>
      <a className="topbar-home" href="#/cases" aria-label={t.nav.home}>
        <Mark size={32} />
        {current ? null : <span>{t.appName}</span>}
      </a>
      {current && 'caseId' in route ? (
        <>
          <div className="topbar-case">
            <CaseName current={current} />
            {current.nextDeadline ? <Countdown deadline={current.nextDeadline} small /> : null}
          </div>
          <nav aria-label={t.nav.steps} className="steps">
            <ol>
              {caseScreens.map((screen, index) => (
                <li key={screen}>
                  <a
                    href={hashOf({ screen, caseId: current.id, focus: null })}
                    aria-current={route.screen === screen ? 'page' : undefined}
                  >
                    <span className="step-number" aria-hidden>
                      {index + 1}
                    </span>
                    <span className="step-name" data-name={t.nav.screens[screen]}>
                      {t.nav.screens[screen]}
                    </span>
                  </a>
                </li>
              ))}
            </ol>
          </nav>
        </>
      ) : (
        <div className="grow" />
      )}
      <div className="topbar-tools">
        <Button weight="plain" small onPress={() => useSearch.setState({ open: true })}>
          <SearchIcon size={18} aria-hidden />
          {t.nav.search}
          <kbd className="key">{navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}</kbd>
        </Button>
        <IconButton label={t.nav.settings} onPress={() => go({ screen: 'settings' })}>
          <SettingsIcon size={20} />
        </IconButton>
        <IconButton label={t.nav.lock} onPress={() => void lock()}>
          <Lock size={20} />
        </IconButton>
      </div>
    </header>
  );
}

function CaseName({ current }: { current: CaseSummary }) {
  const { main, detail } = caseName(current);
  return (
    <span className="topbar-name" title={caseTitle(current)}>
      <strong>{main}</strong>
      {detail === null ? null : <span className="small soft">{detail}</span>}
    </span>
  );
}

function skipToScreen(event: { preventDefault: () => void }) {
  event.preventDefault();
  document.getElementById('screen')?.focus();
}
