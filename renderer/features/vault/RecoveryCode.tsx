/** The recovery code, once: to print or write down, then one group typed back as proof that it was kept. */
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { shortDate, today } from '../../ui/dates.ts';
import { Field } from '../../ui/fields.tsx';
import { Door } from './Door.tsx';
import { useNewCode } from '../../state/new-code.ts';

export function RecoveryCode({ code }: { code: string }) {
  const groups = code.split('-');
  const [confirming, setConfirming] = useState(false);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const asked = groups.length - 1;
  const confirm = () => {
    if (typed.trim().toUpperCase() === groups[asked]?.toUpperCase()) useNewCode.setState({ code: null });
    else setWrong(t.vault.codeWrong);
  };
  const shown = (
    <p className="code-groups" aria-label={t.vault.codeLabel}>
      {groups.map((group, index) => (
        // The order of the groups is the code itself.
        // eslint-disable-next-line react/no-array-index-key
        <span key={index}>{group}</span>
      ))}
    </p>
  );
  if (confirming)
    return (
      <Door title={t.vault.codeConfirmTitle}>
        <p>{t.vault.codeConfirmLead}</p>
        <Form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            confirm();
          }}
        >
          <Field
            label={t.vault.codeGroup(asked + 1)}
            value={typed}
            onChange={setTyped}
            wrong={wrong}
            autoComplete="off"
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
          <div className="row">
            <Button type="submit" weight="primary">
              {t.vault.codeDone}
            </Button>
            <Button weight="quiet" onPress={() => setConfirming(false)}>
              {t.vault.codeShowAgain}
            </Button>
          </div>
        </Form>
      </Door>
    );
  return (
    <Door title={t.vault.codeTitle}>
      <p>{t.vault.codeLead}</p>
      <div className="card code-sheet">{shown}</div>
      <div className="row">
        <Button weight="primary" onPress={() => setConfirming(true)}>
          {t.vault.codeKept}
        </Button>
        <Button onPress={() => globalThis.print()}>
          <Printer size={18} aria-hidden />
          {t.common.print}
        </Button>
      </div>
      <div className="print-sheet code-print" aria-hidden>
        <h1>{t.vault.printTitle}</h1>
        {shown}
        <p>{t.vault.printLead}</p>
        <p>{t.vault.printDate(shortDate(today()))}</p>
      </div>
    </Door>
  );
}
