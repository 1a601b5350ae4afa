/** Where the vault lies unless the person says otherwise: the system's place for a program's data. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function defaultVaultFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string {
  // The portable program for Windows, on a stick, keeps the vault beside itself.
  const beside = env['PORTABLE_EXECUTABLE_DIR'];
  if (platform === 'win32' && beside) return join(beside, 'My papers.rejoinder');
  const home = homedir();
  const data =
    platform === 'win32'
      ? (env['APPDATA'] ?? join(home, 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : (env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'));
  return join(data, 'Rejoinder', 'My papers.rejoinder');
}
