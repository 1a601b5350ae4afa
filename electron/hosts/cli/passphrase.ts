/** A passphrase for a command: from the environment, from standard input, or typed unseen. Never from the arguments. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { AppError } from '../../../shared/api/errors.ts';

/** Named in the help; a script sets it for one command. */
export const passphraseVariable = 'REJOINDER_PASSPHRASE';

/**
 * A passphrase for a vault that is to be made. Typed ones are asked for twice, as nobody sees what is typed.
 * Throws BAD_INPUT where there is none or the two differ, CANCELLED at Ctrl+C.
 */
export async function newPassphrase(): Promise<string> {
  const set = process.env[passphraseVariable];
  if (set) return set;
  if (!process.stdin.isTTY) {
    const line = await firstLine();
    if (line === '')
      throw new AppError(
        'BAD_INPUT',
        `Give the new passphrase on standard input, in ${passphraseVariable}, or type it in a terminal.`,
      );
    return line;
  }
  const typed = await ask('Passphrase for the new vault: ');
  if (typed !== (await ask('The same again: ')))
    throw new AppError('BAD_INPUT', 'The two passphrases differ. Nothing was made.');
  return typed;
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) return line;
  return '';
}

/** The question goes to standard error, the answer to nowhere on the screen. */
function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true, historySize: 0 });
  return new Promise((resolve, reject) => {
    lines.once('line', resolve);
    // Closed without an answer: Ctrl+C or Ctrl+D. After an answer this comes too late to matter.
    lines.once('close', () => reject(new AppError('CANCELLED', 'Stopped. Nothing was made.')));
    lines.once('line', () => lines.close());
  }).then(
    (line) => {
      process.stderr.write('\n');
      return String(line);
    },
    (error: unknown) => {
      process.stderr.write('\n');
      throw error;
    },
  );
}
