/** The dialogs that change who can open the vault: passphrase, recovery code, keychain, a new key for everything. */
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { client } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import { invalidate, keys } from '../../client/query.ts';
import { useNewCode } from '../../state/new-code.ts';
import { useVaultNotice } from '../../state/vault-notice.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { SecretField } from '../../ui/fields.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { noProof, ProofField, toOwnerProof } from '../../ui/ProofField.tsx';
import { TaskBar } from '../../ui/TaskBar.tsx';
import { say } from '../../ui/toasts.tsx';
import { AskPassphrase, currentWrong } from './AskPassphrase.tsx';

interface SecretDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

export function ChangePassphrase({ isOpen, onClose }: SecretDialogProps) {
  const [current, setCurrent] = useState(noProof);
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<{ current?: string; next?: string; again?: string }>({});
  const close = () => {
    setCurrent(noProof);
    setNext('');
    setAgain('');
    setWrong({});
    onClose();
  };
  const save = async () => {
    if (next.length < 8) return setWrong({ next: t.vault.tooShort });
    if (next !== again) return setWrong({ again: t.vault.notSame });
    try {
      await client.vault.changePassphrase({ current: toOwnerProof(current), next });
      useVaultNotice.setState({ openedByCode: false });
      say(t.settings.passphraseChanged);
      close();
    } catch (error) {
      const wrongCode = current.by === 'code' && codeOf(error) === 'WRONG_PASSPHRASE';
      setWrong({ current: wrongCode ? t.settings.codeWrong : currentWrong(error) });
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
        <ProofField
          passphraseLabel={t.settings.current}
          codeLabel={t.settings.currentCode}
          value={current}
          onChange={setCurrent}
          wrong={wrong.current ?? null}
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
          <Button type="submit" weight="primary" isDisabled={current.typed === '' || next === ''}>
            {t.common.save}
          </Button>
        </div>
      </Form>
    </Popup>
  );
}

export function NewRecoveryCode(dialog: SecretDialogProps) {
  return (
    <AskPassphrase
      {...dialog}
      title={t.settings.newCode}
      lead={<p>{t.settings.newCodeLead}</p>}
      action={t.settings.newCodeMake}
      run={async (passphrase) => {
        const { recoveryCode } = await client.vault.newRecoveryCode({ passphrase });
        useNewCode.setState({ code: recoveryCode });
      }}
    />
  );
}

export function AddKeychain(dialog: SecretDialogProps) {
  return (
    <AskPassphrase
      {...dialog}
      title={t.settings.keychain}
      lead={<p>{t.settings.keychainLead}</p>}
      action={t.settings.keychainAdd}
      run={async (passphrase) => {
        await client.vault.addKeychain({ passphrase });
        say(t.settings.keychainOn);
        invalidate(keys.vault);
      }}
    />
  );
}

export function RotateKey(dialog: SecretDialogProps) {
  return (
    <AskPassphrase
      {...dialog}
      title={t.settings.rotate}
      lead={
        <>
          <p>{t.settings.rotateLead}</p>
          <p className="soft">{t.settings.rotateWait}</p>
        </>
      }
      action={t.settings.rotateNow}
      progress={<TaskBar taskId="rotate" label={t.settings.rotating} />}
      run={async (passphrase) => {
        const { recoveryCode } = await client.vault.rotateKey({ passphrase });
        useNewCode.setState({ code: recoveryCode });
        invalidate(keys.vault);
      }}
    />
  );
}
