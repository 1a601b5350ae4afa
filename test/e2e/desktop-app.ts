/** The real desktop app for the stories, where Electron's program is on this machine. */
import { join } from 'node:path';
import { _electron, type BrowserContext, type Page } from '@playwright/test';
import { electronBinary } from '../../scripts/electron-binary.ts';

export interface DesktopApp {
  readonly context: BrowserContext;
  readonly page: Page;
  close(): Promise<void>;
}

export async function openDesktopApp(vaultFolder: string, today: string): Promise<DesktopApp> {
  const executablePath = electronBinary();
  if (executablePath === null) throw new Error("Electron's program is not on this machine.");
  const running = await _electron.launch({
    executablePath,
    // Chromium's own sandbox refuses to run as root, as in many a CI.
    // A profile of its own, for there is one instance per profile.
    args: [
      join(import.meta.dirname, '../..'),
      `--user-data-dir=${join(vaultFolder, '..', 'profile')}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: { ...process.env, REJOINDER_VAULT: vaultFolder, REJOINDER_TODAY: today } as Record<string, string>,
    acceptDownloads: true,
  });
  return { context: running.context(), page: await running.firstWindow(), close: () => running.close() };
}
