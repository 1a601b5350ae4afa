/** Reads the label that opens an item of a policy ("A.2", "(iii)", "Part Two.", "HN-12.2", "[ ]"). */

export type LabelStyle =
  | 'word'
  | 'row'
  | 'id'
  | 'dotted'
  | 'letter-number'
  | 'number-letter'
  | 'number'
  | 'roman'
  | 'letter'
  | 'paren-letter'
  | 'paren-roman'
  | 'paren-number'
  | 'paren-capital'
  | 'low-letter'
  | 'low-roman'
  | 'told'
  | 'box'
  | 'bullet';

export interface Label {
  readonly style: LabelStyle;
  /** As printed, trimmed of closing punctuation; of "3. Part B: …" the name that the policy itself uses, "Part B". */
  readonly raw: string;
  /** Parts of a compound label, lower case: "2.1.a" is ["2", "1", "a"]. Empty for bullets. */
  readonly path: readonly string[];
  /** The path of a second label behind the first: ["b"] of "3. Part B: …", below which "B.1" stands. */
  readonly also?: readonly string[];
  /** Place in its sequence, from 1; 0 for bullets. */
  readonly ordinal: number;
  /** Characters of the line taken by the label and the blank after it. */
  readonly length: number;
}

const numberWords = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** "First," "Secondly," before a paragraph that is an item of a list told in words. */
const toldWords = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const toldLabel = new RegExp(`^(${toldWords.join('|')})(?:ly)?,\\s+(?=\\S)`, 'i');

/** All readings of the label at the start of the text, likeliest first; a "(i)" is both a letter and a Roman one. */
export function labelsAt(text: string): Label[] {
  return readingsAt(text).map((label) => {
    if (label.style !== 'number' && label.style !== 'roman') return label;
    const second = readingsAt(text.slice(label.length)).find(({ style }) => style === 'word');
    return second === undefined ? label : { ...label, raw: second.raw, also: second.path };
  });
}

