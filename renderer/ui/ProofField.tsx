/** Proof that the vault is one's own: the passphrase, or the printed code where that was forgotten. */
import type { OwnerProof } from '../../shared/api/contract.ts';
import { t } from '../text/index.ts';
import { Button } from './Button.tsx';
import { Field, SecretField } from './fields.tsx';

export interface Proof {
  readonly by: 'passphrase' | 'code';
  readonly typed: string;
}

export const noProof: Proof = { by: 'passphrase', typed: '' };

export function toOwnerProof({ by, typed }: Proof): OwnerProof {
  return by === 'code' ? { recoveryCode: typed } : { passphrase: typed };
}

interface ProofFieldProps {
  passphraseLabel: string;
  codeLabel: string;
  value: Proof;
  onChange: (value: Proof) => void;
  wrong: string | null;
}

export function ProofField({ passphraseLabel, codeLabel, value, onChange, wrong }: ProofFieldProps) {
  const type = (typed: string) => onChange({ by: value.by, typed });
  return (
    <div className="stack">
      {value.by === 'code' ? (
        <Field
          key="code"
          label={codeLabel}
          help={t.vault.codeHelp}
          value={value.typed}
          onChange={type}
          wrong={wrong}
          autoComplete="off"
        />
      ) : (
        <SecretField
          key="passphrase"
          label={passphraseLabel}
          value={value.typed}
          onChange={type}
          wrong={wrong}
          autoComplete="current-password"
        />
      )}
      <div>
        <Button
          small
          weight="quiet"
          flush
          onPress={() => onChange({ by: value.by === 'code' ? 'passphrase' : 'code', typed: '' })}
        >
          {value.by === 'code' ? t.vault.byPassphrase : t.vault.byCode}
        </Button>
      </div>
    </div>
  );
}
