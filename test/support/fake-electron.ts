/** A small fake of Electron's API: records what the shell does to it and lets a test fire its events. */
import { EventEmitter } from 'node:events';
import type { ElectronApi } from '../../electron/hosts/desktop/electron-api.ts';

type RequestListener = (details: { url: string }, callback: (reply: { cancel?: boolean }) => void) => void;

export class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  webRtcPolicy = '';
  reloads = 0;
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy;
  }
  reload(): void {
    this.reloads++;
  }
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
  readonly handlers = new Map<string, (request: Request) => Promise<Response>>();
  readonly protocol = {
    handle: (name: string, handler: (request: Request) => Promise<Response>) =>
      void this.handlers.set(name, handler),
  };
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
  loads = 0;
  focused = 0;
  background = '';
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    FakeWindow.made.push(this);
  }
  maximize(): void {}
  setBackgroundColor(colour: string): void {
    this.background = colour;
  }
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
    this.loads++;
    return Promise.resolve();
  }
}

/** `api` is what the shell gets; the rest is for the test. The one cast stands for "this much of Electron is faked". */
export function createFakeElectron({
  firstInstance = true,
  packaged = true,
  whenReady = () => Promise.resolve(),
} = {}) {
  FakeWindow.made = [];
  const switches = new Map<string, string | undefined>();
  const app = Object.assign(new EventEmitter(), {
    isPackaged: packaged,
    quits: 0,
    exit() {
      app.quits++;
    },
    userModelId: '',
    setAppUserModelId(id: string) {
      app.userModelId = id;
    },
    sandboxed: false,
    requestSingleInstanceLock: () => firstInstance,
    whenReady,
    enableSandbox() {
      app.sandboxed = true;
    },
    quit() {
      app.quits++;
    },
    commandLine: { appendSwitch: (name: string, value?: string) => void switches.set(name, value) },
  });
  const defaultSession = new FakeSession();
  const partitions = new Map<string, FakeSession>();
  const errorBoxes: string[] = [];
  const messages: string[] = [];
  const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
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
    Notification: { isSupported: () => false },
    dialog: {
      showErrorBox: (title: string) => void errorBoxes.push(title),
      showMessageBox({ message }: { message: string }) {
        messages.push(message);
        return Promise.resolve({ response: 0 });
      },
    },
    nativeTheme,
    powerMonitor,
    protocol: { registerSchemesAsPrivileged: (list: typeof schemes) => schemes.push(...list) },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession,
      fromPartition(name: string) {
        const known = partitions.get(name) ?? new FakeSession();
        if (!partitions.has(name)) app.emit('session-created', known);
        partitions.set(name, known);
        return known;
      },
    },
  };
  return {
    api: fake as unknown as ElectronApi,
    app,
    defaultSession,
    partitions,
    errorBoxes,
    messages,
    nativeTheme,
    schemes,
    powerMonitor,
    switches,
    menu,
  };
}
