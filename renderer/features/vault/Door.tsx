/** The frame of the screens before the vault is open: the sign, the promise, one thing to do. */
import type { ReactNode } from 'react';
import { Mark } from '../../ui/Mark.tsx';
import { t } from '../../text/index.ts';
import './vault.css';

export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="door">
      <aside className="door-promise">
        <div className="door-brand">
          <Mark size={44} />
          <span>{t.appName}</span>
        </div>
        <p className="door-line">{t.vault.promiseLead}</p>
        <ul className="door-points">
          {t.vault.promises.map((promise) => (
            <li key={promise}>{promise}</li>
          ))}
        </ul>
        <p className="door-not small">{t.vault.notAdvice}</p>
      </aside>
      <main className="door-main">
        <div className="door-box stack">
          <h1>{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}
