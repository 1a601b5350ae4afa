/** Entry of the desktop app: joins Electron and the app. Everything testable lives in shell.ts. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as electron from 'electron';
import * as z from 'zod';
import { createApp } from '../../app/create-app.ts';
import { placesOf } from '../../app/places-of.ts';
import { createStaticFiles } from '../../app/static-files.ts';
import { isVault } from '../../vault/vault.ts';
import { defaultVaultFolder } from '../vault-folder.ts';
import { safeStorageKeychain } from './keychain.ts';
import { startShell } from './shell.ts';
import { spawnUtilityReader } from './utility-reader.ts';
import { vaultIn } from './vault-argument.ts';
import type { WindowState } from './window.ts';

const here = import.meta.dirname;
const stateFile = (): string => join(electron.app.getPath('userData'), 'window.json');

/** The stories of test/e2e play on a fixed day; a packed app knows only the real one. */
const storyDay = process.env['REJOINDER_TODAY'];

const windowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(400), height: z.int().min(300) }).nullable(),
  maximized: z.boolean(),
});

function loadWindowState(): WindowState {
  try {
    if (existsSync(stateFile())) return windowState.parse(JSON.parse(readFileSync(stateFile(), 'utf8')));
  } catch {
    // A broken file only costs the window its place.
  }
  return { bounds: null, maximized: false };
}

// Not awaited: Electron becomes ready only when this module has ended, and the shell waits for that.
startShell(electron, {
  platform: process.platform,
  argv: process.argv,
  vaultIn: (argv) => vaultIn(argv, isVault),
  loadWindowState,
  saveWindowState(state) {
    mkdirSync(dirname(stateFile()), { recursive: true });
    writeFileSync(stateFile(), JSON.stringify(state));
  },
  async createApp(vaultFolder) {
    const app = await createApp({
      vaultFolder: vaultFolder ?? process.env['REJOINDER_VAULT'] ?? defaultVaultFolder(),
      host: 'desktop',
      warmReader: true,
      ...(storyDay === undefined || electron.app.isPackaged ? {} : { today: () => storyDay }),
      keychain: safeStorageKeychain(electron.safeStorage, process.platform),
      vaultOptions: { threadFile: join(here, 'vault-thread.js') },
      serveStatic: createStaticFiles(join(here, '..', 'renderer')),
      spawnReader: () => spawnUtilityReader(electron, join(here, 'reader-host.js')),
    });
    return {
      handle: (request) => app.handle(request),
      lock: (reason) => app.lock(reason),
      close: () => app.close(),
      takeReminders: () => app.takeReminders(),
    };
  },
}).catch((error: unknown) => {
  // Where, not what: its words may hold a path with a name.
  process.stderr.write(`rejoinder: could not start\n${placesOf(error).join('\n')}\n`);
  electron.dialog.showErrorBox(
    'Rejoinder could not start',
    'Please install it anew. Your papers are not touched by that.',
  );
  electron.app.exit(1);
});
