/** The built entry module as Electron loads it: it must end before Electron is ready, or the app would hang at start for ever. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createFakeElectron, FakeWindow } from '../../support/fake-electron.ts';

const bundle = join(import.meta.dirname, '../../../out/main/index.js');

it.skipIf(!existsSync(bundle))(
  'ends before Electron is ready, then opens the window on a real app',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rejoinder-main-'));
    let ready = () => {};
    const fake = createFakeElectron({ whenReady: () => new Promise((resolve) => (ready = resolve)) });
    Object.assign(fake.app, { getPath: () => folder });
    vi.doMock('electron', () => ({
      ...fake.api,
      utilityProcess: {},
      safeStorage: { isEncryptionAvailable: () => false, getSelectedStorageBackend: () => 'basic_text' },
    }));
    vi.stubEnv('REJOINDER_VAULT', join(folder, 'Papers.rejoinder'));
    // Would wait for ever if the module waited for `ready`.
    await import(bundle);
    expect(FakeWindow.made).toHaveLength(0);
    ready();
    await vi.waitFor(() => expect(FakeWindow.made).toHaveLength(1), { timeout: 30_000 });
    const serve = fake.partitions.get('rejoinder')?.handlers.get('app');
    const reply = await serve?.(
      new Request('app://rejoinder/rpc/vault/status', {
        method: 'POST',
        body: '{}',
        headers: { 'Content-Type': 'application/json' },
      }),
    );
    expect(await reply?.json()).toMatchObject({ json: { state: 'none' } });
    fake.app.emit('before-quit', { preventDefault: () => {} });
    await vi.waitFor(() => expect(fake.app.quits).toBe(1));
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  },
);
