/** Just enough of the tar format (POSIX ustar) for a backup: a few files one after another, of any size. */
import { readSync } from 'node:fs';
import { AppError } from '../../shared/api/errors.ts';

const blockBytes = 512;

/** Bytes that fill an entry up to a whole block. */
export function padding(size: number): Buffer {
  return Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes);
}

/** Two empty blocks end an archive. */
export const archiveEnd = Buffer.alloc(2 * blockBytes);

/** The header of an entry; `name` is ASCII, under 100 bytes. */
export function entryHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(blockBytes);
  header.write(name, 0, 'latin1');
  header.write('0000600\0', 100, 'latin1');
  header.write('0000000\0', 108, 'latin1');
  header.write('0000000\0', 116, 'latin1');
  if (size < 0o77777777777) header.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  else {
    header[124] = 0x80; // GNU base-256, for 8 GiB and more
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  header.write('00000000000\0', 136, 'latin1');
  header.write('        ', 148, 'latin1');
  header.write('0', 156, 'latin1');
  header.write('ustar\u000000', 257, 'latin1');
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** Where its bytes begin in the archive. */
  readonly start: number;
}

/** The entries of an archive of `archiveSize` bytes. Throws VAULT_DAMAGED when it is cut off or altered. */
export function listEntries(handle: number, archiveSize: number): TarEntry[] {
  const entries: TarEntry[] = [];
  const header = Buffer.alloc(blockBytes);
  for (let at = 0; ;) {
    if (readSync(handle, header, 0, blockBytes, at) < blockBytes) throw damagedBackup();
    if (header.every((byte) => byte === 0)) return entries;
    const entry = readHeader(header, at + blockBytes);
    at = entry.start + entry.size + padding(entry.size).length;
    if (!Number.isSafeInteger(at) || at > archiveSize) throw damagedBackup();
    entries.push(entry);
  }
}

function readHeader(header: Buffer, start: number): TarEntry {
  const written = Number.parseInt(header.toString('latin1', 148, 156), 8);
  const blank = Buffer.from(header);
  blank.write('        ', 148, 'latin1');
  if (written !== checksum(blank)) throw damagedBackup();
  const end = header.indexOf(0);
  const name = header.toString('latin1', 0, Math.min(100, end === -1 ? 100 : end));
  const size =
    header[124] === 0x80
      ? Number(header.readBigUInt64BE(128))
      : Number.parseInt(header.toString('latin1', 124, 135), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw damagedBackup();
  return { name, size, start };
}

function checksum(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0);
}

export function damagedBackup(cause?: unknown): AppError {
  return new AppError('VAULT_DAMAGED', 'This backup file is damaged or is not a Rejoinder backup.', {
    cause,
  });
}
