/** First start: a passphrase typed twice with an honest estimate, then the recovery code. */
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { client } from '../../client/client.ts';
import { wordsFor } from '../../client/errors.ts';
import { invalidate, keys } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { SecretField } from '../../ui/fields.tsx';
import { Door } from './Door.tsx';
import { useNewCode } from '../../state/new-code.ts';
import { RestoreLink } from './RestoreBackup.tsx';
import { StrengthMeter, useStrength } from './StrengthMeter.tsx';

export function CreateVault() {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<{ first?: string; again?: string }>({});
  const [busy, setBusy] = useState(false);
  const strength = useStrength(passphrase);
  const create = async () => {
    if (passphrase.length < 8) return setWrong({ first: t.vault.tooShort });
    if (strength !== null && strength.level === 0) return setWrong({ first: t.vault.tooWeak });
    if (passphrase !== again) return setWrong({ again: t.vault.notSame });
    setWrong({});
    setBusy(true);
    try {
      const { recoveryCode } = await client.vault.create({ passphrase });
      useNewCode.setState({ code: recoveryCode });
      invalidate(keys.vault);
    } catch (error) {
      setWrong({ again: wordsFor(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Door title={t.vault.createTitle}>
      <p className="soft">{t.vault.createLead}</p>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <SecretField
          label={t.vault.passphrase}
          help={t.vault.passphraseHelp}
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
          wrong={wrong.first ?? null}
          // The one field of a first screen: there is nothing before it to miss.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
        <StrengthMeter strength={strength} />
        <SecretField
          label={t.vault.passphraseAgain}
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          wrong={wrong.again ?? null}
        />
        <Button type="submit" weight="primary" isDisabled={busy}>
          {busy ? t.vault.creating : t.vault.create}
        </Button>
      </Form>
      <RestoreLink />
    </Door>
  );
}
