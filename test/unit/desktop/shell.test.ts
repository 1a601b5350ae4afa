/** The shell's own logic against a fake of Electron's API. Real Electron runs the end-to-end specs where its binary exists. */
import { describe, expect, it, vi } from 'vitest';
import { startShell } from '../../../electron/hosts/desktop/shell.ts';
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
  const started = await startShell(fake.api, {
    platform,
    createApp: async () => rejoinder,
    loadWindowState: () => ({ bounds: null, maximized: false }),
    saveWindowState: () => {},
  });
  return { fake, rejoinder, started };
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
    const { fake } = await start();
    const later = new FakeSession();
    fake.app.emit('session-created', later);
    expect(cancelled(fake.defaultSession, url)).toBe(true);
    expect(cancelled(later, url)).toBe(true);
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
    for (const name of ['will-navigate', 'will-redirect']) {
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
  });

  it('serves its scheme with strict headers and refuses other hosts, origins and methods', async () => {
    const { fake, rejoinder } = await start();
    const serve = fake.handlers.get('app');
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
    const { fake, rejoinder } = await start();
    rejoinder.handle.mockRejectedValueOnce(new Error('patient Jane'));
    const reply = await fake.handlers.get('app')?.(new Request('app://rejoinder/'));
    expect(reply?.status).toBe(500);
    expect(await reply?.text()).toBe('');
  });

  it('locks the vault on sleep and screen lock, and closes it before quitting', async () => {
    const { fake, rejoinder } = await start();
    fake.powerMonitor.emit('suspend');
    fake.powerMonitor.emit('lock-screen');
    expect(rejoinder.lock.mock.calls).toEqual([['sleep'], ['screen-lock']]);
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
    fake.app.emit('second-instance');
    expect(FakeWindow.made).toHaveLength(1);
    expect(FakeWindow.made[0]?.focused).toBe(1);
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
    expect([...fake.switches.keys()]).toContain('disable-background-networking');
  });
});
