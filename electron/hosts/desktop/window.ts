/** The one window: sandboxed, isolated, without Node; it remembers where it stood, and nothing else. */
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, Session } from 'electron';
import type { ElectronApi } from './electron-api.ts';
import { origin } from './security.ts';

export interface WindowState {
  readonly bounds: Rectangle | null;
  readonly maximized: boolean;
}

/** The colour of an empty page, so that a dark window does not flash white. */
const paper = (dark: boolean): string => (dark ? '#16191d' : '#faf8f4');

export function windowOptions(
  state: WindowState,
  dark: boolean,
  packaged: boolean,
  session: Session,
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
    backgroundColor: paper(dark),
    webPreferences: {
      session,
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

/** The least of a window, in both directions, that must be on some screen for a person to find it. */
const REACHABLE_PX = 80;

/** A window that stood on a screen since unplugged would open where nobody sees it: then the place is forgotten. */
export function onSomeScreen(state: WindowState, areas: readonly Rectangle[]): WindowState {
  const { bounds } = state;
  const seen = (area: Rectangle, at: Rectangle) =>
    Math.min(area.x + area.width, at.x + at.width) - Math.max(area.x, at.x) >= REACHABLE_PX &&
    Math.min(area.y + area.height, at.y + at.height) - Math.max(area.y, at.y) >= REACHABLE_PX;
  return bounds === null || areas.some((area) => seen(area, bounds)) ? state : { ...state, bounds: null };
}

export function openWindow(
  { BrowserWindow, nativeTheme, app, screen }: ElectronApi,
  session: Session,
  saved: WindowState,
  save: (state: WindowState) => void,
): BrowserWindow {
  const state = onSomeScreen(
    saved,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow(
    windowOptions(state, nativeTheme.shouldUseDarkColors, app.isPackaged, session),
  );
  if (state.maximized) window.maximize();
  const repaint = () => window.setBackgroundColor(paper(nativeTheme.shouldUseDarkColors));
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.removeListener('updated', repaint));
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => save({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  void window.loadURL(`${origin}/`);
  return window;
}
