/**
 * `npm run package [-- --linux|--win|--mac] [--dir]`: builds and packs the desktop app for this system, or the one
 * named. Needs Electron's program from its publisher, and what each form needs (docs/packaging.md). `--dir` stops before the installers.
 */
import { spawnSync } from 'node:child_process';
import { build, Platform } from 'electron-builder';
import { config } from '../packaging/config.ts';

const systems = { '--linux': Platform.LINUX, '--win': Platform.WINDOWS, '--mac': Platform.MAC };
const args = new Set(process.argv.slice(2));
const asked = Object.entries(systems).flatMap(([flag, platform]) => (args.has(flag) ? [platform] : []));

const built = spawnSync('npm', ['run', '--silent', 'build'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (built.status !== 0) process.exit(1);

const platforms = asked.length > 0 ? asked : [Platform.current()];
for (const platform of platforms) {
  const made = await build({
    config,
    targets: platform.createTarget(args.has('--dir') ? 'dir' : null),
    publish: 'never',
  });
  for (const file of made) process.stdout.write(`${file}\n`);
}
