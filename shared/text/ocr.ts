/** What scanners do to letters: comparing words and codes without being fooled by 1/l/I, 0/O, rn/m. */

/** A code found in text: as it stands there, and as it must have been. */
export interface CodeMention {
  readonly start: number;
  readonly end: number;
  readonly asRead: string;
  /** Upper case, with its dot where the kind of code has one. */
  readonly code: string;
  readonly repaired: boolean;
}

/** A key under which words that OCR confuses are the same: "lumbar" and "1umbar", "modem" and "modern". */
export function foldOcr(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replace(/[1i|!]/g, 'l')
    .replaceAll('0', 'o')
    .replaceAll('5', 's')
    .replaceAll('8', 'b')
    .replaceAll('ﬁ', 'fl')
    .replaceAll('ﬂ', 'fl');
}

/**
 * True when two words are the same but for OCR slips, or (seven letters and more) one dropped, doubled or
 * swapped letter. Other substitutions do not count: "injection" is not "infection".
 */
export function sameWord(a: string, b: string): boolean {
  const x = foldOcr(a);
  const y = foldOcr(b);
  if (x === y) return true;
  if (Math.min(x.length, y.length) < 7 || Math.abs(x.length - y.length) > 1) return false;
  return oneEdit(x, y);
}

/** One insertion, deletion or swap of neighbours apart. */
function oneEdit(x: string, y: string): boolean {
  const [long, short] = x.length >= y.length ? [x, y] : [y, x];
  let i = 0;
  while (i < short.length && long[i] === short[i]) i++;
  if (long.length !== short.length) return long.slice(i + 1) === short.slice(i);
  return (
    i + 1 < long.length &&
    long[i] === short[i + 1] &&
    long[i + 1] === short[i] &&
    long.slice(i + 2) === short.slice(i + 2)
  );
}

const digitLike: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  l: '1',
  I: '1',
  '|': '1',
  '!': '1',
  i: '1',
  Z: '2',
  S: '5',
  s: '5',
  G: '6',
  B: '8',
  g: '9',
};

/** Digits with look-alike letters turned back, or null where a character is no look-alike. */
export function repairDigits(text: string): string | null {
  let out = '';
  for (const char of text) {
    const fixed = /\d/.test(char) ? char : digitLike[char];
    if (fixed === undefined) return null;
    out += fixed;
  }
  return out;
}

const icdPattern =
  /(?<![A-Za-z0-9.$/-])([A-TV-Z])([0-9OolI|])([0-9A-BOolISZ|])(?:(?:\.|\s?[.,]\s?(?=[0-9OolIS|]))([0-9A-KX-ZOolIS|]{1,4})([A-Z]?))?(?![A-Za-z0-9])/g;

/**
 * ICD-10-CM codes, tolerant of slips (M54.l6 is M54.16). Codes without a dot are only taken when the rest
 * of the text says what they are, so they are left out unless `bare` is set.
 */
export function readDiagnosisCodes(text: string, options: { readonly bare?: boolean } = {}): CodeMention[] {
  const found: CodeMention[] = [];
  icdPattern.lastIndex = 0;
  let m: RegExpExecArray | null;
  while ((m = icdPattern.exec(text)) !== null) {
    const [asRead, letter = '', second = '', third = '', tail, seventh = ''] = m;
    if (tail === undefined && !options.bare) continue;
    const two = repairDigits(second);
    const three = /[AB]/.test(third) ? third : repairDigits(third);
    if (two === null || three === null) continue;
    const rest = tail === undefined ? '' : repairTail(tail);
    const code = letter + two + three + (tail === undefined ? '' : `.${rest}${seventh}`);
    if (!/^[A-TV-Z]\d[\dAB](?:\.[\dA-KX-Z]{1,4})?$/.test(code)) continue;
    const plain = asRead.replace(/\s/g, '');
    found.push({ start: m.index, end: m.index + asRead.length, asRead, code, repaired: plain !== code });
  }
  return found;
}

/** Places 4 to 7: digits, except X fillers and a closing letter (A, D, S … of injuries). */
function repairTail(tail: string): string {
  return Array.from(tail)
    .map((char, index) => {
      if (/\d/.test(char)) return char;
      const last = index === tail.length - 1;
      if (last && index >= 1 && /[A-KX-Z]/.test(char) && char !== 'O' && char !== 'I') return char;
      if (/[XYZ]/.test(char)) return char;
      return /[OolI|sS]/.test(char) ? (repairDigits(char) ?? char) : char;
    })
    .join('');
}

const procedurePattern =
  /(?<![A-Za-z0-9.$#/-])([0-9OolISB|]{5}|[A-HJ-MP-V][0-9OolI|]{4})(?![A-Za-z0-9])(?!-\d{4}|\.\d)/g;

/**
 * Five-character CPT or HCPCS shapes, tolerant of slips. Most bare five-digit numbers are ZIP codes or
 * parts of other numbers: the caller must look at label and context before taking one for a procedure.
 */
export function readProcedureShapes(text: string): CodeMention[] {
  const found: CodeMention[] = [];
  procedurePattern.lastIndex = 0;
  let m: RegExpExecArray | null;
  while ((m = procedurePattern.exec(text)) !== null) {
    const asRead = m[1] ?? '';
    if ((asRead.match(/\d/g) ?? []).length < 3) continue;
    const head = /^[A-Z]/.test(asRead) && !/^[OISB]/.test(asRead) ? (asRead[0] ?? '') : '';
    const digits = repairDigits(asRead.slice(head.length));
    if (digits === null) continue;
    const code = head + digits;
    found.push({ start: m.index, end: m.index + asRead.length, asRead, code, repaired: code !== asRead });
  }
  return found;
}
