/** `npm start`: builds what is not built, then opens the desktop app, or the browser where Electron cannot be had. Says which and why. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fetchElectron } from './electron-binary.ts';
import { ensureBuilt } from './ensure-built.ts';

const root = join(import.meta.dirname, '..');
function run(command: string, args: readonly string[]): number {
  return (
    spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1
  );
}

if (!ensureBuilt()) process.exit(1);

const wantsBrowser = process.argv.includes('--browser');
const binary = wantsBrowser ? null : fetchElectron();
if (binary) {
  process.stdout.write('Opening the desktop app.\n');
  process.exit(run(binary, [root]));
}
process.stdout.write(
  wantsBrowser
    ? 'Opening in the browser of this computer, as asked.\n'
    : 'Opening in the browser of this computer: the Electron program could not be had on this machine.\n',
);
const rest = process.argv.slice(2).filter((word) => word !== '--browser');
process.exit(
  run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    'electron/hosts/cli/main.ts',
    'serve',
    ...rest,
  ]),
);
