/** `rejoinder import`: what "Export everything" wrote becomes a vault again. */
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/api/errors.ts';
import { importExport } from '../../vault/portable/import.ts';
import type { Command } from './command.ts';
import { newPassphrase, passphraseVariable } from './passphrase.ts';

export const importCommand: Command = {
  usage: 'import <export.zip> --vault <new folder> [--quiet]',
  summary: `make a new vault from an export of everything; its passphrase is asked for, or taken from standard input or ${passphraseVariable}`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { vault: { type: 'string' }, quiet: { type: 'boolean' } },
    });
    const [zip, ...more] = positionals;
    if (zip === undefined || more.length > 0)
      throw new AppError('BAD_INPUT', 'Name one ZIP that "Export everything" made.');
    if (!values.vault)
      throw new AppError('BAD_INPUT', 'Say where the vault goes: --vault "My papers.rejoinder"');
    const folder = resolve(values.vault);
    // Before anybody types a passphrase; the import itself looks again.
    if (!existsSync(zip)) throw new AppError('NOT_FOUND', 'The export file was not found.');
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new AppError('VAULT_EXISTS', 'This folder is not empty. Choose a new one for the vault.');
    const passphrase = await newPassphrase();
    const tell = values.quiet ? () => undefined : percents();
    const { recoveryCode } = await importExport(zip, folder, passphrase, {}, tell);
    process.stderr.write(
      `The vault is made. Open it with: rejoinder serve --vault "${values.vault}"\n` +
        'Below is its new recovery code, shown this once. Write it down and keep it away from this computer.\n' +
        'The ZIP is not encrypted: delete it when you no longer need it.\n',
    );
    process.stdout.write(`${recoveryCode}\n`);
    return 0;
  },
};

/** One line at each tenth, not one a file. */
function percents(): (fraction: number) => void {
  let told = -1;
  return (fraction) => {
    const tenth = Math.floor(fraction * 10);
    if (tenth <= told) return;
    told = tenth;
    process.stderr.write(`Reading the export: ${tenth * 10} %\n`);
  };
}