function readingsAt(text: string): Label[] {
  const out: Label[] = [];
  const add = (
    style: LabelStyle,
    match: RegExpExecArray | null,
    path: (m: RegExpExecArray) => readonly string[],
    ordinal: (path: readonly string[]) => number,
  ): void => {
    if (match === null) return;
    const parts = path(match).map((part) => part.toLowerCase());
    const place = ordinal(parts);
    if (place < 1) return;
    out.push({
      style,
      raw: match[0]
        .trim()
        .replace(/^([A-Z])- (?=\d)/, '$1-')
        .replace(/[.,:)\s–—-]+$/, (tail) => (tail.startsWith(')') && match[0].includes('(') ? ')' : '')),
      path: parts,
      ordinal: place,
      length: match[0].length,
    });
  };
  const lastPart = (parts: readonly string[]): string => parts[parts.length - 1] ?? '';
  const lastOrdinal = (parts: readonly string[]): number => ordinalOf(lastPart(parts));

  const box = /^(?:\[[\s_xX]{0,2}\]|\([\s_]{1,2}\)|_{2,4}(?=\s)|[☐☑□▢❑◻])\s*/.exec(text);
  if (box) return [boxLabel(text, box[0].length)];
  if (jointLine.test(text)) return [];
  const bullet = /^(?:[•●○◦▪■‣➢►✓✔·∙]|[o*]|[-–—])\s+(?=\S)/.exec(text);
  if (bullet)
    return [{ style: 'bullet', raw: bullet[0].trim(), path: [], ordinal: 0, length: bullet[0].length }];

  const named = (match: RegExpExecArray | null): RegExpExecArray | null =>
    match !== null && (/[.:)–—-]\s*$/.test(match[0]) || !/^\s*\p{Ll}/u.test(text.slice(match[0].length)))
      ? match
      : null;
  // "Part B lists urgent signs", "Criteria A and B do not apply": a sentence that speaks of parts heads none.
  add(
    'word',
    named(
      /^(?:section|part|table|paragraph|chapter|criterion|criteria|indication|category|step|appendix|annex|addendum|box|group|path(?:way)?|option|route|track|tier|rule|scenario|module|article|block|entry|frame)\s+([A-Z]|\d{1,2}|[IVX]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)\b\s*(?:[.:)–—-]\s*|$|(?=\s[A-Z]))/i.exec(
        text,
      ),
    ),
    (m) => [numberWord(m[1] ?? '')],
    lastOrdinal,
  );
  // "Row 1<tab>Carrier of a variant": rows of a table named in their first cell.
  add(
    'row',
    /^(?:Row|Line|Item|ROW|LINE|ITEM)\s+(\d{1,2}|[A-Z])(?:[.:)–—-]\s*|\s+(?=\p{Lu}))/u.exec(text),
    (m) => [m[1] ?? ''],
    lastOrdinal,
  );
  add(
    'id',
    /^([A-Z]{2,6}(?:-?\d{1,3})?(?:-[A-Z0-9]{1,4})?)\.(\d{1,2})((?:\.\d{1,2})*)[.:]?\s+/.exec(text),
    (m) => [m[1] ?? '', m[2] ?? '', ...(m[3] ?? '').split('.').filter(Boolean)],
    lastOrdinal,
  );
  add(
    'id',
    /^([A-Z]{2,6}|[IVX](?=-[A-Z]\b))-([A-Z]{1,2}|\d{1,3})[.:]?\s+(?=[A-Z][a-z])/.exec(text),
    (m) => [m[1] ?? '', m[2] ?? ''],
    (p) => Math.max(1, ordinalOf(p[1] ?? '')),
  );
  add(
    'id',
    // "L3-10 Pain down the leg" is a chapter's part, "L4-5 disc" two neighbours of the spine.
    /^(?![CTL](\d{1,2})-(?:S1|\d{1,2})\b\s+(?:disc|level|facet|foramen|interspace)\b)([A-Z]{1,4}\d{1,2})-(\d{1,3})[.:]?\s+(?=[A-Z][a-z])/.exec(
      text,
    ),
    (m) => [m[2] ?? '', m[3] ?? ''],
    lastOrdinal,
  );
  add(
    'dotted',
    /^((?:\d{1,2}|[1-9]\d\d(?=[.\d]*\s+\p{Lu}))(?:\.\d{1,2}){1,4})(?:\.?([a-z])|\s?\(([a-z])\))?[.):]?(?=\s|$)\s*/u.exec(
      text,
    ),
    // "4.0" heads 4.1 to 4.9; terms of their own ("2.0 Terms") head nothing.
    (m) =>
      [
        ...(/^\S+\s+(?:terms?|definitions?|words|glossary)\b/i.test(text)
          ? (m[1] ?? '')
          : (m[1] ?? '').replace(/\.0$/, '')
        ).split('.'),
        m[2] ?? m[3] ?? '',
      ].filter(Boolean),
    lastOrdinal,
  );
  // "(6.1) pain that follows a nerve root"
  add(
    'dotted',
    /^\((\d{1,2}(?:\.\d{1,2}){1,3})\)\s*/.exec(text),
    (m) => (m[1] ?? '').split('.'),
    lastOrdinal,
  );
  add(
    'dotted',
    /^(\d{1,2})\.([a-z])[.):]?(?=\s|$)\s*/.exec(text),
    (m) => [m[1] ?? '', m[2] ?? ''],
    lastOrdinal,
  );
  // "2(a) Weakness of an arm" under "Part 2".
  add(
    'dotted',
    /^(\d{1,2})\(([a-z])\)[.:]?(?=\s)\s*/.exec(text),
    (m) => [m[1] ?? '', m[2] ?? ''],
    lastOrdinal,
  );
  add(
    'letter-number',
    /^([A-Z]|I{2,3}|IV|VI{0,3}|IX)(?:[.-]|- (?=\d{1,2}\s))?(\d{1,2})((?:[.][a-z0-9]{1,2})*)[.):]?(?=\s|$)\s*/.exec(
      text,
    ),
    (m) => [m[1] ?? '', m[2] ?? '', ...(m[3] ?? '').split('.').filter(Boolean)],
    lastOrdinal,
  );
  add('letter-number', /^\(([A-Z])(\d{1,2})\)\s*/.exec(text), (m) => [m[1] ?? '', m[2] ?? ''], lastOrdinal);
  add(
    'number-letter',
    /^(\d{1,2})(?:-\s?)?([A-Za-z])[.):]?(?=\s|$)\s*/.exec(text),
    (m) => [m[1] ?? '', m[2] ?? ''],
    lastOrdinal,
  );
  add('number', /^(\d{1,2})[.):](?=\s|$)\s*/.exec(text), (m) => [m[1] ?? ''], lastOrdinal);
  add('number', /^(\d{1,2})\s+(?=[A-Z])/.exec(text), (m) => [m[1] ?? ''], lastOrdinal);
  add(
    'roman',
    /^([IVX]{1,6})[.):](?=\s|$)\s*/.exec(text),
    (m) => [m[1] ?? ''],
    (p) => romanOf(p[0] ?? ''),
  );
  // A letter alone in the first cell of a row: "A<tab>Symptoms<tab>Chest pain on exertion".
  add('letter', /^([A-Z])(?:[.):](?=\s|$)\s*|\t\s*)/.exec(text), (m) => [m[1] ?? ''], lastOrdinal);
  add(
    'paren-roman',
    /^\(([ivxl]{1,6})\)\s*/.exec(text),
    (m) => [m[1] ?? ''],
    (p) => romanOf(p[0] ?? ''),
  );
  add('paren-letter', /^\(([a-z])\)\s*/.exec(text), (m) => [m[1] ?? ''], lastOrdinal);
  add('paren-number', /^\((\d{1,2})\)\s*/.exec(text), (m) => [m[1] ?? ''], lastOrdinal);
  add('paren-capital', /^\(([A-Z])\)\s*/.exec(text), (m) => [m[1] ?? ''], lastOrdinal);
  add(
    'low-roman',
    /^([ivx]{1,6})[.)](?=\s|$)\s*/.exec(text),
    (m) => [m[1] ?? ''],
    (p) => romanOf(p[0] ?? ''),
  );
  add(
    'told',
    toldLabel.exec(text),
    (m) => [String(toldWords.indexOf((m[1] ?? '').toLowerCase()) + 1)],
    lastOrdinal,
  );
  add('low-letter', /^([a-z])(?:[.)](?=\s|$)\s*|\t\s*)/.exec(text), (m) => [m[1] ?? ''], lastOrdinal);
  return out;
}

