/** Opens a backup file in place of a vault. The host checks every page of it before anything is replaced. */
import { useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { client } from '../../client/client.ts';
import { wordsFor } from '../../client/errors.ts';
import { upload } from '../../client/files.ts';
import { invalidate, keys } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { SecretField } from '../../ui/fields.tsx';
import { Popup } from '../../ui/Popup.tsx';

export function RestoreLink() {
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const restore = async () => {
    if (!file) return;
    setBusy(true);
    setWrong(null);
    try {
      await client.vault.restore({ uploadId: await upload(file), passphrase });
      setFile(null);
      invalidate(keys.vault);
    } catch (error) {
      setWrong(wordsFor(error));
    } finally {
      setBusy(false);
    }
  };
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
      <Popup title={t.vault.restoreTitle} isOpen={file !== null} onClose={() => setFile(null)}>
        <p>{t.vault.restoreLead}</p>
        <Form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void restore();
          }}
        >
          <SecretField
            label={t.vault.restorePassphrase}
            value={passphrase}
            onChange={setPassphrase}
            wrong={wrong}
          />
          <div className="dialog-actions">
            <Button onPress={() => setFile(null)}>{t.common.cancel}</Button>
            <Button type="submit" weight="primary" isDisabled={busy || passphrase === ''}>
              {busy ? t.vault.restoring : t.vault.restoreNow}
            </Button>
          </div>
        </Form>
      </Popup>
    </div>
  );
}
