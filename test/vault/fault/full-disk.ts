/** Run under a limit on file size: tries to store, and back up too much, then something small. */
import { join } from 'node:path';
import { AppError } from '../../../shared/api/errors.ts';
import { makeBackup } from '../../../electron/vault/backup.ts';
import { addDocument } from '../../../electron/vault/stores/documents.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { cheapCost } from './shared.ts';

process.on('SIGXFSZ', () => undefined);

const folder = process.argv[2] ?? '';
const vault = await openVault(folder, { passphrase: 'correct horse battery staple' }, { argon2: cheapCost });

async function attempt(name: string, work: () => Promise<unknown>): Promise<void> {
  const result = await work().then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
  process.stdout.write(`${name} ${result}\n`);
}

function* zeros(pieces: number, last: number): Generator<Uint8Array> {
  for (let i = 0; i < pieces; i += 1) yield Buffer.alloc(100_000, i);
  yield Buffer.alloc(last, 'end');
}

const store = (fileName: string, pieces: number) =>
  addDocument(vault.db, { fileName, mediaType: 'application/pdf', caseId: null }, zeros(pieces, 10));

await attempt('upload', () => store('large.pdf', 60));
await attempt('backup', () => makeBackup(vault, join(folder, '..', 'b.rejoinder-backup')));
await attempt('small', () => store('small.pdf', 0));
vault.close();
