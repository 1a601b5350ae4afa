/**
 * Bytes on their way in. A paper goes straight into the encrypted vault as a document of no case yet; a backup file,
 * which is encrypted already, waits in a private folder until it is restored. Neither is ever in a plain temp file.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/api/errors.ts';
import { asVaultError } from '../vault/sqlite-errors.ts';
import { addDocument } from '../vault/stores/documents.ts';
import type { Session } from './session.ts';

export interface Uploads {
  /** Returns the id to name in `documents.add`. */
  addPaper(fileName: string, body: AsyncIterable<Uint8Array>): Promise<string>;
  addBackup(body: AsyncIterable<Uint8Array>): Promise<string>;
  /** Documents given back by `addPaper`; true when the bytes were in the vault already. */
  wasKnown(uploadId: string): boolean;
  backupPath(uploadId: string): string;
  clear(): void;
}

/** Longest name kept; the name is only ever shown, never used as a path. */
const MAX_NAME = 200;

export function createUploads(session: Session): Uploads {
  const known = new Set<string>();
  const backups = new Map<string, string>();
  return {
    async addPaper(fileName, body) {
      const { document, isNew } = await addDocument(
        session.db(),
        { fileName: cleanFileName(fileName), mediaType: 'application/octet-stream', caseId: null },
        body,
      );
      if (isNew) known.delete(document.id);
      else known.add(document.id);
      return document.id;
    },
    async addBackup(body) {
      const id = randomBytes(16).toString('hex');
      const folder = `${session.folder}.incoming`;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, id);
      try {
        await pipeline(Readable.from(body), createWriteStream(path, { mode: 0o600 }));
      } catch (error) {
        rmSync(path, { force: true });
        throw asVaultError(error);
      }
      backups.set(id, path);
      return id;
    },
    wasKnown: (uploadId) => known.has(uploadId),
    backupPath(uploadId) {
      const path = backups.get(uploadId);
      if (!path) throw new AppError('NOT_FOUND', 'The backup file was not received. Choose it again.');
      return path;
    },
    clear() {
      known.clear();
      for (const path of backups.values()) rmSync(path, { force: true });
      rmSync(`${session.folder}.incoming`, { recursive: true, force: true });
      backups.clear();
    },
  };
}

/** Control characters, and those that hide or turn the direction of what follows. */
const hidden = /\p{Cc}|\p{Cf}/u;

/** A name to show: no folders, no control or direction-changing characters, not endless. */
export function cleanFileName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'));
  const visible = Array.from(last)
    .filter((character) => !hidden.test(character))
    .join('')
    .trim();
  return visible === '' || visible === '.' || visible === '..' ? 'unnamed file' : visible.slice(0, MAX_NAME);
}
