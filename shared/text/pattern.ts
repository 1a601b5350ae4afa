/**
 * Turns the patterns of rule data into regular expressions, one convention for all rule files: case does not
 * count, a space in the pattern matches any run of white space (and a hyphen at a line's end), straight and curly
 * quotes are one, and a pattern that starts or ends with a letter or digit ends at a word's edge.
 */

const compiled = new Map<string, RegExp>();

/**
 * Letters and digits at a word's edge. Spelt out (Latin, with accents) instead of \p{L}\p{N}: classes of all
 * Unicode make each expression three times as slow, and there are hundreds of them.
 */
const wordChar = 'A-Za-z0-9\\u00C0-\\u024F';

/** The regular expression of a rule pattern (case does not count). Cached; callers must reset or use `matchAll`. */
export function compilePattern(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const body = translate(pattern);
  const alternatives = `(?:${body})`;
  // A pattern that starts with a mark of its own (a comma, a dash) may stand right behind a word.
  const opens = /^[,;:.\u2013\u2014-]/.test(pattern) && !pattern.startsWith('.') ? '' : `(?<![${wordChar}])`;
  const source = `${opens}${alternatives}(?![${wordChar}])`;
  const expression = new RegExp(source, /\\[pu]\{/.test(pattern) ? 'giu' : 'gi');
  compiled.set(pattern, expression);
  return expression;
}

const compiledWhole = new Map<string, RegExp>();

/** Whether the text as a whole is the pattern. */
export function isPattern(pattern: string, text: string): boolean {
  let expression = compiledWhole.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(`^(?:${translate(pattern)})$`, /\\[pu]\{/.test(pattern) ? 'iu' : 'i');
    compiledWhole.set(pattern, expression);
  }
  return expression.test(text);
}

/** Whether the pattern stands anywhere in the text. */
export function matchesPattern(pattern: string, text: string): boolean {
  const expression = compilePattern(pattern);
  expression.lastIndex = 0;
  const found = expression.test(text);
  expression.lastIndex = 0;
  return found;
}

export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** All places of the pattern in the text, in order. */
export function findPattern(pattern: string, text: string): PatternMatch[] {
  const out: PatternMatch[] = [];
  const expression = compilePattern(pattern);
  expression.lastIndex = 0;
  // exec, not matchAll: that copies the expression on every call.
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
    if (match[0].length === 0) expression.lastIndex++;
    else
      out.push({
        start: match.index,
        end: match.index + match[0].length,
        text: match[0],
        groups: match.groups ?? {},
      });
  }
  return out;
}

/** The first place of the pattern, or null. */
export function firstPattern(pattern: string, text: string): PatternMatch | null {
  return findPattern(pattern, text)[0] ?? null;
}

/** Spaces and quotes of a pattern in their wider meaning; inside a character class a space is any one white space. */
function translate(pattern: string): string {
  let out = '';
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const char = pattern.charAt(index);
    if (char === '\\') {
      out += char + pattern.charAt(++index);
      continue;
    }
    // "[- ]" (either of the two) also where a line ends on the hyphen.
    if (!inClass && pattern.startsWith('[- ]', index)) {
      out += String.raw`(?:-\s*\n\s*|[-\s])`;
      index += 3;
      continue;
    }
    if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    if (char === ' ') out += inClass ? String.raw`\s` : String.raw`(?:\s+|-\s*\n\s*)`;
    else if (char === "'") out += inClass ? "'\u2019" : "['\u2019]";
    else if (char === '"') out += inClass ? '"\u201C\u201D' : '["\u201C\u201D]';
    else out += char;
  }
  return out;
}

/** The words as a pattern that finds just them. */
export function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
