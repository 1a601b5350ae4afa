/**
 * Everything out, for another program or another vault: the original files byte for byte, every table as JSON
 * (one row a line, inside an array), the readable ones as CSV, and an index page. The ZIP is not encrypted:
 * that is its purpose, and the app says so first.
 */
import { ZipWriter } from '@zip.js/zip.js';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ReadDb } from '../db.ts';
import { privateFileMode, syncFolder } from '../files.ts';
import { asVaultError } from '../sqlite-errors.ts';
import { streamOf } from '../stream-of.ts';
import { readOriginal } from '../stores/originals.ts';
import type { Vault } from '../vault-handle.ts';
import type { Following } from '../worker/run-job.ts';
import { indexPage, readMe } from './index-page.ts';
import { csvLine, rowToJson, type Row } from './row-text.ts';
import {
  csvTables,
  exportedTables,
  exportFormat,
  exportFormatVersion,
  manifestName,
  type ExportedTable,
} from './tables.ts';
import { fileSink } from './zip-file.ts';

export interface ExportedOriginal {
  readonly documentId: string;
  readonly sha256: string;
  readonly byteSize: number;
  /** Path inside the ZIP. */
  readonly path: string;
}

/** Writes the ZIP to `path`, whole or not at all. Throws DISK_FULL, CONFLICT, or VAULT_LOCKED when locked meanwhile. */
export async function exportVault(
  vault: Vault,
  path: string,
  onProgress: (fraction: number) => void = () => undefined,
): Promise<void> {
  const release = vault.occupy();
  const partial = `${path}.partial`;
  let out: number | undefined;
  try {
    out = openSync(partial, 'w', privateFileMode);
    await writeZip(vault, fileSink(out), onProgress);
    fsyncSync(out);
    closeSync(out);
    out = undefined;
    renameSync(partial, path);
    syncFolder(dirname(path));
  } catch (error) {
    throw asVaultError(error);
  } finally {
    if (out !== undefined) closeSync(out);
    rmSync(partial, { force: true });
    release();
  }
}

/** The same ZIP straight into a stream (a browser's download), so that nothing of it lies on this disk. */
export async function streamExport(
  vault: Vault,
  sink: WritableStream<Uint8Array>,
  { signal, onProgress = () => undefined }: Following = {},
): Promise<void> {
  const release = vault.occupy();
  try {
    await writeZip(vault, sink, (fraction) => {
      vault.requireGoingOn(signal);
      onProgress(fraction);
    });
  } catch (error) {
    throw asVaultError(error);
  } finally {
    release();
  }
}

async function writeZip(
  vault: Vault,
  sink: WritableStream<Uint8Array>,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const zip = new ZipWriter(sink, { zip64: true, keepOrder: true, bufferedWrite: false });
  const db = vault.db;
  const originals = listOriginals(db);
  const total = originals.reduce((sum, one) => sum + one.byteSize, 1);
  let done = 0;
  const manifest = {
    format: exportFormat,
    formatVersion: exportFormatVersion,
    schemaVersion: Number(vault.connection.pragma('user_version', { simple: true })),
    exportedAt: vault.now(),
    originals,
  };
  await zip.add(manifestName, streamOf([`${JSON.stringify(manifest, null, 1)}\n`]));
  await zip.add('README.txt', streamOf([readMe]));
  await zip.add('index.html', streamOf(indexPage(db, originals)));
  for (const table of exportedTables.toReversed())
    await zip.add(`data/${table}.json`, streamOf(jsonLines(db, table)));
  for (const table of csvTables) await zip.add(`csv/${table}.csv`, streamOf(csvLines(db, table)));
  for (const original of originals) {
    // Scans and PDFs are compressed already; storing them keeps the bytes plain to see.
    await zip.add(original.path, streamOf(readOriginal(db, original.documentId)), { level: 0 });
    done += original.byteSize;
    onProgress(done / total);
  }
  await zip.close();
}

/** Every stored file with a name that is safe on any system and unlike every other. */
function listOriginals(db: ReadDb): ExportedOriginal[] {
  return db
    .all<{ documentId: string; sha256: string; byteSize: number; fileName: string }>(
      `SELECT d.id AS documentId, o.sha256, o.byte_size AS byteSize, d.file_name AS fileName
       FROM documents d JOIN originals o ON o.num = d.original ORDER BY d.num`,
    )
    .map(({ fileName, ...original }, index) => ({
      ...original,
      path: `originals/${String(index + 1).padStart(5, '0')} ${safeFileName(fileName)}`,
    }));
}

/** No folders, no control or reserved characters, no trailing dot, at most 100 characters with the extension kept. */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '_').replace(/[. ]+$/, '');
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? '';
  const stem = plain.slice(0, plain.length - extension.length).slice(0, 100 - extension.length);
  return stem === '' ? `file${extension}` : stem + extension;
}

function* jsonLines(db: ReadDb, table: ExportedTable): Generator<string> {
  yield '[\n';
  let first = true;
  for (const row of readRows(db, table)) {
    yield `${first ? '' : ',\n'}${rowToJson(row)}`;
    first = false;
  }
  yield '\n]\n';
}

function* csvLines(db: ReadDb, table: ExportedTable): Generator<string> {
  const columns = columnsOf(db, table);
  yield csvLine(columns);
  for (const row of readRows(db, table)) yield csvLine(columns.map((column) => row[column] ?? null));
}

export function columnsOf(db: ReadDb, table: ExportedTable): string[] {
  return db
    .all<{ name: string }>('SELECT name FROM pragma_table_info(?) ORDER BY cid', table)
    .map((column) => column.name);
}

/** Pages of rows by position, so that the vault can be written between them. */
function* readRows(db: ReadDb, table: ExportedTable): Generator<Row> {
  const key = primaryKey(db, table);
  const size = 200;
  const keyOf = (row: Row): Row[string][] => key.map((column) => row[column] ?? null);
  const order = key.join(', ');
  const where = table === 'originals' ? 'sha256 IS NOT NULL' : '1';
  let rows = db.all<Row>(`SELECT * FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT ${size}`);
  for (let last = rows.at(-1); last; last = rows.at(-1)) {
    yield* rows;
    if (rows.length < size) return;
    const places = key.map(() => '?').join(', ');
    rows = db.all<Row>(
      `SELECT * FROM ${table} WHERE ${where} AND (${order}) > (${places}) ORDER BY ${order} LIMIT ${size}`,
      ...keyOf(last),
    );
  }
}

function primaryKey(db: ReadDb, table: ExportedTable): string[] {
  return db
    .all<{ name: string }>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', table)
    .map((column) => column.name);
}
