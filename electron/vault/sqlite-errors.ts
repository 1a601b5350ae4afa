/** Turns what SQLite and the file system report into errors a person can act on. Messages name no file. */
import { AppError } from '../../shared/api/errors.ts';

const damaged = /^SQLITE_(CORRUPT|NOTADB|FORMAT)/;
const inUse = /^SQLITE_(BUSY|LOCKED)/;

/** AppErrors pass unchanged; anything unknown is returned as it is (a bug, INTERNAL at the door). */
export function asVaultError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_IOERR_WRITE')
    return new AppError(
      'DISK_FULL',
      'The disk is full or cannot be written. Nothing was changed; free some space and try again.',
      {
        cause: error,
      },
    );
  if (damaged.test(code) || code.startsWith('SQLITE_IOERR'))
    return new AppError(
      'VAULT_DAMAGED',
      'The vault could not be read: its file is damaged. Restore it from a backup.',
      {
        cause: error,
      },
    );
  // Rows refer to cases and documents only: one that is named and is not there was removed meanwhile, or never was.
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY')
    return new AppError('NOT_FOUND', 'This case or document is not there any more.', { cause: error });
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new AppError(
      'CONFLICT',
      'The vault cannot be changed at the moment: it is being re-encrypted, or its place is write-protected. Nothing was changed.',
      { cause: error },
    );
  if (inUse.test(code))
    return new AppError('VAULT_IN_USE', 'This vault is already open in another window or program.', {
      cause: error,
    });
  if (error instanceof TypeError && /connection is not open/.test(error.message))
    return new AppError('VAULT_LOCKED', 'The vault is locked.', { cause: error });
  return error;
}
