/** Text files of any encoding: portals write UTF-8, older systems Windows-1252, Windows Notepad UTF-16. */

function decode(bytes: Uint8Array, encoding: string, fatal = false): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

/** Share of zero bytes at even and odd places of the first kilobytes, to tell unmarked UTF-16. */
function zeroShares(bytes: Uint8Array): [even: number, odd: number] {
  const sample = bytes.subarray(0, 4096);
  const counts: [number, number] = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) counts[i % 2 === 0 ? 0 : 1] += 1;
  });
  const half = Math.max(1, sample.length / 2);
  return [counts[0] / half, counts[1] / half];
}

/** UTF-32, little endian, as old Unix tools write it; what is no letter becomes a replacement sign. */
function decodeUtf32(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 4; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, true);
    text += code < 0x110000 ? String.fromCodePoint(code) : '\uFFFD';
  }
  return text;
}

/** The text with its byte order mark gone and line ends as "\n". Never fails: the last resort is Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const [even, odd] = zeroShares(bytes);
  let text: string | null = null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes[2] === 0 && bytes[3] === 0) text = decodeUtf32(bytes);
  else if (bytes[0] === 0xff && bytes[1] === 0xfe) text = decode(bytes, 'utf-16le');
  else if (bytes[0] === 0xfe && bytes[1] === 0xff) text = decode(bytes, 'utf-16be');
  else if (odd > 0.6 && even < 0.1) text = decode(bytes, 'utf-16le');
  else if (even > 0.6 && odd < 0.1) text = decode(bytes, 'utf-16be');
  text ??= decode(bytes, 'utf-8', true) ?? decode(bytes, 'windows-1252') ?? '';
  return tidyPlainText(text);
}

/** Line ends as "\n", form feeds as a blank line, no trailing blanks, at most one blank line in a row. */
export function tidyPlainText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\f/g, '\n\n')
    .replace(/[^\S\n\t]/g, ' ')
    .replace(/(?<![ \t])[ \t]+$/gm, '')
    .replace(/(?<=\S) {3,}(?=\S)/g, '\t')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
