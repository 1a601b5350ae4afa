/** Unpacking a backup file, and checking what came out of it. */
import { closeSync, fsyncSync, openSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../shared/api/errors.ts';
import { makePrivateFolder, privateFileMode } from './files.ts';
import { databaseFileName, keyFileName, parseKeyFile, type KeyFile } from './key-file.ts';
import { fileSize, syncLater, writeFully } from './snapshot.ts';
import { damagedBackup, listEntries, type TarEntry } from './tar.ts';
import type { Report } from './worker/jobs.ts';
import { runJob, type Following } from './worker/run-job.ts';

/** Unpacks a backup into a new private folder; only the two names it may hold are ever written. */
export async function unpackBackup(archive: string, folder: string, onProgress: Report): Promise<KeyFile> {
  rmSync(folder, { recursive: true, force: true });
  const source = openSync(archive, 'r');
  try {
    const [keys, database, ...others] = listEntries(source, fileSize(source));
    if (!keys || !database || others.length > 0 || keys.name !== keyFileName || keys.size > 1_000_000)
      throw damagedBackup();
    const keyText = readEntry(source, keys);
    const keyFile = parseKeyFile(keyText);
    if (database.name !== databaseFileName(keyFile.generation)) throw damagedBackup();
    makePrivateFolder(folder);
    await copyEntry(source, database, join(folder, database.name), onProgress);
    const out = openSync(join(folder, keyFileName), 'w', privateFileMode);
    writeFully(out, Buffer.from(keyText, 'utf8'));
    fsyncSync(out);
    closeSync(out);
    return keyFile;
  } finally {
    closeSync(source);
  }
}

function readEntry(source: number, entry: TarEntry): string {
  const bytes = Buffer.alloc(entry.size);
  if (readSync(source, bytes, 0, entry.size, entry.start) !== entry.size) throw damagedBackup();
  return bytes.toString('utf8');
}

async function copyEntry(source: number, entry: TarEntry, target: string, onProgress: Report): Promise<void> {
  const out = openSync(target, 'w', privateFileMode);
  try {
    const buffer = Buffer.alloc(1_048_576);
    for (let done = 0; done < entry.size;) {
      const read = readSync(
        source,
        buffer,
        0,
        Math.min(buffer.length, entry.size - done),
        entry.start + done,
      );
      if (read === 0) throw damagedBackup();
      writeFully(out, buffer.subarray(0, read));
      done += read;
      onProgress(done / entry.size);
      await nextTurn();
    }
    await syncLater(out);
  } finally {
    closeSync(out);
  }
}

/** Opens a copy and reads every page of it, in a thread. `counts` are the row counts it must have. */
export async function checkCopy(
  folder: string,
  generation: number,
  key: Buffer,
  counts: string | null,
  threadFile: string,
  following: Following,
): Promise<void> {
  const path = join(folder, databaseFileName(generation));
  const job = { kind: 'check', path, key, counts, originals: true } as const;
  const { ok } = await runJob(job, threadFile, following);
  if (!ok) throw new AppError('VAULT_DAMAGED', 'The backup did not pass its check.');
}
