/** Damage as fuzzers do it, the same for the same seed: bits, bytes, blocks, cuts, doubled and swapped parts, nasty numbers. */

export type Random = () => number;

/** mulberry32. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Numbers that overflow sums, and words that mean something to a parser. */
const nastyBytes = [
  [0xff, 0xff, 0xff, 0xff],
  [0x7f, 0xff, 0xff, 0xff],
  [0x80, 0, 0, 0],
  [0, 0, 0, 0],
  [0xff, 0xfe],
  [0, 0, 0, 0x10],
];
const nastyWords = [
  '99999999999999999999',
  '-1',
  '../../../../etc/passwd',
  '<!ENTITY x SYSTEM "file:///etc/passwd">',
  '/JavaScript',
  '/Launch',
  '/OpenAction',
  '<<',
  '>>',
  '[',
  'obj',
  'endobj',
  'stream',
  '\\u-1',
  '{\\rtf1',
  '\\bin9999999 ',
  '\r\n\r\n',
  '--boundary',
  'Content-Transfer-Encoding: base64',
  '__proto__',
  '%n%s%x',
  '<script>alert(1)</script>',
];

export function mutate(seedBytes: Uint8Array, random: Random): Uint8Array {
  let bytes = Buffer.from(seedBytes);
  const at = (): number => Math.floor(random() * (bytes.length + 1));
  const put = (place: number, what: Uint8Array, over: boolean) => {
    bytes = Buffer.concat([
      bytes.subarray(0, place),
      what,
      bytes.subarray(Math.min(bytes.length, over ? place + what.length : place)),
    ]);
  };
  const rounds = 1 + Math.floor(random() ** 3 * 24);
  for (let round = 0; round < rounds; round++) {
    const place = at();
    const length = Math.floor(random() ** 2 * Math.min(4096, bytes.length));
    switch (Math.floor(random() * 9)) {
      case 0:
        if (place < bytes.length) bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
        break;
      case 1:
        if (place < bytes.length) bytes[place] = Math.floor(random() * 256);
        break;
      case 2:
        put(place, Buffer.from(nastyBytes[Math.floor(random() * nastyBytes.length)] ?? []), true);
        break;
      case 3:
        put(place, Buffer.from(nastyWords[Math.floor(random() * nastyWords.length)] ?? ''), random() < 0.5);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)]);
        break;
      case 5:
        put(place, bytes.subarray(at(), at() + length), false);
        break;
      case 6:
        if (random() < 0.15) bytes = bytes.subarray(0, place);
        break;
      case 7:
        put(place, Buffer.alloc(length, Math.floor(random() * 256)), true);
        break;
      default: {
        // A number in the text becomes another: lengths, offsets, counts.
        const text = bytes.toString('latin1');
        const digits = [...text.matchAll(/\d+/g)];
        const digit = digits[Math.floor(random() * digits.length)];
        if (digit) {
          const other = random() < 0.5 ? '4294967295' : String(Math.floor(random() * 1e6));
          bytes = Buffer.from(
            text.slice(0, digit.index) + other + text.slice(digit.index + digit[0].length),
            'latin1',
          );
        }
      }
    }
    if (bytes.length > 4_000_000) bytes = bytes.subarray(0, 4_000_000);
  }
  return new Uint8Array(bytes);
}
