/** The long tasks on a private copy of a vault's database: checking every page, and encrypting it anew. */
import { AppError } from '../../../shared/api/errors.ts';
import { checkDatabase, checkOriginals, countRows, type CheckResult } from '../check.ts';
import { wrapDatabase } from '../db.ts';
import { syncFile } from '../files.ts';
import { openDatabase, rawKey } from '../open-database.ts';

export type Job =
  | {
      readonly kind: 'check';
      readonly path: string;
      readonly key: Uint8Array;
      /** Row counts the copy must have (see `countRows`), or null. */
      readonly counts: string | null;
      /** Hashes every original file again, too. */
      readonly originals: boolean;
    }
  | {
      readonly kind: 'encrypt-anew';
      readonly path: string;
      readonly oldKey: Uint8Array;
      readonly newKey: Uint8Array;
    };

/** Fraction done, 0..1. */
export type Report = (fraction: number) => void;

/** Does the job in this thread and wipes its keys. Throws VAULT_DAMAGED when the file does not open. */
export function doJob(job: Job, report: Report): CheckResult {
  if (job.kind === 'check') return check(job, report);
  const oldKey = ownKey(job.oldKey);
  const newKey = ownKey(job.newKey);
  try {
    encryptAnew(job.path, oldKey, newKey);
    // With no journal SQLite synced nothing: without this a power cut after the switch could lose the copy.
    syncFile(job.path);
    report(0.5);
    return checkFile(job.path, newKey, (fraction) => report(0.5 + fraction * 0.5));
  } finally {
    oldKey.fill(0);
    newKey.fill(0);
  }
}

function ownKey(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function check(job: Extract<Job, { kind: 'check' }>, report: Report): CheckResult {
  const key = ownKey(job.key);
  try {
    return checkFile(job.path, key, report, job);
  } finally {
    key.fill(0);
  }
}

function checkFile(
  path: string,
  key: Buffer,
  report: Report,
  also: { counts: string | null; originals: boolean } = { counts: null, originals: false },
): CheckResult {
  const copy = openDatabase(path, key, { mustExist: true });
  try {
    const share = also.originals ? 0.7 : 1;
    const found = checkDatabase(copy, (fraction) => report(fraction * share));
    const problems = [...found.problems];
    if (found.ok && also.counts !== null && countRows(copy) !== also.counts)
      problems.push('rows: not as many as in the vault');
    if (found.ok && also.originals) {
      let broken = 0;
      const db = wrapDatabase(copy, () => new Date().toISOString());
      for (const original of checkOriginals(db)) {
        if (!original.ok) broken += 1;
        report(share + original.fraction * (1 - share));
      }
      if (broken > 0) problems.push(`files: ${broken} not as they were stored`);
    }
    return { ok: problems.length === 0, problems };
  } finally {
    copy.close();
  }
}

function encryptAnew(path: string, oldKey: Buffer, newKey: Buffer): void {
  const copy = openDatabase(path, oldKey, { mustExist: true });
  try {
    // No journal: a copy cut off half-way is thrown away, and a journal would hold pages under the old key.
    copy.pragma('journal_mode = DELETE');
    copy.pragma('journal_mode = OFF');
    const raw = rawKey(newKey);
    copy.rekey(raw);
    raw.fill(0);
    copy.pragma('journal_mode = WAL');
  } catch (error) {
    throw error instanceof AppError ? error : asDamage(error);
  } finally {
    copy.close();
  }
}

function asDamage(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code)
    ? new AppError('VAULT_DAMAGED', 'The vault could not be read: its file is damaged.', { cause })
    : cause;
}
