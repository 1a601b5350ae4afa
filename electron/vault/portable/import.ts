/**
 * A new vault from an export. The ZIP is foreign data: names in it are never used as paths, only expected
 * entries are read, sizes are bounded by what is declared, hashes are compared, and every row must fit the
 * tables of the schema it says it is from.
 */
import { ZipReader, type FileEntry } from '@zip.js/zip.js';
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/api/errors.ts';
import { checkDatabase } from '../check.ts';
import type { SqlValue, WriteDb } from '../db.ts';
import { syncFolder } from '../files.ts';
import { migrations } from '../migrations/index.ts';
import { indexPage } from '../search/page-index.ts';
import { asVaultError } from '../sqlite-errors.ts';
import { beginUpload } from '../stores/originals.ts';
import { createVault, openVault, type Vault, type VaultOptions } from '../vault.ts';
import { columnsOf } from './export.ts';
import { rowFromJson } from './row-text.ts';
import {
  exportedTables,
  exportFormat,
  exportFormatVersion,
  manifestName,
  type ExportedTable,
} from './tables.ts';
import { ZipFileReader } from './zip-file.ts';

const Manifest = z.object({
  format: z.literal(exportFormat),
  formatVersion: z.literal(exportFormatVersion),
  schemaVersion: z.int().min(1),
  originals: z.array(
    z.object({
      documentId: z.uuid(),
      sha256: z.hex().length(64),
      byteSize: z.int().min(0),
      path: z.string(),
    }),
  ),
});
type Manifest = z.output<typeof Manifest>;

/** A manifest names files and no text, so more than this is no manifest. */
const maxManifestBytes = 64_000_000;
/** One row is at most one page of text with its words; more is an attack on memory. */
const maxLineLength = 50_000_000;

/**
 * Makes a vault in `folder` (not existing, or empty) from the ZIP, whole or not at all, and leaves it closed.
 * Returns its recovery code. Throws VAULT_EXISTS, VAULT_NEWER, NOT_FOUND, DISK_FULL, or BAD_INPUT for a ZIP
 * that is no sound export.
 */
