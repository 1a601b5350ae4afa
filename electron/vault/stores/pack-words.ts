/**
 * A page's words in few bytes: per word the gap and length as variable-length numbers, four box edges as
 * 16-bit fractions of the page (finer than 1/50 mm on letter paper), confidence as 8 bits. About 11 bytes a
 * word, against 90 as JSON. The first byte is the packing's version.
 */
import type { Box, Word } from '../../../shared/domain/page-text.ts';
import { AppError } from '../../../shared/api/errors.ts';

const version = 1;
const edge = 65_535;

export function packWords(words: readonly Word[]): Uint8Array {
  const bytes = Buffer.alloc(1 + words.length * 19);
  bytes[0] = version;
  let at = 1;
  let last = 0;
  for (const word of words) {
    at = writeNumber(bytes, at, zigzag(word.start - last));
    at = writeNumber(bytes, at, word.end - word.start);
    for (const side of word.box) at = bytes.writeUInt16LE(Math.round(clamp(side) * edge), at);
    at = bytes.writeUInt8(Math.round(clamp(word.confidence) * 255), at);
    last = word.end;
  }
  return Buffer.from(bytes.subarray(0, at));
}

/** Throws VAULT_DAMAGED for bytes that packWords did not write. */
export function unpackWords(packed: Uint8Array): Word[] {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  if (bytes[0] !== version) throw damaged();
  const words: Word[] = [];
  let at = 1;
  let last = 0;
  while (at < bytes.length) {
    const [gap, afterGap] = readNumber(bytes, at);
    const [length, afterLength] = readNumber(bytes, afterGap);
    at = afterLength;
    if (at + 9 > bytes.length) throw damaged();
    const box: Box = [side(bytes, at), side(bytes, at + 2), side(bytes, at + 4), side(bytes, at + 6)];
    const start = last + unzigzag(gap);
    words.push({ start, end: start + length, box, confidence: bytes.readUInt8(at + 8) / 255 });
    last = start + length;
    at += 9;
  }
  return words;
}

function side(bytes: Buffer, at: number): number {
  return bytes.readUInt16LE(at) / edge;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Words nearly always follow each other; a small negative gap must still fit. */
function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function writeNumber(bytes: Buffer, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest > 127) {
    bytes[at++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  bytes[at++] = rest;
  return at;
}

function readNumber(bytes: Buffer, start: number): [value: number, next: number] {
  let value = 0;
  let scale = 1;
  for (let at = start; at < bytes.length && at < start + 5; at += 1) {
    const byte = bytes.readUInt8(at);
    value += (byte & 127) * scale;
    if (byte < 128) return [value, at + 1];
    scale *= 128;
  }
  throw damaged();
}

function damaged(): AppError {
  return new AppError(
    'VAULT_DAMAGED',
    'The words of a page could not be read. Restore the vault from a backup.',
  );
}
