/** Empty, loading and failed: each says what is so and what to do next. */
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { wordsFor } from '../client/errors.ts';
import { t } from '../text/index.ts';
import { Button } from './Button.tsx';

export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  );
}

/** Appears only after 300 ms: most answers come sooner, and a flash disturbs. */
export function Loading({ label }: { label?: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="empty" role="status">
      {shown ? (
        <>
          <div className="spinner" />
          <p>{label ?? t.common.loading}</p>
        </>
      ) : null}
    </div>
  );
}

export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className="empty" role="alert">
      <h2>{t.common.failedTitle}</h2>
      <p>{wordsFor(error)}</p>
      <Button onPress={onRetry}>{t.common.tryAgain}</Button>
    </div>
  );
}

/** One of the three, or the content once there is an answer. */
export function Await<T>({
  answer,
  children,
}: {
  answer: { data: T | undefined; error: unknown; reload: () => void };
  children: (data: T) => ReactNode;
}) {
  if (answer.data !== undefined) return <>{children(answer.data)}</>;
  if (answer.error) return <Failed error={answer.error} onRetry={answer.reload} />;
  return <Loading />;
}

export function Bar({ label, value, total }: { label: string; value: number; total: number | null }) {
  const percent = total === null || total === 0 ? 0 : Math.min(100, Math.round((100 * value) / total));
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(total === null ? {} : { 'aria-valuenow': percent })}
    >
      <div className="bar-fill" style={{ width: `${percent}%` }} />
    </div>
  );
}
