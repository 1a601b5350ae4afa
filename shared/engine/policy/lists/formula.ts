/**
 * How a list combines where the words name its items one by one: "A, and (B or C), and D are documented", "1 through 3
 * plus either 4 or 5". Reads the names as a formula over the labels of the items below.
 */
import { ordinalOf } from '../outline/labels.ts';

/** A formula over labels in lower case without punctuation. */
export type Formula =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] };

/** "… when 2.1 and 2.2 are both met": the items named make up the list, and what stands beside them is a remark. */
const closed =
  /\b(?:is|are|have been)(?: each| both| all)? (?:met|fulfilled|satisfied|present|documented|shown|answered|checked|true)\b/i;

/**
 * The formula that the words give over these labels: over all of them, or over those that they call met together; null
 * where they give none, or one that can be read two ways.
 */
export function formulaIn(words: string, labels: readonly string[]): Formula | null {
  const names = labels.map(plainLabel);
  if (names.length < 3 || names.includes('') || new Set(names).size !== names.length) return null;
  const some = closed.test(words);
  let best: Formula | null = null;
  for (const run of runsOf(words, names)) {
    const formula = read(run);
    if (formula === null) continue;
    const named = labelsOf(formula);
    const whole = names.every((name) => named.includes(name));
    if (whole ? mixed(formula) : some && formula.kind === 'all' && named.length >= 2) best = formula;
  }
  return best;
}

/**
 * Labels that the words ask for together where they leave others of the list out: "when 2.1 and 2.2 are both met" above 2.1, 2.2 and
 * a remark 2.3. Null where they name all, or none.
 */
export function namedTogether(words: string, labels: readonly string[]): readonly string[] | null {
  const names = labels.map(plainLabel);
  if (!together.test(words) || names.includes('') || new Set(names).size !== names.length) return null;
  const runs = runsOf(words, names)
    .map(read)
    .filter((formula) => formula !== null)
    .map((formula) => ({ formula, named: new Set(labelsOf(formula)) }))
    .filter(({ named }) => named.size >= 2);
  const only = runs[0];
  return runs.length === 1 &&
    only !== undefined &&
    only.formula.kind === 'all' &&
    only.named.size < names.length
    ? labels.filter((label) => only.named.has(plainLabel(label)))
    : null;
}

/** "… are both met", "… are all documented". */
const together =
  /\b(?:when|if|where|once|provided)\b(?:[^.;]|\.\d)*\b(?:both|all|each)\b(?:[^.;]|\.\d){0,30}\b(?:met|satisfied|shown|documented|present|fulfilled|true|on (?:file|record))\b|\b(?:when|if|where|once|provided)\b(?:[^.;]|\.\d)*\b(?:met|satisfied|fulfilled)\b/i;

/** A label without its punctuation: "(b)" and "B." are both "b". */
export function plainLabel(label: string): string {
  return label
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]/g, '')
    .replace(/\.$/, '');
}

/** Both "and" and "or" stand in it; a plain "A, B and C" is read elsewhere. */
function mixed(formula: Formula): boolean {
  return formula.kind !== 'label' && formula.parts.some(({ kind }) => kind !== 'label');
}

function labelsOf(formula: Formula): readonly string[] {
  return formula.kind === 'label' ? [formula.label] : formula.parts.flatMap(labelsOf);
}

type Token = Formula | 'and' | 'or' | ',' | '(' | ')' | 'either' | 'both' | 'to';

const words_: ReadonlyMap<string, Token> = new Map<string, Token>([
  ['and', 'and'],
  ['plus', 'and'],
  ['&', 'and'],
  ['or', 'or'],
  [',', ','],
  [';', ','],
  ['(', '('],
  [')', ')'],
  ['either', 'either'],
  ['any', 'either'],
  ['one', 'either'],
  ['both', 'both'],
  ['all', 'both'],
  ['to', 'to'],
  ['through', 'to'],
  ['–', 'to'],
]);

const filler = /^(?:items?|criteria|criterion|numbers?|of|the|steps?|parts?|requirements?|conditions?)$/;

/** Stretches of the words that hold nothing but labels and what joins them. */
function runsOf(text: string, names: readonly string[]): Token[][] {
  const out: Token[][] = [];
  let run: Token[] = [];
  // "(a)" is a label, "(B or C)" a group.
  const parts = text
    .replaceAll(/\(\s*([A-Za-z0-9]{1,4})\s*\)/g, ' $1 ')
    .matchAll(/[A-Za-z0-9]+(?:\.[A-Za-z0-9]{1,2})*|[(),;–&]|\S/g);
  for (const [part] of parts) {
    const word = part.toLowerCase();
    const token: Token | undefined = names.includes(word) ? { kind: 'label', label: word } : words_.get(word);
    if (token !== undefined) run.push(token);
    else if (!filler.test(word)) {
      out.push(run);
      run = [];
    }
  }
  out.push(run);
  return out;
}

const isJoint = (token: Token | undefined): boolean => token === 'and' || token === 'or' || token === ',';

/** The formula of one stretch; null where it can be read two ways. */
function read(tokens: readonly Token[]): Formula | null {
  let run = [...tokens];
  while (isJoint(run[0]) || run[0] === 'to' || run[0] === ')') run = run.slice(1);
  while (isJoint(run.at(-1)) || ['(', 'either', 'both', 'to'].includes(run.at(-1) as string))
    run = run.slice(0, -1);
  const flat = withRanges(withGroups(run));
  if (flat === null || flat.length === 0) return null;
  const both = withPairs(flat, 'both');
  const paired = both === null ? null : withPairs(both, 'either');
  return paired === null ? null : joined(paired);
}