export async function importExport(
  zipPath: string,
  folder: string,
  passphrase: string,
  options: VaultOptions = {},
  onProgress: (fraction: number) => void = () => undefined,
): Promise<{ recoveryCode: string }> {
  if (!existsSync(zipPath)) throw new AppError('NOT_FOUND', 'The export file was not found.');
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new AppError('VAULT_EXISTS', 'This folder is not empty. Choose a new one for the vault.');
  const partial = `${folder}.importing`;
  rmSync(partial, { recursive: true, force: true });
  const file = new ZipFileReader(zipPath);
  try {
    const entries = await readEntries(file);
    const manifest = await readManifest(entries);
    // The schema of the export first; opening the vault afterwards migrates it as any older vault.
    const steps = migrations.slice(0, manifest.schemaVersion);
    const { vault, recoveryCode } = await createVault(partial, passphrase, { ...options, migrations: steps });
    try {
      await fill(vault, entries, manifest, onProgress);
    } finally {
      vault.close();
    }
    (await openVault(partial, { passphrase }, options)).close();
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(partial, folder);
    syncFolder(dirname(folder));
    return { recoveryCode };
  } catch (error) {
    const known = asVaultError(error);
    throw known instanceof AppError
      ? known
      : new AppError('BAD_INPUT', 'This ZIP is not a sound Rejoinder export.', { cause: error });
  } finally {
    file.close();
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Originals are numbered anew while their bytes are stored; documents point to them by the old number. */
interface OriginalNumbers {
  readonly bySha256: Map<string, number>;
  readonly byOldNumber: Map<SqlValue, number>;
}

async function readEntries(file: ZipFileReader): Promise<Map<string, FileEntry>> {
  const entries = new Map<string, FileEntry>();
  for await (const entry of new ZipReader(file).getEntriesGenerator())
    if (!entry.directory) entries.set(entry.filename, entry);
  return entries;
}

async function readManifest(entries: ReadonlyMap<string, FileEntry>): Promise<Manifest> {
  let text = '';
  for await (const piece of read(entries, manifestName, maxManifestBytes))
    text += Buffer.from(piece).toString('latin1');
  const json: unknown = JSON.parse(Buffer.from(text, 'latin1').toString('utf8'));
  const versions = z.object({ formatVersion: z.int(), schemaVersion: z.int() }).parse(json);
  if (versions.formatVersion > exportFormatVersion || versions.schemaVersion > migrations.length)
    throw new AppError(
      'VAULT_NEWER',
      'This export was made by a newer version of Rejoinder. Update the app to import it.',
    );
  return Manifest.parse(json);
}

/** The bytes of an entry; throws as soon as they exceed `limit`. */
async function* read(
  entries: ReadonlyMap<string, FileEntry>,
  name: string,
  limit: number,
): AsyncGenerator<Uint8Array> {
  const entry = entries.get(name);
  if (!entry) throw new AppError('BAD_INPUT', 'A part of this export is missing.');
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const written = entry.getData(pipe.writable);
  written.catch(() => undefined); // reported below, after the reader has seen it
  let size = 0;
  for await (const piece of pipe.readable) {
    size += piece.length;
    if (size > limit) throw new AppError('BAD_INPUT', 'A part of this export is larger than it says.');
    yield piece;
  }
  await written;
}

async function fill(
  vault: Vault,
  entries: ReadonlyMap<string, FileEntry>,
  manifest: Manifest,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const { db, connection } = vault;
  const total = manifest.originals.reduce((sum, one) => sum + one.byteSize, 1);
  const numbers: OriginalNumbers = { bySha256: new Map(), byOldNumber: new Map() };
  let done = 0;
  for (const original of manifest.originals) {
    const upload = beginUpload(db);
    for await (const piece of read(entries, original.path, original.byteSize)) upload.append(piece);
    const result = upload.finish();
    if (result.sha256 !== original.sha256)
      throw new AppError('BAD_INPUT', 'A file in this export is not the one it should be.');
    numbers.bySha256.set(result.sha256, result.original);
    done += original.byteSize;
    onProgress((done / total) * 0.8);
  }
  connection.pragma('foreign_keys = OFF');
  for (const table of exportedTables) await insertRows(db, entries, table, numbers);
  connection.pragma('foreign_keys = ON');
  reindexAll(db);
  if (!checkDatabase(connection).ok)
    throw new AppError('BAD_INPUT', 'The parts of this export do not fit together.');
  onProgress(1);
}

/** Rows in batches of one transaction each; originals only get their old numbers, as their bytes are there. */
async function insertRows(
  db: WriteDb,
  entries: ReadonlyMap<string, FileEntry>,
  table: ExportedTable,
  numbers: OriginalNumbers,
): Promise<void> {
  const known = columnsOf(db, table);
  let batch: string[] = [];
  const flush = (): void => {
    db.transaction(() => {
      for (const line of batch) insertRow(db, table, known, line, numbers);
    });
    batch = [];
  };
  for await (const line of readLines(read(entries, `data/${table}.json`, Number.MAX_SAFE_INTEGER))) {
    if (line === '[' || line === ']' || line === '') continue;
    batch.push(line.endsWith(',') ? line.slice(0, -1) : line);
    if (batch.length >= 200) flush();
  }
  flush();
}

function insertRow(
  db: WriteDb,
  table: ExportedTable,
  known: readonly string[],
  line: string,
  numbers: OriginalNumbers,
): void {
  const row = rowFromJson(line);
  if (table === 'originals') {
    const sha256 = row['sha256'];
    const num = typeof sha256 === 'string' ? numbers.bySha256.get(sha256) : undefined;
    if (num !== undefined) numbers.byOldNumber.set(row['num'] ?? null, num);
    return;
  }
  if (table === 'documents') row['original'] = numbers.byOldNumber.get(row['original'] ?? null) ?? null;
  const columns = Object.keys(row);
  if (columns.some((column) => !known.includes(column)))
    throw new AppError('BAD_INPUT', 'This export has columns it should not have.');
  const places = columns.map(() => '?').join(', ');
  db.run(
    `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${places})`,
    ...columns.map((column) => row[column] ?? null),
  );
}

async function* readLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLineLength) throw new AppError('BAD_INPUT', 'A line of this export is too long.');
    yield* lines;
  }
  yield rest + decoder.decode();
}

function reindexAll(db: WriteDb): void {
  const hasSearch = db.get("SELECT 1 FROM sqlite_schema WHERE name = 'page_search'");
  if (!hasSearch) return;
  for (const { num } of db.all<{ num: number }>('SELECT num FROM pages'))
    db.transaction(() => indexPage(db, num));
}
