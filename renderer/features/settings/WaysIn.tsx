/** When the vault locks, and what opens it. */
import { useState } from 'react';
import type { Settings } from '../../../shared/api/contract.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice, Toggle } from '../../ui/fields.tsx';
import { say, sayError } from '../../ui/toasts.tsx';
import { AddKeychain, ChangePassphrase, NewRecoveryCode, RotateKey } from './Secrets.tsx';

const lockMinutes = ['1', '5', '10', '15', '30', '60', '120', '480'] as const;

interface WaysInProps {
  settings: Settings;
  save: (change: Partial<Settings>) => void;
}

export function WaysIn({ settings, save }: WaysInProps) {
  const [dialog, setDialog] = useState<'passphrase' | 'code' | 'keychain' | 'rotate' | null>(null);
  const close = () => setDialog(null);
  return (
    <section className="card setting-group" aria-labelledby="lock-title">
      <h2 id="lock-title">{t.settings.lock}</h2>
      <Choice
        label={t.settings.lockAfter}
        options={lockMinutes.map((value) => ({ value, label: t.settings.minutes(Number(value)) }))}
        value={lockMinutes.find((each) => Number(each) >= settings.lockAfterMinutes) ?? '480'}
        onChange={(value) => save({ lockAfterMinutes: Number(value) })}
      />
      <KeychainSwitch onAdd={() => setDialog('keychain')} />
      <div className="row">
        <Button onPress={() => setDialog('passphrase')}>{t.settings.changePassphrase}</Button>
        <Button onPress={() => setDialog('code')}>{t.settings.newCode}</Button>
        <Button onPress={() => setDialog('rotate')}>{t.settings.rotate}</Button>
      </div>
      <ChangePassphrase isOpen={dialog === 'passphrase'} onClose={close} />
      <NewRecoveryCode isOpen={dialog === 'code'} onClose={close} />
      <AddKeychain isOpen={dialog === 'keychain'} onClose={close} />
      <RotateKey isOpen={dialog === 'rotate'} onClose={close} />
    </section>
  );
}

function KeychainSwitch({ onAdd }: { onAdd: () => void }) {
  const info = useQuery('info', () => client.system.info());
  const status = useQuery(keys.vault, () => client.vault.status());
  if (!info.data || !status.data) return null;
  const { keychain } = info.data;
  if (keychain !== 'offered') return <p className="small soft">{t.settings.keychainMissing[keychain]}</p>;
  const remove = async () => {
    try {
      await client.vault.removeKeychain();
      say(t.settings.keychainOff);
      invalidate(keys.vault);
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <Toggle
      label={t.settings.keychain}
      value={status.data.keychainOpens}
      onChange={(on) => (on ? onAdd() : void remove())}
    />
  );
}
