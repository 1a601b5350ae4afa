/** A dialog that asks for the passphrase before it does one thing; stays open while that runs, to show how far it is. */
import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { codeOf, wordsFor } from '../../client/errors.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { SecretField } from '../../ui/fields.tsx';
import { Popup } from '../../ui/Popup.tsx';

export interface AskPassphraseProps {
  title: string;
  lead: ReactNode;
  action: string;
  /** Shown while `run` has not ended. */
  progress?: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  /** What it throws is said beside the field. */
  run: (passphrase: string) => Promise<void>;
}

export function AskPassphrase({ title, lead, action, progress, isOpen, onClose, run }: AskPassphraseProps) {
  const [passphrase, setPassphrase] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    setPassphrase('');
    setWrong(null);
    onClose();
  };
  const submit = async () => {
    setWrong(null);
    setBusy(true);
    try {
      await run(passphrase);
      close();
    } catch (error) {
      setWrong(currentWrong(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Popup title={title} isOpen={isOpen} onClose={close} dismissable={!busy}>
      {lead}
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SecretField
          label={t.settings.current}
          value={passphrase}
          onChange={setPassphrase}
          wrong={wrong}
          autoComplete="current-password"
        />
        {busy ? progress : null}
        <div className="dialog-actions">
          <Button onPress={close} isDisabled={busy}>
            {t.common.cancel}
          </Button>
          <Button type="submit" weight="primary" isDisabled={busy || passphrase === ''}>
            {action}
          </Button>
        </div>
      </Form>
    </Popup>
  );
}

export function currentWrong(error: unknown): string {
  return codeOf(error) === 'WRONG_PASSPHRASE' ? t.settings.currentWrong : wordsFor(error);
}
