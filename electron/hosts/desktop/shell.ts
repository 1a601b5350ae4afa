/**
 * The desktop shell: one instance, one window, locked-down sessions, and the vault locked whenever the person is
 * away (sleep, screen lock, quit). Short enough to audit in one sitting; all that is not Electron lives in `app`.
 */
import type { BrowserWindow } from 'electron';
import type { ElectronApi } from './electron-api.ts';
import { menuTemplate } from './menu.ts';
import { createProtocolHandler } from './protocol.ts';
import { startReminders, type DueReminder } from './reminders.ts';
import { lockDownContents, lockDownSession, offlineSwitches, registerScheme, scheme } from './security.ts';
import { openWindow, type WindowState } from './window.ts';

/** What the shell needs of the app, whatever it is made of. */
export interface ShellApp {
  readonly handle: (request: Request) => Promise<Response>;
  readonly lock: (reason: string) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Reminders due now, each once; none while the vault is locked. */
  readonly takeReminders?: () => readonly DueReminder[];
}

export interface ShellOptions {
  readonly platform: NodeJS.Platform;
  readonly createApp: () => Promise<ShellApp>;
  readonly loadWindowState: () => WindowState;
  readonly saveWindowState: (state: WindowState) => void;
}

/** Starts the desktop app. Returns false, and quits, when another instance is running already. */
export async function startShell(electron: ElectronApi, options: ShellOptions): Promise<boolean> {
  const { app, Menu, powerMonitor, protocol, session } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  registerScheme(electron);
  app.enableSandbox();
  for (const [name, value] of offlineSwitches) app.commandLine.appendSwitch(name, value);
  app.on('session-created', lockDownSession);
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents));

  await app.whenReady();
  lockDownSession(session.defaultSession);
  const rejoinder = await options.createApp();
  protocol.handle(scheme, createProtocolHandler(rejoinder.handle));

  let window: BrowserWindow | null = null;
  const show = () => {
    if (window && !window.isDestroyed()) {
      if (window.isMinimized()) window.restore();
      window.focus();
      return;
    }
    window = openWindow(electron, options.loadWindowState(), options.saveWindowState);
    window.once('closed', () => {
      window = null;
    });
  };
  app.on('second-instance', show);
  app.on('activate', show);
  powerMonitor.on('suspend', () => void rejoinder.lock('sleep'));
  powerMonitor.on('lock-screen', () => void rejoinder.lock('screen-lock'));
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(options.platform, app.isPackaged, { lock: () => void rejoinder.lock('menu') }),
    ),
  );
  app.on('window-all-closed', () => {
    // A Mac app lives on without windows, but the vault does not stay open behind a closed one.
    if (options.platform === 'darwin') void rejoinder.lock('window-closed');
    else app.quit();
  });
  const stopReminders = rejoinder.takeReminders
    ? startReminders(electron, rejoinder.takeReminders, show)
    : () => {};
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    stopReminders();
    void rejoinder.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
  show();
  return true;
}
