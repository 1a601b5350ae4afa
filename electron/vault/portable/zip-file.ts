/** zip.js on files: streams in, streams out, one entry at a time, nothing whole in memory. */
import { configure, Reader } from '@zip.js/zip.js';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { writeFully } from '../snapshot.ts';

// Workers would need their own bundle, and streams in this thread are fast enough for a disk.
configure({ useWebWorkers: false });

/** A web stream that writes to an open file; the caller syncs and closes. */
export function fileSink(handle: number): WritableStream<Uint8Array> {
  return new WritableStream<Uint8Array>({ write: (piece) => writeFully(handle, piece) });
}

/** Random access to a ZIP on disk. */
export class ZipFileReader extends Reader<string> {
  readonly #handle: number;

  constructor(path: string) {
    super(path);
    this.#handle = openSync(path, 'r');
    this.size = fstatSync(this.#handle).size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(length);
    const read = readSync(this.#handle, bytes, 0, length, index);
    return bytes.subarray(0, read);
  }

  close(): void {
    closeSync(this.#handle);
  }
}
