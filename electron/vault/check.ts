/** Is every page readable and consistent, and is every original still the file that was stored? */
import { createHash } from 'node:crypto';
import type { ReadDb } from './db.ts';
import type { Connection } from './sqlite-driver.ts';
import { asVaultError } from './sqlite-errors.ts';
import { AppError } from '../../shared/api/errors.ts';

export interface CheckResult {
  readonly ok: boolean;
  /** What is wrong, in words without patient text. */
  readonly problems: readonly string[];
}

/** Reads every page (each is authenticated when read) and checks structure, links and the search index. */
export function checkDatabase(
  connection: Connection,
  report: (fraction: number) => void = () => undefined,
): CheckResult {
  const problems: string[] = [];
  const run = (name: string, upTo: number, work: () => void): void => {
    try {
      work();
    } catch (error) {
      const code = asVaultError(error) instanceof AppError ? 'damaged' : 'failed';
      problems.push(`${name}: ${code}`);
    }
    report(upTo);
  };
  run('pages', 0.4, () => {
    const lines = connection.prepare('PRAGMA integrity_check(20)').pluck().all();
    if (lines[0] !== 'ok') problems.push(`pages: ${lines.length} faults`);
  });
  run('links', 0.5, () => {
    const broken = connection.prepare('PRAGMA foreign_key_check').all();
    if (broken.length > 0) problems.push(`links: ${broken.length} broken`);
  });
  run('search index', 1, () => {
    connection.prepare("INSERT INTO page_search (page_search, rank) VALUES ('integrity-check', 1)").run();
  });
  return { ok: problems.length === 0, problems };
}

/** Hashes every original again, streaming; yields after each so that the caller can show progress or stop. */
export function* checkOriginals(
  db: ReadDb,
): Generator<{ sha256: string; ok: boolean; /** Share of all originals seen, 0..1. */ fraction: number }> {
  const originals = db.all<{ num: number; sha256: string }>(
    'SELECT num, sha256 FROM originals WHERE sha256 IS NOT NULL ORDER BY num',
  );
  for (const [index, { num, sha256 }] of originals.entries()) {
    const hash = createHash('sha256');
    for (const chunk of db.iterate<{ bytes: Uint8Array }>(
      'SELECT bytes FROM original_chunks WHERE original = ? ORDER BY seq',
      num,
    ))
      hash.update(chunk.bytes);
    yield { sha256, ok: hash.digest('hex') === sha256, fraction: (index + 1) / originals.length };
  }
}

const countedTables = ['people', 'cases', 'documents', 'originals', 'original_chunks', 'pages', 'history'];

/** How many rows the main tables have, as one text to compare a copy by. */
export function countRows(connection: Connection): string {
  return countedTables
    .map((table) => `${table} ${String(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get())}`)
    .join(', ');
}
