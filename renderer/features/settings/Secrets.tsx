/** Changing the passphrase, and making a new recovery code in place of the old one. */
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { client } from '../../client/client.ts';
import { codeOf, wordsFor } from '../../client/errors.ts';
import { useNewCode } from '../../state/new-code.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { SecretField } from '../../ui/fields.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { say } from '../../ui/toasts.tsx';

interface SecretDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

const currentWrong = (error: unknown) =>
  codeOf(error) === 'WRONG_PASSPHRASE' ? t.settings.currentWrong : wordsFor(error);

export function ChangePassphrase({ isOpen, onClose }: SecretDialogProps) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<{ current?: string; next?: string; again?: string }>({});
  const close = () => {
    setCurrent('');
    setNext('');
    setAgain('');
    setWrong({});
    onClose();
  };
  const save = async () => {
    if (next.length < 8) return setWrong({ next: t.vault.tooShort });
    if (next !== again) return setWrong({ again: t.vault.notSame });
    try {
      await client.vault.changePassphrase({ current, next });
      say(t.settings.passphraseChanged);
      close();
    } catch (error) {
      setWrong({ current: currentWrong(error) });
    }
  };
  return (
    <Popup title={t.settings.changePassphrase} isOpen={isOpen} onClose={close}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <SecretField
          label={t.settings.current}
          value={current}
          onChange={setCurrent}
          wrong={wrong.current ?? null}
          autoComplete="current-password"
        />
        <SecretField
          label={t.settings.next}
          help={t.vault.passphraseHelp}
          value={next}
          onChange={setNext}
          wrong={wrong.next ?? null}
          autoComplete="new-password"
        />
        <SecretField
          label={t.vault.passphraseAgain}
          value={again}
          onChange={setAgain}
          wrong={wrong.again ?? null}
          autoComplete="new-password"
        />
        <div className="dialog-actions">
          <Button onPress={close}>{t.common.cancel}</Button>
          <Button type="submit" weight="primary" isDisabled={current === '' || next === ''}>
            {t.common.save}
          </Button>
        </div>
      </Form>
    </Popup>
  );
}

export function NewRecoveryCode({ isOpen, onClose }: SecretDialogProps) {
  const [passphrase, setPassphrase] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const close = () => {
    setPassphrase('');
    setWrong(null);
    onClose();
  };
  const make = async () => {
    try {
      const { recoveryCode } = await client.vault.newRecoveryCode({ passphrase });
      close();
      useNewCode.setState({ code: recoveryCode });
    } catch (error) {
      setWrong(currentWrong(error));
    }
  };
  return (
    <Popup title={t.settings.newCode} isOpen={isOpen} onClose={close}>
      <p>{t.settings.newCodeLead}</p>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <SecretField
          label={t.settings.current}
          value={passphrase}
          onChange={setPassphrase}
          wrong={wrong}
          autoComplete="current-password"
        />
        <div className="dialog-actions">
          <Button onPress={close}>{t.common.cancel}</Button>
          <Button type="submit" weight="primary" isDisabled={passphrase === ''}>
            {t.settings.newCodeMake}
          </Button>
        </div>
      </Form>
    </Popup>
  );
}
