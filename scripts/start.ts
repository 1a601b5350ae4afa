/** `npm start`: builds what is not built, then opens the desktop app, or the browser where Electron cannot be had. Says which and why. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fetchElectron } from './electron-binary.ts';

const root = join(import.meta.dirname, '..');
const built = join(root, 'out', 'renderer', 'index.html');

/** Newest change under the source folders, in milliseconds. */
function newest(folder: string): number {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
    }),
  );
}

function run(command: string, args: readonly string[]): number {
  return (
    spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1
  );
}

const sources = ['renderer', 'shared', 'electron'].map((name) => newest(join(root, name)));
if (!existsSync(built) || statSync(built).mtimeMs < Math.max(...sources)) {
  process.stdout.write('Building the pages (once)…\n');
  if (run('npm', ['run', '--silent', 'build']) !== 0) process.exit(1);
}

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
