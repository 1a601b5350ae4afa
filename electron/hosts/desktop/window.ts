/** The one window: sandboxed, isolated, without Node; it remembers where it stood, and nothing else. */
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { ElectronApi } from './electron-api.ts';
import { origin } from './security.ts';

export interface WindowState {
  readonly bounds: Rectangle | null;
  readonly maximized: boolean;
}

export function windowOptions(
  state: WindowState,
  dark: boolean,
  packaged: boolean,
): BrowserWindowConstructorOptions {
  return {
    width: 1280,
    height: 800,
    ...state.bounds,
    minWidth: 760,
    minHeight: 560,
    show: false,
    // Nothing of the vault in the title, ever.
    title: 'Rejoinder',
    backgroundColor: dark ? '#16191d' : '#faf8f4',
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !packaged,
    },
  };
}

export function openWindow(
  { BrowserWindow, nativeTheme, app }: ElectronApi,
  state: WindowState,
  save: (state: WindowState) => void,
): BrowserWindow {
  const window = new BrowserWindow(windowOptions(state, nativeTheme.shouldUseDarkColors, app.isPackaged));
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => save({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  void window.loadURL(`${origin}/`);
  return window;
}
