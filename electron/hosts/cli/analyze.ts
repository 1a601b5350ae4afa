/** `rejoinder analyze`: what the papers say against each other, as JSON or for reading. */
import { parseArgs } from 'node:util';
import { toContractOutput } from '../../../shared/engine/contract-output.ts';
import { explain } from '../../../shared/engine/explain.ts';
import type { Command } from './command.ts';
import { analyzeNamedFolder, folderOptions } from './folder-options.ts';

export const analyzeCommand: Command = {
  usage: 'analyze <folder> [--json | --explain] [--today YYYY-MM-DD] [--plan <plan type>] [--quiet]',
  summary: 'read the papers in a folder and say where denial, policy and record disagree',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...folderOptions, json: { type: 'boolean' }, explain: { type: 'boolean' } },
    });
    const { analysis, problems } = await analyzeNamedFolder(positionals, values);
    for (const { file, message } of problems) process.stderr.write(`${file}: ${message}\n`);
    process.stdout.write(
      values.json
        ? `${JSON.stringify(toContractOutput(analysis, problems), null, 2)}\n`
        : `${explain(analysis)}\n`,
    );
    return 0;
  },
};
