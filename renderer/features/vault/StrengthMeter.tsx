/** Shows the strength of a passphrase as a sentence and five steps. The estimator is large and comes when needed. */
import { useEffect, useState } from 'react';
import { t } from '../../text/index.ts';
import type { Strength } from './strength.ts';

export function useStrength(passphrase: string): Strength | null {
  const [strength, setStrength] = useState<Strength | null>(null);
  useEffect(() => {
    let live = true;
    if (passphrase === '') {
      setStrength(null);
      return;
    }
    void import('./strength.ts').then(({ strengthOf }) => {
      if (live) setStrength(strengthOf(passphrase));
    });
    return () => {
      live = false;
    };
  }, [passphrase]);
  return strength;
}

export function StrengthMeter({ strength }: { strength: Strength | null }) {
  return (
    <div className="strength" data-level={strength?.level ?? 'none'} role="status">
      <div className="strength-steps" aria-hidden>
        {[0, 1, 2, 3, 4].map((step) => (
          <span key={step} data-on={strength !== null && step <= strength.level} />
        ))}
      </div>
      <p className="small">{strength ? t.vault.strength[strength.level] : t.vault.strengthNone}</p>
    </div>
  );
}
