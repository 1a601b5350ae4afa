/** The real loopback host on a vault of its own, with a fixed date, as a process that the browser tests start and stop. */
import { join } from 'node:path';
import { createApp } from '../../electron/app/create-app.ts';
import { createStaticFiles } from '../../electron/app/static-files.ts';
import { startLoopbackHost } from '../../electron/hosts/loopback/server.ts';

const [vaultFolder, today] = process.argv.slice(2);
if (vaultFolder === undefined || today === undefined)
  throw new Error('usage: host.ts <vault folder> <today>');

const app = await createApp({
  vaultFolder,
  host: 'test',
  warmReader: true,
  today: () => today,
  serveStatic: createStaticFiles(join(import.meta.dirname, '../../out/renderer')),
});
const host = await startLoopbackHost({ handle: (request) => app.handle(request) });
process.stdout.write(`${host.startUrl}\n`);

// An hour in which nobody touches anything passes in a moment.
process.on('SIGUSR2', () => {
  const { now } = Date;
  Date.now = () => now() + 60 * 60_000;
});
process.once('SIGTERM', () => {
  void app
    .close()
    .then(() => host.close())
    .finally(() => process.exit(0));
});
