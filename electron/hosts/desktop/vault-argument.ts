/**
 * Which vault a person meant by double-clicking: on a Mac a `<name>.rejoinder` folder is a document of ours (`open-file`);
 * elsewhere its path comes as an argument (`Open with`, a shortcut, the terminal).
 */
import { isAbsolute } from 'node:path';

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
