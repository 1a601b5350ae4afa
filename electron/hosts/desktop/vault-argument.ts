/**
 * Which vault a person meant by double-clicking: on a Mac a `<name>.rejoinder` folder is a document of ours (`open-file`);
 * elsewhere its path comes as an argument (`Open with`, a shortcut, the terminal).
 */
import { isAbsolute } from 'node:path';
import type { ElectronApi } from './electron-api.ts';

/** The last argument that is a vault on this computer, or null. `isVault` looks at the disk. */
export function vaultIn(argv: readonly string[], isVault: (folder: string) => boolean): string | null {
  return (
    argv.findLast(
      (word) =>
        /\.rejoinder[/\\]?$/.test(word) &&
        isAbsolute(word) &&
        // \\server\share: looking at it would already tell a stranger's server who we are.
        !/^[/\\]{2}/.test(word) &&
        isVault(word),
    ) ?? null
  );
}

export function namesBackup(argv: readonly string[]): boolean {
  return argv.some((word) => word.endsWith('.rejoinder-backup'));
}

/** A backup replaces a whole vault: it is not taken in by a double-click, but where the person is asked first. */
export function tellOfBackup({ dialog }: Pick<ElectronApi, 'dialog'>): void {
  void dialog.showMessageBox({
    type: 'info',
    title: 'Rejoinder',
    message: 'This is a backup of a vault.',
    detail:
      'To bring it back, lock the vault and choose “I have a backup file” on the first screen. Every page of it is checked before it takes the place of anything.',
  });
}
