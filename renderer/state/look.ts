/** Theme and text size on the page. The last look is remembered outside the vault so that the lock screen has it too. */
import type { Settings } from '../../shared/api/contract.ts';

type Look = Pick<Settings, 'theme' | 'textScale'>;
const memory = 'look';
const dark = globalThis.matchMedia('(prefers-color-scheme: dark)');
const contrast = globalThis.matchMedia('(prefers-contrast: more)');
let current: Look = { theme: 'system', textScale: 1 };

function show(): void {
  const root = document.documentElement;
  const system = contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light';
  root.dataset['theme'] = current.theme === 'system' ? system : current.theme;
  root.style.setProperty('--text-scale', String(current.textScale));
}

export function showLook(look: Look): void {
  current = { theme: look.theme, textScale: look.textScale };
  localStorage.setItem(memory, JSON.stringify(current));
  show();
}

export function showRememberedLook(): void {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(memory) ?? 'null');
    if (kept !== null && typeof kept === 'object') {
      if ('theme' in kept && isTheme(kept.theme)) current = { ...current, theme: kept.theme };
      if ('textScale' in kept && typeof kept.textScale === 'number')
        current = { ...current, textScale: Math.min(2, Math.max(1, kept.textScale)) };
    }
  } catch {
    // A damaged memory is no memory: the system's look is shown.
  }
  show();
  dark.addEventListener('change', show);
  contrast.addEventListener('change', show);
}

function isTheme(value: unknown): value is Look['theme'] {
  return value === 'system' || value === 'light' || value === 'dark' || value === 'contrast';
}
