/**
 * Opens a backup file as the vault. The host checks every page of it first; a vault that is there already is kept
 * under another name.
 */
import { useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { client } from '../../client/client.ts';
import { codeOf, wordsFor } from '../../client/errors.ts';
import { upload } from '../../client/files.ts';
import { invalidate, keys } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { noProof, ProofField, toOwnerProof } from '../../ui/ProofField.tsx';
import { TaskBar } from '../../ui/TaskBar.tsx';
import { say } from '../../ui/toasts.tsx';

type Step = 'asking' | 'receiving' | 'restoring';

export function RestoreLink({ replaces = false }: { replaces?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  return (
    <div>
      <Button weight="quiet" onPress={() => input.current?.click()}>
        {t.vault.restore}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t.vault.restore}
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null);
          event.target.value = '';
        }}
      />
      {file ? <RestoreDialog file={file} replaces={replaces} onClose={() => setFile(null)} /> : null}
    </div>
  );
}

function RestoreDialog({ file, replaces, onClose }: { file: File; replaces: boolean; onClose: () => void }) {
  const [proof, setProof] = useState(noProof);
  const [wrong, setWrong] = useState<string | null>(null);
  const [step, setStep] = useState<Step>('asking');
  /** Sent once, however often the passphrase is mistyped. */
  const uploadId = useRef<string | null>(null);
  const sending = useRef<AbortController | null>(null);
  const restore = async () => {
    setWrong(null);
    try {
      if (uploadId.current === null) {
        setStep('receiving');
        sending.current = new AbortController();
        uploadId.current = await upload(file, sending.current.signal, 'backup');
      }
      setStep('restoring');
      const { oldKeptAs } = await client.vault.restore({
        uploadId: uploadId.current,
        unlock: toOwnerProof(proof),
      });
      say(oldKeptAs === null ? t.vault.restored : t.vault.restoredKept(oldKeptAs));
      onClose();
      invalidate(keys.vault);
    } catch (error) {
      if (sending.current?.signal.aborted) return;
      setWrong(
        proof.by === 'code' && codeOf(error) === 'WRONG_PASSPHRASE' ? t.vault.wrongCode : wordsFor(error),
      );
      setStep('asking');
    }
  };
  const close = () => {
    sending.current?.abort();
    onClose();
  };
  return (
    <Popup title={t.vault.restoreTitle} isOpen onClose={close} dismissable={step === 'asking'}>
      <p>{t.vault.restoreLead}</p>
      {replaces ? <p>{t.vault.restoreKeepsOld}</p> : null}
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void restore();
        }}
      >
        <ProofField
          passphraseLabel={t.vault.restorePassphrase}
          codeLabel={t.vault.restoreCode}
          value={proof}
          onChange={setProof}
          wrong={wrong}
        />
        {step === 'receiving' ? <p role="status">{t.vault.receiving}</p> : null}
        {step === 'restoring' ? <TaskBar taskId="restore" label={t.vault.restoring} /> : null}
        <div className="dialog-actions">
          <Button onPress={close} isDisabled={step === 'restoring'}>
            {t.common.cancel}
          </Button>
          <Button type="submit" weight="primary" isDisabled={step !== 'asking' || proof.typed === ''}>
            {t.vault.restoreNow}
          </Button>
        </div>
      </Form>
    </Popup>
  );
}
