/**
 * A file whose bytes are fetched as they are needed. The process with the vault keeps no large file in memory, and a
 * reading process holds only the parts of a long scan that it is working on.
 */
export interface FileSource {
  readonly byteLength: number;
  /** Bytes `start` to `end` (not included), both within the file. */
  read(start: number, end: number): Uint8Array | Promise<Uint8Array>;
}

/** Files up to this size are sent whole: fetching them by parts would only cost time. */
export const sentWholeBytes = 8 * 1024 * 1024;

/** At most this many bytes are fetched at once. */
export const mostFetchedBytes = 4 * 1024 * 1024;

/** A file that may be in memory anyway. */
export function sourceOf(file: Uint8Array | FileSource): FileSource {
  if (!(file instanceof Uint8Array)) return file;
  return { byteLength: file.length, read: (start, end) => file.subarray(start, end) };
}

/** The whole file in memory, for formats that cannot be read by parts. */
export async function fetchWhole(source: FileSource): Promise<Uint8Array> {
  if (source.byteLength <= mostFetchedBytes) return source.read(0, source.byteLength);
  const bytes = new Uint8Array(source.byteLength);
  for (let start = 0; start < bytes.length; start += mostFetchedBytes) {
    bytes.set(await source.read(start, Math.min(bytes.length, start + mostFetchedBytes)), start);
  }
  return bytes;
}