/** "- or -" on a line of its own joins two items and opens none. */
const jointLine = /^[-–—*•\s]+(?:and\s*\/\s*or|and|or|plus)[-–—*•\s]*$/i;

/** A box, with the number printed behind it: "[ ] 1B  Six weeks or longer". */
function boxLabel(text: string, length: number): Label {
  const rest = text.slice(length);
  const own =
    /^(?:\(?(?:[A-Z]?\d{1,2}(?:\.\d{1,2})*[A-Za-z]?|[A-Z]-?\d{1,2})\)?|[A-Za-z](?=[.)]))[.):]?(?:\s{2,}|(?<=[.):])\s+|(?<=\d[A-Za-z]|[A-Za-z]-?\d{1,2})\s+(?=\p{Lu}))/u.exec(
      rest,
    );
  if (own === null) return { style: 'box', raw: '[ ]', path: [], ordinal: 0, length };
  const raw = own[0].trim().replace(/[.:]+$/, '');
  return { style: 'box', raw, path: [], ordinal: 0, length: length + own[0].length };
}

/** 1 for "1", "a", "A", "one"; 0 where it is none. */
export function ordinalOf(part: string): number {
  if (/^\d+$/.test(part)) return Number(part) + (part === '0' ? 1 : 0);
  if (/^[a-z]$/i.test(part)) return part.toLowerCase().charCodeAt(0) - 96;
  const word = numberWords.indexOf(part.toLowerCase());
  if (word >= 0) return word + 1;
  return romanOf(part);
}

/** Value of a Roman numeral; 0 where the letters are none. */
export function romanOf(text: string): number {
  if (!/^(?:x{0,3})(?:ix|iv|v?i{0,3})$/i.test(text) || text === '') return 0;
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
  let total = 0;
  const letters = text.toLowerCase().split('');
  letters.forEach((letter, index) => {
    const value = values[letter] ?? 0;
    total += value < (values[letters[index + 1] ?? ''] ?? 0) ? -value : value;
  });
  return total;
}

function numberWord(text: string): string {
  const word = numberWords.indexOf(text.toLowerCase());
  return word >= 0 ? String(word + 1) : text;
}
