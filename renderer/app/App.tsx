/** Which of the big states holds: no vault, locked, a recovery code to keep, or the workspace. */
import { useEffect } from 'react';
import { client } from '../client/client.ts';
import { useLive } from '../client/live.ts';
import { keys, useQuery } from '../client/query.ts';
import { CreateVault } from '../features/vault/CreateVault.tsx';
import { RecoveryCode } from '../features/vault/RecoveryCode.tsx';
import { Unlock } from '../features/vault/Unlock.tsx';
import { useNewCode } from '../state/new-code.ts';
import { setLanguage, t } from '../text/index.ts';
import { Await } from '../ui/states.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { showLook } from '../state/look.ts';
import { Workspace } from './Workspace.tsx';

export function App() {
  const status = useQuery(keys.vault, () => client.vault.status());
  const isOpen = status.data?.state === 'open';
  const settings = useQuery(isOpen ? keys.settings : null, () => client.system.settings());
  const newCode = useNewCode((state) => state.code);
  const connected = useLive((state) => state.connected);
  useEffect(() => {
    if (!settings.data) return;
    showLook(settings.data);
    setLanguage(settings.data.language);
  }, [settings.data]);
  return (
    <>
      {connected ? null : (
        <p className="offline" role="alert">
          {t.errors.OFFLINE}
        </p>
      )}
      <Await answer={status}>
        {({ state, name, waitMs, keychainOpens }) => {
          if (newCode !== null) return <RecoveryCode code={newCode} />;
          if (state === 'none') return <CreateVault />;
          if (state === 'locked') return <Unlock name={name} waitMs={waitMs} keychainOpens={keychainOpens} />;
          return <Workspace />;
        }}
      </Await>
      <Toasts />
    </>
  );
}
