/**
 * The desktop shell: one instance, one window, locked-down sessions, and the vault locked whenever the person is
 * away (sleep, screen lock, another user, quit). Short enough to audit in one sitting; all that is not Electron lives
 * in `app`.
 */
import type { BrowserWindow } from 'electron';
import { recoverWindow } from './crash.ts';
import type { ElectronApi } from './electron-api.ts';
import { menuTemplate } from './menu.ts';
import { createProtocolHandler } from './protocol.ts';
import { startReminders, type DueReminder } from './reminders.ts';
import { lockDownContents, lockDownSession, offlineSwitches, registerScheme, scheme } from './security.ts';
import { namesBackup, tellOfBackup } from './vault-argument.ts';
import { openWindow, type WindowState } from './window.ts';

/** The same as in the package (electron-builder.ts): Windows shows notifications of known apps only. */
export const appId = 'org.rejoinder.desktop';

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
  readonly argv: readonly string[];
  /** The app on this vault; null is the usual one. */
  readonly createApp: (vaultFolder: string | null) => Promise<ShellApp>;
  /** The vault among these words, or null (vault-argument.ts). */
  readonly vaultIn: (argv: readonly string[]) => string | null;
  readonly loadWindowState: () => WindowState;
  readonly saveWindowState: (state: WindowState) => void;
}

/**
 * Starts the desktop app. Returns false, and quits, when another instance is running already. Never await this at the
 * top level of the entry module: Electron is ready only after that has ended.
 */
export async function startShell(electron: ElectronApi, options: ShellOptions): Promise<boolean> {
  const { app, Menu, powerMonitor, session } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  registerScheme(electron);
  app.enableSandbox();
  app.setAppUserModelId(appId);
  for (const [name, value] of offlineSwitches) app.commandLine.appendSwitch(name, value);
  app.on('session-created', lockDownSession);
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents));
  let asked = options.vaultIn(options.argv);
  let openVault = (folder: string | null): void => {
    asked = folder ?? asked;
  };
  // A Mac tells of a double-clicked vault before it is ready, too.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openVault(options.vaultIn([path]));
    if (namesBackup([path])) void app.whenReady().then(() => tellOfBackup(electron));
  });

  await app.whenReady();
  lockDownSession(session.defaultSession);
  // In memory only: Chromium keeps no cache, no storage and no blob of ours on disk.
  const own = session.fromPartition('rejoinder', { cache: false });
  lockDownSession(own);
  let rejoinder = await options.createApp(asked);
  own.protocol.handle(
    scheme,
    createProtocolHandler((request) => rejoinder.handle(request)),
  );

  let window: BrowserWindow | null = null;
  const lock = (reason: string) => void rejoinder.lock(reason);
  const show = () => {
    if (window && !window.isDestroyed()) {
      if (window.isMinimized()) window.restore();
      window.focus();
      return;
    }
    window = openWindow(electron, own, options.loadWindowState(), options.saveWindowState);
    recoverWindow(electron, window);
    window.on('session-end', () => lock('session-end'));
    window.once('closed', () => {
      window = null;
    });
  };
  openVault = (folder) => {
    if (folder === null || folder === asked) return show();
    asked = folder;
    void rejoinder
      .close()
      .then(() => options.createApp(folder))
      .then((other) => {
        rejoinder = other;
        show();
        window?.webContents.reload();
      });
  };
  app.on('second-instance', (_event, argv) => {
    openVault(options.vaultIn(argv));
    if (namesBackup(argv)) tellOfBackup(electron);
  });
  app.on('activate', show);
  powerMonitor.on('suspend', () => lock('sleep'));
  powerMonitor.on('lock-screen', () => lock('screen-lock'));
  powerMonitor.on('user-did-resign-active', () => lock('other-user'));
  powerMonitor.on('shutdown', () => lock('shutdown'));
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(options.platform, app.isPackaged, { lock: () => lock('menu') })),
  );
  app.on('window-all-closed', () => {
    // A Mac app lives on without windows, but the vault does not stay open behind a closed one.
    if (options.platform === 'darwin') lock('window-closed');
    else app.quit();
  });
  const stopReminders = startReminders(electron, () => rejoinder.takeReminders?.() ?? [], show);
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
  if (namesBackup(options.argv)) tellOfBackup(electron);
  return true;
}
