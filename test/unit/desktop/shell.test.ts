/** The shell's own logic against a fake of Electron's API. Real Electron runs the end-to-end specs where its binary exists. */
import { describe, expect, it, vi } from 'vitest';
import { appId, startShell } from '../../../electron/hosts/desktop/shell.ts';
import { createFakeElectron, FakeContents, FakeSession, FakeWindow } from '../../support/fake-electron.ts';

async function start(fake = createFakeElectron(), platform: NodeJS.Platform = 'linux') {
  const rejoinder = {
    handle: vi.fn(
      async (_request: Request) =>
        new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }),
    ),
    lock: vi.fn(async (_reason: string) => {}),
    close: vi.fn(async () => {}),
  };
  const opened: (string | null)[] = [];
  const started = await startShell(fake.api, {
    platform,
    argv: ['/usr/bin/rejoinder', '--flag'],
    vaultIn: (argv) => argv.findLast((word) => word.endsWith('.rejoinder')) ?? null,
    createApp: async (folder) => {
      opened.push(folder);
      return rejoinder;
    },
    loadWindowState: () => ({ bounds: null, maximized: false }),
    saveWindowState: () => {},
  });
  const own = fake.partitions.get('rejoinder');
  return { fake, rejoinder, started, opened, own };
}

function cancelled(session: FakeSession, url: string): boolean | undefined {
  let cancel: boolean | undefined;
  session.beforeRequest?.({ url }, (reply) => {
    cancel = reply.cancel;
  });
  return cancel;
}