/** Parentheses as one member each. */
function withGroups(run: readonly Token[]): Token[] | null {
  const out: Token[] = [];
  for (let at = 0; at < run.length; at++) {
    const token = run[at];
    if (token === ')') continue;
    if (token !== '(') {
      if (token !== undefined) out.push(token);
      continue;
    }
    let depth = 1;
    let end = at + 1;
    for (; end < run.length && depth > 0; end++) depth += run[end] === '(' ? 1 : run[end] === ')' ? -1 : 0;
    const inner = depth === 0 ? read(run.slice(at + 1, end - 1)) : null;
    if (inner === null) return null;
    out.push(inner);
    at = end - 1;
  }
  return out;
}

/** "1 through 3" as "all of 1, 2, 3". */
function withRanges(run: readonly Token[] | null): Token[] | null {
  if (run === null) return null;
  const out: Token[] = [];
  for (let at = 0; at < run.length; at++) {
    const [first, joint, last] = run.slice(at, at + 3);
    if (joint !== 'to' || typeof first !== 'object' || typeof last !== 'object') {
      if (first === 'to') return null;
      if (first !== undefined) out.push(first);
      continue;
    }
    if (first.kind !== 'label' || last.kind !== 'label') return null;
    const labels = between(first.label, last.label);
    if (labels === null) return null;
    out.push({ kind: 'all', parts: labels.map((label): Formula => ({ kind: 'label', label })) });
    at += 2;
  }
  return out;
}

function between(first: string, last: string): readonly string[] | null {
  const stem = /^(.*?)([a-z]|\d{1,2})$/.exec(first);
  const end = /^(.*?)([a-z]|\d{1,2})$/.exec(last);
  if (stem?.[2] === undefined || end?.[2] === undefined || stem[1] !== end[1]) return null;
  const letters = /[a-z]/.test(stem[2]);
  const [from, to] = [ordinalOf(stem[2]), ordinalOf(end[2])];
  if (letters !== /[a-z]/.test(end[2]) || to <= from || to - from > 20) return null;
  return Array.from(
    { length: to - from + 1 },
    (_, n) => `${stem[1] ?? ''}${letters ? String.fromCharCode(96 + from + n) : from + n}`,
  );
}

/** "either B or C", "both B and C" as one member each. */
function withPairs(run: readonly Token[], opener: 'either' | 'both'): Token[] | null {
  const out: Token[] = [];
  for (let at = 0; at < run.length; at++) {
    const token = run[at];
    if (token !== opener) {
      if (token !== undefined) out.push(token);
      continue;
    }
    const word = opener === 'either' ? 'or' : 'and';
    const parts: Formula[] = [];
    let end = at + 1;
    for (; end < run.length; end++) {
      const next = run[end];
      if (typeof next === 'object') parts.push(next);
      else if (next !== word && !(next === ',' && run.slice(end).includes(word))) break;
      else if (next === ',' && run[end + 1] !== word && typeof run[end + 1] !== 'object') break;
    }
    // "All of 3.1 to 3.5", "any of A to D": the range is what the word joins.
    const [only] = parts;
    const range = parts.length === 1 && only?.kind === 'all' ? only.parts : null;
    if (parts.length < 2 && range === null) return null;
    out.push({ kind: opener === 'either' ? 'any' : 'all', parts: range ?? parts });
    at = end - 1;
  }
  return out;
}

/** Members and the words between them; a comma before "and" or "or" binds less than the word alone. */
function joined(run: readonly Token[]): Formula | null {
  const members: Formula[] = [];
  const joints: { word: 'and' | 'or' | null; comma: boolean }[] = [];
  let joint: { word: 'and' | 'or' | null; comma: boolean } = { word: null, comma: false };
  for (const token of run) {
    if (typeof token === 'object') {
      if (members.length > 0) joints.push(joint);
      members.push(token);
      joint = { word: null, comma: false };
    } else if (token === 'and' || token === 'or') {
      if (joint.word !== null && joint.word !== token) return null;
      joint.word = token;
    } else if (token === ',') joint.comma = true;
    else return null;
  }
  const only = members[0];
  if (only === undefined || joints.some(({ word, comma }) => word === null && !comma)) return null;
  if (members.length === 1) return only;
  const used = new Set(joints.map(({ word }) => word).filter((word) => word !== null));
  if (used.size === 0) return null;
  if (used.size === 1) return { kind: used.has('and') ? 'all' : 'any', parts: members };
  const outer = new Set(joints.filter(({ comma, word }) => comma && word !== null).map(({ word }) => word));
  const [word] = outer;
  if (outer.size !== 1 || word === null || word === undefined) return null;
  const inner = word === 'and' ? 'any' : 'all';
  const parts: Formula[][] = [[members[0] as Formula]];
  joints.forEach((each, index) => {
    const next = members[index + 1] as Formula;
    if (each.comma) parts.push([next]);
    else parts.at(-1)?.push(next);
  });
  // Inside the commas only the other word may stand.
  if (joints.some((each) => !each.comma && each.word === word)) return null;
  return {
    kind: word === 'and' ? 'all' : 'any',
    parts: parts.map((part): Formula =>
      part.length === 1 ? (part[0] as Formula) : { kind: inner, parts: part },
    ),
  };
}
