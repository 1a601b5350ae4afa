/** Opens the vault by passphrase or recovery code; after wrong tries the waiting time is counted down. */
import { useEffect, useState } from 'react';
import { Form } from 'react-aria-components';
import { client } from '../../client/client.ts';
import { codeOf, wordsFor } from '../../client/errors.ts';
import { useLive } from '../../client/live.ts';
import { invalidate, keys } from '../../client/query.ts';
import { useVaultNotice } from '../../state/vault-notice.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, SecretField } from '../../ui/fields.tsx';
import { Door } from './Door.tsx';
import { RestoreLink } from './RestoreBackup.tsx';

interface UnlockProps {
  name: string | null;
  waitMs: number;
  keychainOpens: boolean;
}

export function Unlock({ name, waitMs, keychainOpens }: UnlockProps) {
  const [byCode, setByCode] = useState(false);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wait = useCountdown(waitMs);
  const wasReading = useLive((state) => state.wasReading);
  const open = async () => {
    setBusy(true);
    setWrong(null);
    try {
      if (byCode) await client.vault.openWithRecoveryCode({ recoveryCode: typed });
      else await client.vault.open({ passphrase: typed });
      useVaultNotice.setState({ openedByCode: byCode, hidden: [] });
      setTyped('');
    } catch (error) {
      setWrong(byCode && codeOf(error) === 'WRONG_PASSPHRASE' ? t.vault.wrongCode : wordsFor(error));
    } finally {
      setBusy(false);
      invalidate(keys.vault);
    }
  };
  const openByKeychain = async () => {
    setBusy(true);
    setWrong(null);
    try {
      await client.vault.openWithKeychain();
      useVaultNotice.setState({ openedByCode: false, hidden: [] });
    } catch (error) {
      setWrong(codeOf(error) === 'WRONG_PASSPHRASE' ? t.vault.keychainFailed : wordsFor(error));
    } finally {
      setBusy(false);
      invalidate(keys.vault);
    }
  };
  return (
    <Door title={t.vault.unlockTitle(name)}>
      {wasReading ? <p className="soft">{t.vault.wasReading}</p> : null}
      {keychainOpens ? (
        <div>
          <Button isDisabled={busy} onPress={() => void openByKeychain()}>
            {t.vault.byKeychain}
          </Button>
        </div>
      ) : null}
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        {byCode ? (
          <Field
            key="code"
            label={t.vault.codeLabel}
            help={t.vault.codeHelp}
            value={typed}
            onChange={setTyped}
            wrong={wrong}
            autoComplete="off"
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
        ) : (
          <SecretField
            key="passphrase"
            label={t.vault.passphrase}
            autoComplete="current-password"
            value={typed}
            onChange={setTyped}
            wrong={wrong}
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
        )}
        <Button type="submit" weight="primary" isDisabled={busy || typed === '' || wait > 0}>
          {wait > 0 ? t.vault.waitSeconds(wait) : busy ? t.vault.opening : t.vault.open}
        </Button>
      </Form>
      <div className="row">
        <Button
          weight="quiet"
          onPress={() => {
            setByCode(!byCode);
            setTyped('');
            setWrong(null);
          }}
        >
          {byCode ? t.vault.byPassphrase : t.vault.byCode}
        </Button>
        <RestoreLink replaces />
      </div>
    </Door>
  );
}

/** Whole seconds left of `waitMs`, counted from when it was last told. */
function useCountdown(waitMs: number): number {
  const [left, setLeft] = useState(Math.ceil(waitMs / 1000));
  useEffect(() => {
    const end = Date.now() + waitMs;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    if (waitMs <= 0) return;
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [waitMs]);
  return left;
}
