/** The terminal host: `rejoinder <command>`. Answers go to standard output, progress and errors to standard error. */
import { errorCodes, AppError } from '../../../shared/api/errors.ts';
import { commands } from './commands.ts';

async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = argv;
  const command = commands[name === '--help' || name === '-h' ? 'help' : name];
  if (!command) {
    process.stderr.write(`rejoinder: there is no command "${name}". Try: rejoinder help\n`);
    return errorCodes.BAD_INPUT.exit;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof AppError) {
      process.stderr.write(`rejoinder: ${error.message}\n`);
      return errorCodes[error.code].exit;
    }
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      process.stderr.write(`rejoinder: ${error.message}\nUsage: rejoinder ${command.usage}\n`);
      return errorCodes.BAD_INPUT.exit;
    }
    const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 8).join('\n') : '';
    process.stderr.write(`rejoinder: something went wrong inside the program.\n${stack}\n`);
    return errorCodes.INTERNAL.exit;
  }
}

process.exitCode = await main(process.argv.slice(2));
