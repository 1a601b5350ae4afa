/** `rejoinder serve`: the app for a browser on this computer. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/api/errors.ts';
import { createApp } from '../../app/create-app.ts';
import { createStaticFiles } from '../../app/static-files.ts';
import { resourcesFolder } from '../../rules/rule-file.ts';
import { whenLockedFor } from '../loopback/locked.ts';
import { startLoopbackHost } from '../loopback/server.ts';
import { defaultVaultFolder } from '../vault-folder.ts';
import type { Command } from './command.ts';

/** A page left open behind a locked vault needs no host; long enough to come back from lunch and type the passphrase. */
const LOCKED_MS = 60 * 60_000;

export const serveCommand: Command = {
  usage: 'serve [--vault <folder>] [--no-open]',
  summary: 'open the app in the browser of this computer (127.0.0.1 only)',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { vault: { type: 'string' }, 'no-open': { type: 'boolean' } },
    });
    const pages = join(resourcesFolder(), '..', 'out', 'renderer');
    if (!existsSync(join(pages, 'index.html'))) {
      throw new AppError('BAD_INPUT', 'The pages are not built yet. Run: npm run build');
    }
    const app = await createApp({
      vaultFolder: values.vault ?? defaultVaultFolder(),
      host: 'loopback',
      warmReader: true,
      serveStatic: createStaticFiles(pages),
    });
    let stop = (): void => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const host = await startLoopbackHost({ handle: (request) => app.handle(request), onAbandoned: stop });
    const forgetLock = whenLockedFor(LOCKED_MS, () => app.context.session.state, stop);
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    // A test reads this line; a person clicks it.
    process.stdout.write(
      `Rejoinder is open at ${host.startUrl}\n(works once, on this computer only; press Ctrl+C to stop)\n`,
    );
    if (!values['no-open']) openBrowser(host.startUrl);
    await stopped;
    forgetLock();
    await app.close();
    await host.close();
    return 0;
  },
};

/** The system's own opener; where there is none the printed address serves. */
function openBrowser(url: string): void {
  const [command, ...args]: [string, ...string[]] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
