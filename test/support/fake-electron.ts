/** A small fake of Electron's API: records what the shell does to it and lets a test fire its events. */
import { EventEmitter } from 'node:events';
import type { ElectronApi } from '../../electron/hosts/desktop/electron-api.ts';

type RequestListener = (details: { url: string }, callback: (reply: { cancel?: boolean }) => void) => void;

export class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

export class FakeSession extends EventEmitter {
  beforeRequest: RequestListener | null = null;
  permissionRequest:
    | ((contents: unknown, permission: string, callback: (ok: boolean) => void) => void)
    | null = null;
  permissionCheck: (() => boolean) | null = null;
  devicePermission: (() => boolean) | null = null;
  spellChecker = true;
  readonly webRequest = {
    onBeforeRequest: (listener: RequestListener) => {
      this.beforeRequest = listener;
    },
  };
  setPermissionRequestHandler(handler: NonNullable<FakeSession['permissionRequest']>): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
}

export class FakeWindow extends EventEmitter {
  static made: FakeWindow[] = [];
  readonly options: Record<string, unknown>;
  readonly webContents = new FakeContents();
  url = '';
  focused = 0;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    FakeWindow.made.push(this);
  }
  maximize(): void {}
  show(): void {}
  isDestroyed(): boolean {
    return false;
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  restore(): void {}
  focus(): void {
    this.focused++;
  }
  getNormalBounds() {
    return { x: 1, y: 2, width: 900, height: 700 };
  }
  loadURL(url: string): Promise<void> {
    this.url = url;
    return Promise.resolve();
  }
}

/** `api` is what the shell gets; the rest is for the test. The one cast stands for "this much of Electron is faked". */
export function createFakeElectron({ firstInstance = true, packaged = true } = {}) {
  FakeWindow.made = [];
  const switches = new Map<string, string | undefined>();
  const app = Object.assign(new EventEmitter(), {
    isPackaged: packaged,
    quits: 0,
    sandboxed: false,
    requestSingleInstanceLock: () => firstInstance,
    whenReady: () => Promise.resolve(),
    enableSandbox() {
      app.sandboxed = true;
    },
    quit() {
      app.quits++;
    },
    commandLine: { appendSwitch: (name: string, value?: string) => void switches.set(name, value) },
  });
  const defaultSession = new FakeSession();
  const handlers = new Map<string, (request: Request) => Promise<Response>>();
  const schemes: { scheme: string; privileges: Record<string, boolean> }[] = [];
  const powerMonitor = new EventEmitter();
  const menu: { template: unknown } = { template: null };
  const fake = {
    app,
    BrowserWindow: FakeWindow,
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (template: unknown) => {
        menu.template = template;
      },
    },
    nativeTheme: { shouldUseDarkColors: false },
    powerMonitor,
    protocol: {
      registerSchemesAsPrivileged: (list: typeof schemes) => schemes.push(...list),
      handle: (name: string, handler: (request: Request) => Promise<Response>) =>
        void handlers.set(name, handler),
    },
    session: { defaultSession },
  };
  return {
    api: fake as unknown as ElectronApi,
    app,
    defaultSession,
    handlers,
    schemes,
    powerMonitor,
    switches,
    menu,
  };
}
