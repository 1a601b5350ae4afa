/**
 * The bytes of original files, in chunks, found by their SHA-256: the same file twice is stored once. Written
 * and read as streams, so that no file is ever whole in memory. An upload that did not finish has no hash and
 * is removed when the vault is next opened.
 */
import { createHash, type Hash } from 'node:crypto';
import type { ReadDb, WriteDb } from '../db.ts';
import { found } from './found.ts';

/** 256 KiB: large enough that per-row cost vanishes, small enough to stream through any machine. */
const chunkBytes = 262_144;

/** An upload in progress. `append` may be given pieces of any size; `finish` or `abandon` ends it. */
export interface Upload {
  append(piece: Uint8Array): void;
  /** The stored original; `isNew` is false when the same bytes were there already (then nothing was added). */
  finish(): StoredOriginal;
  abandon(): void;
}

export interface StoredOriginal {
  readonly original: number;
  readonly sha256: string;
  readonly byteSize: number;
  readonly isNew: boolean;
}

/** Each full chunk is committed by itself; only `finish` makes the whole count. */
export function beginUpload(db: WriteDb): Upload {
  const hash = createHash('sha256');
  const state = { original: null as number | null, held: Buffer.alloc(0), seq: 0, byteSize: 0, open: true };
  const writeChunk = (bytes: Uint8Array): void => {
    state.original ??= startRow(db);
    db.run(
      'INSERT INTO original_chunks (original, seq, bytes) VALUES (?, ?, ?)',
      state.original,
      state.seq,
      bytes,
    );
    state.seq += 1;
  };
  const remove = (): void => {
    if (state.original !== null) removeOriginal(db, state.original);
  };
  return {
    append(piece) {
      hash.update(piece);
      state.byteSize += piece.length;
      let bytes = state.held.length > 0 ? Buffer.concat([state.held, piece]) : piece;
      while (bytes.length >= chunkBytes) {
        writeChunk(bytes.subarray(0, chunkBytes));
        bytes = bytes.subarray(chunkBytes);
      }
      state.held = Buffer.from(bytes);
    },
    finish() {
      state.open = false;
      return db.transaction(() => finishUpload(db, hash, state, writeChunk, remove));
    },
    abandon() {
      if (state.open) db.transaction(remove);
      state.open = false;
    },
  };
}

interface UploadState {
  original: number | null;
  held: Buffer;
  byteSize: number;
}

function finishUpload(
  db: WriteDb,
  hash: Hash,
  state: UploadState,
  writeChunk: (bytes: Uint8Array) => void,
  remove: () => void,
): StoredOriginal {
  const sha256 = hash.digest('hex');
  const known = db.get<{ num: number }>('SELECT num FROM originals WHERE sha256 = ?', sha256);
  if (known) {
    remove();
    return { original: known.num, sha256, byteSize: state.byteSize, isNew: false };
  }
  if (state.held.length > 0) writeChunk(state.held);
  const original = (state.original ??= startRow(db));
  db.run('UPDATE originals SET sha256 = ?, byte_size = ? WHERE num = ?', sha256, state.byteSize, original);
  return { original, sha256, byteSize: state.byteSize, isNew: true };
}

function startRow(db: WriteDb): number {
  return found(db.get<{ num: number }>('INSERT INTO originals DEFAULT VALUES RETURNING num'), 'upload').num;
}

/** Chunks and row; the caller has made sure that no document needs them. */
function removeOriginal(db: WriteDb, original: number): void {
  db.run('DELETE FROM originals WHERE num = ?', original);
}

/** Uploads cut off by a crash. Returns how many were removed. */
export function removeUnfinishedUploads(db: WriteDb): number {
  return db.run('DELETE FROM originals WHERE sha256 IS NULL');
}

/** The bytes of a document's original, chunk by chunk. Reads each chunk when asked for it, so pauses are safe. */
export function* readOriginal(db: ReadDb, documentId: string): Generator<Uint8Array> {
  const { original } = found(
    db.get<{ original: number }>('SELECT original FROM documents WHERE id = ?', documentId),
    'document',
  );
  for (let seq = 0; ; seq += 1) {
    const chunk = db.get<{ bytes: Uint8Array }>(
      'SELECT bytes FROM original_chunks WHERE original = ? AND seq = ?',
      original,
      seq,
    );
    if (!chunk) return;
    yield chunk.bytes;
  }
}

/** Bytes `[start, end)` of the original, for range requests; short at the end of the file. */
export function readOriginalRange(db: ReadDb, documentId: string, start: number, end: number): Uint8Array {
  const { original } = found(
    db.get<{ original: number }>('SELECT original FROM documents WHERE id = ?', documentId),
    'document',
  );
  const first = Math.floor(start / chunkBytes);
  const last = Math.floor(Math.max(start, end - 1) / chunkBytes);
  const from = start - first * chunkBytes;
  // Most ranges lie in one chunk: only their bytes are copied.
  if (first === last) {
    const part = db.get<{ bytes: Uint8Array }>(
      'SELECT substr(bytes, ?, ?) AS bytes FROM original_chunks WHERE original = ? AND seq = ?',
      from + 1,
      end - start,
      original,
      first,
    );
    return part?.bytes ?? new Uint8Array();
  }
  const chunks = db.all<{ bytes: Uint8Array }>(
    'SELECT bytes FROM original_chunks WHERE original = ? AND seq BETWEEN ? AND ? ORDER BY seq',
    original,
    first,
    last,
  );
  return Buffer.concat(chunks.map((chunk) => chunk.bytes)).subarray(from, end - first * chunkBytes);
}

/** Whole original in memory: for small files and readers that need it so. */
export function readOriginalWhole(db: ReadDb, documentId: string): Uint8Array {
  return Buffer.concat([...readOriginal(db, documentId)]);
}
