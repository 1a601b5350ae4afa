/** Rich text as old record systems export it. Only text, tabs, table cells and line ends are taken; the rest is passed over. */
import { tidyPlainText } from './decode-text.ts';

/** Groups whose content is no text of the document. */
const silentGroups = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'themedata',
  'colorschememapping',
  'datastore',
  'latentstyles',
  'listtable',
  'listoverridetable',
  'rsidtbl',
  'generator',
  'xmlnstbl',
  'fldinst',
  'filetbl',
  'revtbl',
]);

const written: Record<string, string> = {
  par: '\n',
  sect: '\n\n',
  page: '\n\n',
  line: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  '~': ' ',
  _: '-',
  '-': '',
};

const western = new TextDecoder('windows-1252');

interface Group {
  silent: boolean;
  /** Characters to pass over after each \u, which stand in for it in old readers. */
  skip: number;
}

/** The file without the raw bytes that follow each `\bin` and its number. */
function withoutBinary(source: string): string {
  let out = '';
  let from = 0;
  for (const match of source.matchAll(/\\bin(\d{1,9}) ?/g)) {
    if (match.index < from) continue;
    out += source.slice(from, match.index);
    from = match.index + match[0].length + Number(match[1]);
  }
  return out + source.slice(from);
}

/** The document's text; never fails, broken files give what can be read. */
export function readRtf(bytes: Uint8Array): string {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  // Raw bytes that a picture may hold would be taken for text and braces.
  const source = withoutBinary(all);
  const token =
    /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\/gi;
  const stack: Group[] = [];
  let group: Group = { silent: false, skip: 1 };
  let out = '';
  let passOver = 0;
  const write = (text: string): void => {
    if (!group.silent) out += text;
  };
  for (const [whole, word, number, hex, symbol, brace, plain] of source.matchAll(token)) {
    if (brace === '{') {
      stack.push(group);
      group = { ...group };
    } else if (brace === '}') {
      group = stack.pop() ?? group;
      passOver = 0;
    } else if (word !== undefined) {
      if (silentGroups.has(word)) group.silent = true;
      else if (word === 'uc') group.skip = Number(number ?? 1);
      else if (word === 'u' && number !== undefined) {
        write(String.fromCharCode((Number(number) + 65_536) % 65_536));
        passOver = group.skip;
      } else write(written[word] ?? '');
    } else if (hex !== undefined) {
      if (passOver > 0) passOver -= 1;
      else write(western.decode(new Uint8Array([Number.parseInt(hex, 16)])));
    } else if (symbol === '*') group.silent = true;
    else if (symbol !== undefined) write(written[symbol] ?? (/[\\{}]/.test(symbol) ? symbol : ''));
    else if (plain !== undefined) {
      const skipped = Math.min(passOver, plain.length);
      passOver -= skipped;
      write(plain.slice(skipped));
    } else if (whole === '\\') write('');
  }
  return tidyPlainText(out);
}
