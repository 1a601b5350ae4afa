/** Every command of the terminal host, by name. */
import { analyzeCommand } from './analyze.ts';
import { appealCommand } from './appeal.ts';
import type { Command } from './command.ts';
import { importCommand } from './import.ts';
import { contextCommand, deadlinesCommand } from './lines.ts';
import { serveCommand } from './serve.ts';

export const commands: Readonly<Record<string, Command>> = {
  analyze: analyzeCommand,
  appeal: appealCommand,
  context: contextCommand,
  deadlines: deadlinesCommand,
  import: importCommand,
  serve: serveCommand,
  help: {
    usage: 'help',
    summary: 'show this list',
    run() {
      const lines = Object.values(commands).map(
        ({ usage, summary }) => `  rejoinder ${usage}\n      ${summary}`,
      );
      process.stdout.write(
        `Rejoinder answers a denied scan, on this computer alone.\n\n${lines.join('\n')}\n`,
      );
      return Promise.resolve(0);
    },
  },
};
