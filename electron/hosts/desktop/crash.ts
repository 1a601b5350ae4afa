/** The window's process may crash (a full memory, a broken driver): it is loaded anew, and only a series of crashes ends the app. */
import type { BrowserWindow } from 'electron';
import type { ElectronApi } from './electron-api.ts';
import { origin } from './security.ts';

/** So many crashes in a row, each within the time after the one before, are no accident. */
const MOST_CRASHES = 3;
const IN_A_ROW_MS = 60_000;

/** Nothing is lost by it: every change is in the vault before the page is told. */
export function recoverWindow({ app, dialog }: ElectronApi, window: BrowserWindow): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < IN_A_ROW_MS), now];
    if (crashes.length < MOST_CRASHES) {
      void window.loadURL(`${origin}/`);
      return;
    }
    dialog.showErrorBox(
      'Rejoinder has to close',
      'The window stopped working several times. Your papers are safe in the vault. Start Rejoinder again; if it happens again, restart the computer.',
    );
    app.quit();
  });
}
