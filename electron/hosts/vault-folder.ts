/** Where the vault lies unless the person says otherwise: the system's place for a program's data. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function defaultVaultFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string {
  const home = homedir();
  const data =
    platform === 'win32'
      ? (env['APPDATA'] ?? join(home, 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : (env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'));
  return join(data, 'Rejoinder', 'My papers.rejoinder');
}