describe('desktop shell', () => {
  it('opens one sandboxed, isolated window on its own scheme, titled without private words', async () => {
    const { fake } = await start();
    expect(FakeWindow.made).toHaveLength(1);
    const [window] = FakeWindow.made;
    expect(window?.url).toBe('app://rejoinder/');
    expect(window?.options).toMatchObject({
      title: 'Rejoinder',
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        devTools: false,
        spellcheck: false,
      },
    });
    expect(fake.app.sandboxed).toBe(true);
  });

  it.each([
    'https://example.com/',
    'http://127.0.0.1:80/',
    'file:///etc/passwd',
    'ws://x/',
    'app://other/',
    'chrome://gpu',
  ])('blocks the request %s in the default session and in any later one', async (url) => {
    const { fake, own } = await start();
    const later = new FakeSession();
    fake.app.emit('session-created', later);
    for (const session of [fake.defaultSession, own, later]) {
      expect(session && cancelled(session, url)).toBe(true);
    }
  });

  it('lets its own pages and their blobs through', async () => {
    const { fake } = await start();
    expect(cancelled(fake.defaultSession, 'app://rejoinder/assets/x.js')).toBe(false);
    expect(cancelled(fake.defaultSession, 'blob:app://rejoinder/123')).toBe(false);
  });

  it('denies every permission', async () => {
    const { fake } = await start();
    const answers: boolean[] = [];
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal']) {
      fake.defaultSession.permissionRequest?.(null, permission, (ok) => answers.push(ok));
    }
    expect(answers).toEqual([false, false, false, false, false]);
    expect(fake.defaultSession.permissionCheck?.()).toBe(false);
    expect(fake.defaultSession.devicePermission?.()).toBe(false);
    expect(fake.defaultSession.spellChecker).toBe(false);
  });

  it('denies navigation, redirects, new windows and webviews in every web contents', async () => {
    const { fake } = await start();
    const contents = new FakeContents();
    fake.app.emit('web-contents-created', {}, contents);
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      const event = { url: 'https://example.com/', preventDefault: vi.fn() };
      contents.emit(name, event);
      expect(event.preventDefault).toHaveBeenCalledOnce();
      const own = { url: 'app://rejoinder/', preventDefault: vi.fn() };
      contents.emit(name, own);
      expect(own.preventDefault).not.toHaveBeenCalled();
    }
    const attach = { preventDefault: vi.fn() };
    contents.emit('will-attach-webview', attach);
    expect(attach.preventDefault).toHaveBeenCalledOnce();
    expect(contents.openHandler?.({ url: 'app://rejoinder/' })).toEqual({ action: 'deny' });
    expect(contents.webRtcPolicy).toBe('disable_non_proxied_udp');
  });

  it('serves its scheme with strict headers and refuses other hosts, origins and methods', async () => {
    const { own, rejoinder } = await start();
    const serve = own?.handlers.get('app');
    if (!serve) throw new Error('no handler');
    const page = await serve(new Request('app://rejoinder/'));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await serve(new Request('app://elsewhere/'))).status).toBe(403);
    const foreign = new Request('app://rejoinder/rpc/x', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect((await serve(foreign)).status).toBe(403);
    expect((await serve(new Request('app://rejoinder/', { method: 'DELETE' }))).status).toBe(405);
    expect(rejoinder.handle).toHaveBeenCalledOnce();
  });

  it('says nothing of an error inside', async () => {
    const { own, rejoinder } = await start();
    rejoinder.handle.mockRejectedValueOnce(new Error('patient Jane'));
    const reply = await own?.handlers.get('app')?.(new Request('app://rejoinder/'));
    expect(reply?.status).toBe(500);
    expect(await reply?.text()).toBe('');
  });

  it('locks the vault on sleep and screen lock, and closes it before quitting', async () => {
    const { fake, rejoinder } = await start();
    fake.powerMonitor.emit('suspend');
    fake.powerMonitor.emit('lock-screen');
    fake.powerMonitor.emit('user-did-resign-active');
    fake.powerMonitor.emit('shutdown');
    FakeWindow.made[0]?.emit('session-end');
    expect(rejoinder.lock.mock.calls).toEqual([
      ['sleep'],
      ['screen-lock'],
      ['other-user'],
      ['shutdown'],
      ['session-end'],
    ]);
    const event = { preventDefault: vi.fn() };
    fake.app.emit('before-quit', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(fake.app.quits).toBe(1));
    expect(rejoinder.close).toHaveBeenCalledOnce();
    const second = { preventDefault: vi.fn() };
    fake.app.emit('before-quit', second);
    expect(second.preventDefault).not.toHaveBeenCalled();
  });

  it('leaves to the first instance, which comes to the front', async () => {
    const { started } = await start(createFakeElectron({ firstInstance: false }));
    expect(started).toBe(false);
    const { fake } = await start();
    fake.app.emit('second-instance', {}, ['rejoinder']);
    expect(FakeWindow.made).toHaveLength(1);
    expect(FakeWindow.made[0]?.focused).toBe(1);
  });

  it('shows pages in a session in memory, which alone knows the scheme', async () => {
    const { fake, own } = await start();
    expect(FakeWindow.made[0]?.options).toMatchObject({ webPreferences: { session: own } });
    expect(fake.defaultSession.handlers.size).toBe(0);
    expect(own?.handlers.size).toBe(1);
    expect([...fake.partitions.keys()].filter((name) => name.startsWith('persist:'))).toEqual([]);
  });

  it('loads the window anew after a crash, and ends only after several in a row', async () => {
    const { fake } = await start();
    const [window] = FakeWindow.made;
    const crash = () => window?.webContents.emit('render-process-gone', {}, { reason: 'oom' });
    crash();
    crash();
    expect(window?.loads).toBe(3);
    expect(fake.app.quits).toBe(0);
    window?.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(window?.loads).toBe(3);
    crash();
    expect(fake.errorBoxes).toEqual(['Rejoinder has to close']);
    expect(fake.app.quits).toBe(1);
  });

  it('opens another vault that is double-clicked, after closing the one that is open', async () => {
    const { fake, rejoinder, opened } = await start();
    expect(opened).toEqual([null]);
    const event = { preventDefault: vi.fn() };
    fake.app.emit('open-file', event, '/home/a/Mum.rejoinder');
    expect(event.preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(opened).toEqual([null, '/home/a/Mum.rejoinder']));
    expect(rejoinder.close).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(FakeWindow.made[0]?.webContents.reloads).toBe(1));
    fake.app.emit('second-instance', {}, ['rejoinder', '/home/a/Mum.rejoinder']);
    expect(rejoinder.close).toHaveBeenCalledOnce();
  });

  it('tells what to do with a backup that is double-clicked, and takes nothing in', async () => {
    const { fake, opened, rejoinder } = await start();
    fake.app.emit('second-instance', {}, ['rejoinder', '/home/a/June.rejoinder-backup']);
    expect(fake.messages).toEqual(['This is a backup of a vault.']);
    fake.app.emit('open-file', { preventDefault: vi.fn() }, '/home/a/June.rejoinder-backup');
    await vi.waitFor(() => expect(fake.messages).toHaveLength(2));
    expect(opened).toEqual([null]);
    expect(rejoinder.close).not.toHaveBeenCalled();
  });

  it('begins with the vault a Mac names before it is ready', async () => {
    let ready = () => {};
    const fake = createFakeElectron({ whenReady: () => new Promise((resolve) => (ready = resolve)) });
    const starting = start(fake, 'darwin');
    fake.app.emit('open-file', { preventDefault: vi.fn() }, '/Users/a/Mum.rejoinder');
    ready();
    expect((await starting).opened).toEqual(['/Users/a/Mum.rejoinder']);
  });

  it('follows the system from light to dark while it is open', async () => {
    const { fake } = await start();
    fake.nativeTheme.shouldUseDarkColors = true;
    fake.nativeTheme.emit('updated');
    expect(FakeWindow.made[0]?.background).toBe('#16191d');
    FakeWindow.made[0]?.emit('closed');
    expect(fake.nativeTheme.listenerCount('updated')).toBe(0);
  });

  it('on a Mac lives on without windows, with the vault locked, and opens one again when asked', async () => {
    const { fake, rejoinder } = await start(createFakeElectron(), 'darwin');
    FakeWindow.made[0]?.emit('closed');
    fake.app.emit('window-all-closed');
    expect(rejoinder.lock).toHaveBeenCalledWith('window-closed');
    expect(fake.app.quits).toBe(0);
    fake.app.emit('activate');
    expect(FakeWindow.made).toHaveLength(2);
  });

  it('registers its scheme as secure and keeps Chromium from calling home', async () => {
    const { fake } = await start();
    expect(fake.schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: false },
      },
    ]);
    expect(fake.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect(fake.switches.get('proxy-server')).toBe('http://127.0.0.1:9');
    expect([...fake.switches.keys()]).toContain('disable-background-networking');
    expect(fake.app.userModelId).toBe(appId);
  });
});
