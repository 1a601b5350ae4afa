/** Turns simple HTML (what mammoth writes for a DOCX, a mail's body) into page text: tables as tab-parted rows. */

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  hellip: '…',
  sect: '§',
  deg: '°',
  frac12: '½',
  times: '×',
  copy: '©',
  reg: '®',
  trade: '™',
  ge: '≥',
  le: '≤',
  plusmn: '±',
  micro: 'µ',
};

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,10});/gi, (whole, body: string) => {
    if (!body.startsWith('#')) return named[body.toLowerCase()] ?? whole;
    const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
  });
}

const blockTags = /^(p|div|h[1-6]|li|ul|ol|blockquote|section|article|header|footer|table|dl|dt|dd|pre|hr)$/;
const silentTags = /^(script|style|head|title|template)$/;

/** Tags without content: they never close. */
const voidTags = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
/** What a person does not see although it is in the file: previews of mails, notes for machines. */
const hides = /\shidden(?=[\s=>/])|[\s"';](display:none|visibility:hidden|font-size:0(px|pt|em)?[;"'])/i;

/** True for an opening tag whose own attributes hide the element; of an endless tag only the beginning is looked at. */
function isHidden(tag: string): boolean {
  return hides.test(tag.slice(0, 2000).replace(/\s?[:;]\s?/g, (sign) => sign.trim()));
}

/**
 * Reading-order text: a block ends a paragraph ("\n\n"), a list item or row a line, cells are parted by "\t".
 * Leaves out what an element's own attributes hide; what a style sheet hides is still read.
 */
export function htmlToText(html: string): string {
  const out: string[] = [];
  let cellDepth = 0;
  let silent = '';
  /** The element that hides what is inside, and how many of its kind are open in it. */
  let hidden = '';
  let hiddenDepth = 0;
  let wantTab = false;
  const push = (text: string): void => {
    if (wantTab) {
      out.push('\t');
      wantTab = false;
    }
    out.push(text);
  };
  // What is never closed reaches to the end, as in a browser; to look for its end from every `<` would take for ever.
  const pieces = /<!--[\s\S]*?(?:-->|$)|<![^>]*(?:>|$)|<(\/?)([a-z][a-z0-9]*)\b[^>]*(?:>|$)|([^<]+|<)/gi;
  for (const match of html.matchAll(pieces)) {
    const [, slash, rawTag, text] = match;
    if (text !== undefined) {
      if (silent === '' && hidden === '' && !(cellDepth === 0 && text.trim() === '' && /\n/.test(text))) {
        const plain = decodeEntities(text).replace(/\s+/g, ' ');
        if (cellDepth === 0 || plain !== ' ') push(plain);
      }
      continue;
    }
    if (rawTag === undefined) continue;
    const tag = rawTag.toLowerCase();
    const closes = slash === '/';
    if (hidden !== '') {
      if (tag === hidden) hiddenDepth += closes ? -1 : 1;
      if (hiddenDepth === 0) hidden = '';
      continue;
    }
    if (!closes && !voidTags.test(tag) && isHidden(match[0])) {
      hidden = tag;
      hiddenDepth = 1;
      continue;
    }
    if (silentTags.test(tag)) silent = closes ? '' : tag;
    else if (silent !== '') continue;
    else if (tag === 'br') push(cellDepth > 0 ? ' ' : '\n');
    else if (tag === 'td' || tag === 'th') {
      cellDepth = Math.max(0, cellDepth + (closes ? -1 : 1));
      if (closes) {
        if (wantTab) push('');
        wantTab = true;
      }
    } else if (tag === 'tr') {
      wantTab = false;
      // Between rows one line end; opening and closing tags both come here.
      if (out.at(-1) !== '\n') out.push('\n');
    } else if (blockTags.test(tag)) {
      if (cellDepth > 0) {
        if (closes) out.push(' ');
      } else out.push(tag === 'li' || tag === 'dt' || tag === 'dd' ? '\n' : '\n\n');
    }
  }
  return out
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\t ?/g, '\t')
    .replace(/ ?\n ?/g, '\n')
    .replace(/(?<![ \t])[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
