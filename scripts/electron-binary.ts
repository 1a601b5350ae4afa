/** Electron's own program: fetched once from its publisher, where that can be reached. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const home = join(import.meta.dirname, '..', 'node_modules', 'electron');

/** Its path, or null where it is not here. Fetches nothing. */
export function electronBinary(): string | null {
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(home, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** Fetches it if need be; null where that fails. */
export function fetchElectron(): string | null {
  if (electronBinary() === null && existsSync(join(home, 'install.js')))
    spawnSync(process.execPath, [join(home, 'install.js')], { stdio: 'ignore', timeout: 120_000 });
  return electronBinary();
}
