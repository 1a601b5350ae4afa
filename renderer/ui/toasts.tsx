/** Short messages at the foot of the window: what was done, with Undo where something was taken away. */
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { wordsFor } from '../client/errors.ts';
import { t } from '../text/index.ts';
import { Button, IconButton } from './Button.tsx';

interface Toast {
  id: number;
  message: string;
  undo: (() => void) | null;
}

const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
let lastId = 0;

/** Shows a message; with `undo` it stays 12 s, else 6 s. */
export function say(message: string, undo: (() => void) | null = null): void {
  lastId += 1;
  const toast = { id: lastId, message, undo };
  useToasts.setState((old) => ({ toasts: [...old.toasts.slice(-2), toast] }));
}

export function sayError(error: unknown): void {
  say(wordsFor(error));
}

function drop(id: number) {
  useToasts.setState((old) => ({ toasts: old.toasts.filter((toast) => toast.id !== id) }));
}

function ToastLine({ toast }: { toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => drop(toast.id), toast.undo ? 12_000 : 6_000);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div className="toast">
      <span>{toast.message}</span>
      {toast.undo ? (
        <Button
          small
          onPress={() => {
            toast.undo?.();
            drop(toast.id);
          }}
        >
          {t.common.undo}
        </Button>
      ) : null}
      <IconButton small label={t.common.close} onPress={() => drop(toast.id)}>
        <X size={18} />
      </IconButton>
    </div>
  );
}

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
