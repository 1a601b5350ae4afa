/** Another process that wants the vault: prints 'taken' or the code of the refusal; with 'hold' it keeps the lock. */
import { AppError } from '../../../shared/api/errors.ts';
import { takeWriterLock } from '../../../electron/vault/writer-lock.ts';

const [folder = '', hold] = process.argv.slice(2);
try {
  const lock = takeWriterLock(folder);
  process.stdout.write('taken\n');
  if (hold === 'hold') setInterval(() => undefined, 1000);
  else lock.release();
} catch (error) {
  process.stdout.write(`${error instanceof AppError ? error.code : String(error)}\n`);
}
