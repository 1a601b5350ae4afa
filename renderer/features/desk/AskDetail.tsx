/** Above the panes: what is missing or to be checked, and what can be done about it. */
import type { ReactNode } from 'react';

export function AskDetail({ kind, text, children }: { kind: string; text: string; children?: ReactNode }) {
  return (
    <section className="detail" data-hue={6} aria-label={kind}>
      <div className="detail-row">
        <div className="grow">
          <p className="detail-kind small">{kind}</p>
          <p className="detail-summary">{text}</p>
        </div>
        {children ? <div className="row detail-actions">{children}</div> : null}
      </div>
    </section>
  );
}
