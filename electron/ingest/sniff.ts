/** Says what a file is by its bytes. Names lie: insurers' portals save PDFs as .aspx, phones save HEIC as .jpg. */

export const fileFormats = [
  'pdf',
  'jpeg',
  'png',
  'tiff',
  'heic',
  'avif',
  'webp',
  'gif',
  'bmp',
  'docx',
  'rtf',
  'eml',
  'html',
  'text',
  'empty',
  'unknown',
] as const;

export type FileFormat = (typeof fileFormats)[number];

/** The registered media type of each format. */
export const mediaTypes: Readonly<Record<FileFormat, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tiff: 'image/tiff',
  heic: 'image/heic',
  avif: 'image/avif',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  rtf: 'application/rtf',
  eml: 'message/rfc822',
  html: 'text/html',
  text: 'text/plain',
  empty: 'application/octet-stream',
  unknown: 'application/octet-stream',
};

function ascii(bytes: Uint8Array, start: number, end: number): string {
  // Buffer's latin1 keeps every byte; TextDecoder's is really Windows-1252.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(start, end)
    .toString('latin1');
}

/** Search a window for an ASCII needle. */
function holds(bytes: Uint8Array, needle: string, from: number, to: number): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(from, to)
    .includes(needle, 0, 'latin1');
}

/** ISO base media brands that carry HEVC stills ... */
const heicBrands = /^(heic|heix|heim|heis|hevc|hevx|mif1|mif2|msf1)$/;
/** ... and AV1 stills. */
const avifBrands = /^(avif|avis)$/;

/** Mail starts with header lines; at least two known ones in the first block make it a mail. */
const mailHeader =
  /^(received|return-path|delivered-to|mime-version|message-id|from|to|subject|date|content-type|x-[\w-]+|dkim-signature|authentication-results|reply-to):/i;

function looksLikeMail(head: string): boolean {
  const lines = head.split(/\r?\n/);
  let known = 0;
  for (const line of lines.slice(0, 60)) {
    if (line === '') break;
    if (/^[ \t]/.test(line)) continue;
    if (!/^[\w-]+:/.test(line)) return false;
    if (mailHeader.test(line)) known += 1;
  }
  return known >= 3 && /^(received|return-path|mime-version|message-id|delivered-to):/im.test(head);
}

/** Mostly printable bytes, whatever the encoding. */
function looksLikeText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65_536);
  if ((sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff)) {
    return true;
  }
  let odd = 0;
  let zeroEven = 0;
  let zeroOdd = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const byte = sample[i] ?? 0;
    if (byte === 0) {
      if (i % 2 === 0) zeroEven += 1;
      else zeroOdd += 1;
    } else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) odd += 1;
  }
  const half = sample.length / 2;
  // UTF-16 without a mark: for Western text nearly every second byte is zero.
  const unmarked = (zeroOdd > half * 0.6 && zeroEven === 0) || (zeroEven > half * 0.6 && zeroOdd === 0);
  if (unmarked && odd <= sample.length * 0.2) return true;
  return zeroEven + zeroOdd === 0 && odd <= sample.length * 0.005;
}

/** The format by content; `unknown` where nothing fits, `empty` for no bytes or only blanks. */
export function sniffFormat(bytes: Uint8Array): FileFormat {
  if (bytes.length === 0) return 'empty';
  const head = ascii(bytes, 0, 4096);
  // Readers accept a PDF whose header comes within the first kilobyte.
  if (head.slice(0, 1200).includes('%PDF-')) return 'pdf';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return 'tiff';
  if (head.slice(4, 8) === 'ftyp') {
    const brand = head.slice(8, 12);
    if (avifBrands.test(brand)) return 'avif';
    // "mif1" says only that it is a still; the brands that follow say of which kind.
    if (heicBrands.test(brand)) return /^.{16}(.{4}){0,8}avif/s.test(head.slice(0, 64)) ? 'avif' : 'heic';
  }
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (head.startsWith('BM') && bytes.length > 54 && bytes[14] === 40) return 'bmp';
  if (head.startsWith('PK\x03\x04')) {
    const tail = Math.max(0, bytes.length - 262_144);
    const isWord =
      holds(bytes, 'word/document', 0, 262_144) || holds(bytes, 'word/document', tail, bytes.length);
    return isWord ? 'docx' : 'unknown';
  }
  if (head.startsWith('{\\rtf')) return 'rtf';
  if (!looksLikeText(bytes)) return 'unknown';
  if (/^[\s\uFEFF\0ÿþï»¿]*$/.test(ascii(bytes, 0, 65_536)) && bytes.length < 65_536) return 'empty';
  if (looksLikeMail(head)) return 'eml';
  if (/^\s*(<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html)/i.test(head.replace(/^ï»¿/, '')))
    return 'html';
  return 'text';
}
