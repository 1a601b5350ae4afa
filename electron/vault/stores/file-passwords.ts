/** Passwords of protected files, so that a file is asked about once: reading it again and drawing its pages need them. */
import type { ReadDb, WriteDb } from '../db.ts';
import { documentNum } from './documents.ts';

/** Undefined when none was given. */
export function getFilePassword(db: ReadDb, documentId: string): string | undefined {
  return db.get<{ password: string }>(
    'SELECT p.password FROM file_passwords p JOIN documents d ON d.num = p.document WHERE d.id = ?',
    documentId,
  )?.password;
}

/** Replaces an earlier one; it goes with its document. Not in the history: a password is nobody's case data. */
export function setFilePassword(db: WriteDb, documentId: string, password: string): void {
  db.run(
    'INSERT OR REPLACE INTO file_passwords VALUES (?, ?, ?)',
    documentNum(db, documentId),
    password,
    db.now(),
  );
}
