/**
 * A page as blocks (paragraph, bullet, heading, table row, "label: value") and sentences, all as offsets
 * into the page text. A sentence may run over several lines of one block; it never leaves its block.
 */

import { lostSpaces } from './lost-space.ts';

export interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  readonly text: string;
  /** A blank line (vertical gap) or the page's start comes before it. */
  readonly gapBefore: boolean;
  /** Cells of a table row, as offsets; one for an ordinary line. */
  readonly cells: readonly { readonly start: number; readonly end: number }[];
}

export type BlockKind = 'paragraph' | 'item' | 'heading' | 'row' | 'label';

export interface Block {
  readonly start: number;
  readonly end: number;
  readonly kind: BlockKind;
  /** "-", "1.", "(a)", "A.2", "[x]": what stands before an item's words. */
  readonly marker: string | null;
  /** The label of "Label: value", without its colon. */
  readonly label: string | null;
  /** Where the words begin, behind marker and label. */
  readonly bodyStart: number;
  readonly gapBefore: boolean;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly blockIndex: number;
}

/** The lines of a page that are not blank; one in which a title or an item has lost its space is two. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let gap = true;
  while (start <= text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (line.trim() === '') gap = true;
    else {
      const begins = [0, ...lostSpaces(line)];
      begins.forEach((from, index) => {
        const part = line.slice(from, begins[index + 1] ?? line.length);
        const at = start + from;
        lines.push({
          start: at,
          end: at + part.length,
          text: part,
          gapBefore: gap,
          cells: cellsOf(part, at),
        });
        gap = false;
      });
    }
    if (newline < 0) break;
    start = newline + 1;
  }
  return lines;
}

function cellsOf(line: string, offset: number): { start: number; end: number }[] {
  const cells: { start: number; end: number }[] = [];
  const pattern = /[^\t]+/g;
  let m: RegExpExecArray | null;
  while ((m = pattern.exec(line)) !== null) {
    if (m[0].trim() !== '') cells.push({ start: offset + m.index, end: offset + m.index + m[0].length });
  }
  return cells;
}

const markerPattern =
  /^[ \t]*(?:([-–—*•·▪◦‣►✓✔☐☑☒□■●○§]|\[[ xX✓]?\]|\( ?[xX]? ?\)(?= ))[ \t]*|((?:\(?(?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,2})[.)](?:[A-Za-z0-9]{1,3}[.)]?)*|[A-Z]\.?\d{1,2}(?:\.\d{1,2})*\.?|\d{1,2}(?:\.\d{1,2}){1,4}\.?|(?:[A-Z]\.)?\d{1,2}(?:\([a-z0-9]{1,4}\))+|\([a-z0-9ivx]{1,4}\)))[ \t]+)(?=\S)/;
const labelPattern = /^[ \t]*([A-Z][A-Za-z0-9 /&'’().,#+-]{0,44}?)[ \t]*:(?=\s|$)/;
const endPunctuation = /[.!?:;]["'”’)]*\s*$/;

/** The marker at a line's start, with its length including white space, or null. */
export function readMarker(line: string): { readonly marker: string; readonly length: number } | null {
  const m = markerPattern.exec(line);
  if (!m) return null;
  const marker = m[1] ?? m[2] ?? '';
  // "I. Lindgren", "A. Bergstrom", "C. Okafor, DO": a capital letter and a name is no list.
  return { marker, length: m[0].length };
}

/** "Exam: gait normal" -> label "Exam"; null where the line does not begin with a short label and a colon. */
export function readLabel(line: string): { readonly label: string; readonly length: number } | null {
  const m = labelPattern.exec(line);
  const label = m?.[1];
  if (!m || !label || label.split(/\s+/).length > 6 || /[.;] |, \w+ \w+ \w/.test(label)) return null;
  return { label, length: m[0].length };
}

/** True for a line that looks like a title: short, in capitals or title case, with no full stop. */
export function looksLikeHeading(text: string): boolean {
  const line = text.trim();
  if (line.length < 2 || line.length > 90 || /[.;,]$/.test(line)) return false;
  const letters = line.replace(/[^\p{L}]/gu, '');
  if (letters.length < 2) return false;
  const capitals = line.replace(/[^\p{Lu}]/gu, '').length;
  if (capitals / letters.length > 0.85 && line.split(/\s+/).length <= 9) return true;
  if (line.endsWith(':')) return line.split(/\s+/).length <= 7;
  const words = line.split(/\s+/).filter((word) => /\p{L}{4,}/u.test(word));
  return (
    words.length > 0 &&
    words.length <= 8 &&
    words.every((word) => /^[("']*\p{Lu}/u.test(word)) &&
    line.length <= 60
  );
}

/** Blocks of a page, in order, covering all its non-blank lines. */
export function splitBlocks(text: string, lines: readonly Line[] = splitLines(text)): Block[] {
  const blocks: Block[] = [];
  const widths = lines.map((line) => line.text.trim().length).sort((a, b) => a - b);
  // The measure of a full line: a line much shorter than this ended where its writer ended it.
  const full = widths[Math.floor(widths.length * 0.9)] ?? 0;
  let open: {
    from: number;
    kind: BlockKind;
    marker: string | null;
    label: string | null;
    body: number;
  } | null = null;
  const close = (last: number): void => {
    if (!open) return;
    const a = lines[open.from];
    const b = lines[last];
    if (a && b) {
      blocks.push({
        start: a.start,
        end: b.end,
        kind: open.kind,
        marker: open.marker,
        label: open.label,
        bodyStart: Math.min(open.body, b.end),
        gapBefore: a.gapBefore,
        firstLine: open.from,
        lastLine: last,
      });
    }
    open = null;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const previous = lines[i - 1];
    if (!line) continue;
    const marker = readMarker(line.text);
    const label = marker ? null : readLabel(line.text);
    const row = line.cells.length > 1;
    const starts =
      !open ||
      !previous ||
      line.gapBefore ||
      previous.end === line.start ||
      row ||
      marker !== null ||
      (startsWithDay(line.text) && startsWithDay(previous.text)) ||
      startsWithDose(line.text) ||
      (startsWithName(line.text) && (startsWithDose(previous.text) || startsWithName(previous.text))) ||
      label !== null ||
      open.kind === 'heading' ||
      previous.cells.length > 1 ||
      endsHere(previous.text, line.text, full);
    if (!starts) continue;
    // A numbered marker in mid-sentence ("… grade\n4. out of") is still a wrap when nothing closed the line.
    if (
      open &&
      previous &&
      !line.gapBefore &&
      marker &&
      !row &&
      isWrappedMarker(previous.text, marker.marker, line.text, full)
    )
      continue;
    close(i - 1);
    const kind: BlockKind = row
      ? 'row'
      : marker
        ? 'item'
        : label
          ? 'label'
          : isHeadingLine(line, lines[i + 1])
            ? 'heading'
            : 'paragraph';
    open = {
      from: i,
      kind,
      marker: marker?.marker ?? null,
      label: label?.label ?? null,
      body: line.start + (marker?.length ?? label?.length ?? 0),
    };
  }
  close(lines.length - 1);
  return blocks;
}

/** "04/20/2026 Treatment 97110": one of several such lines is a row, though no tab shows it. */
function startsWithDay(line: string): boolean {
  return /^\s*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b/.test(line);
}

/** "gabapentin 300 mg TID": a row of a list of medicines, though it begins small. */
function startsWithDose(line: string): boolean {
  return /^\s*\p{L}[\p{L}-]{3,}(?: [\p{L}-]+)? \d+(?:\.\d+)? ?(?:mg|mcg|units?)\b/u.test(line);
}

/** "ibuprofen – intolerance": a row of such a list that tells no dose. */
function startsWithName(line: string): boolean {
  return /^\s*\p{L}[\p{L}-]{3,}(?: [\p{L}-]+)? [–—-] /u.test(line);
}

function isHeadingLine(line: Line, next: Line | undefined): boolean {
  if (!looksLikeHeading(line.text)) return false;
  const capitals = line.text === line.text.toUpperCase();
  return capitals || next === undefined || next.gapBefore || line.gapBefore;
}

/** The next line begins something new rather than carrying this one on. */
function endsHere(line: string, next: string, full: number): boolean {
  const text = line.trimEnd();
  const start = next.trimStart();
  if (/^[\p{Ll}(&/,;]/u.test(start)) return false;
  if (/[-–,(/&]$|\b(?:and|or|the|of|for|with|to|in|a|an|is|was|no|by|at|on|w\/|without|dr\.?)$/i.test(text))
    return false;
  const short = text.trim().length < full * 0.72;
  if (endPunctuation.test(text)) return short || /^\p{Lu}{3,}[ :]/u.test(start);
  // No full stop: a wrap if the line is about as long as lines get, else an address, a title, a field.
  return (
    short || (isAllCaps(text) !== isAllCaps(start) && start.length > 3 && text.trim().length < full * 0.85)
  );
}

function isAllCaps(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}

function isWrappedMarker(previous: string, marker: string, line: string, full: number): boolean {
  const bare = /^\d{1,2}\.$|^[A-Za-z]\.$/.test(marker);
  if (!bare) return false;
  if (endPunctuation.test(previous) || previous.trim().length < full * 0.8) return false;
  return /^\s*(?:\d{1,2}|[A-Z])\. (?:\p{Ll}|\p{Lu}\p{Ll}+,)/u.test(line);
}

const abbreviations = new Set(
  (
    'dr mr mrs ms st prof no nos vs approx e.g i.e eg ie etc al fig ref dept inc ltd co corp ave blvd rd ste p pp ph tel ext ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec supv resp est max min temp ant post lat med sup inf sect sec ch art ' +
    'susp prob poss bilat incl dtd eval u.s u.s.c c.f.r a.m p.m b.i.d t.i.d q.d p.o p.r.n h.s d.o m.d r.n ph.d cont dx hx tx rx inj cf'
  ).split(' '),
);

/** Sentences of a page in order. Headings, labels and table rows are one sentence each (rows: the whole row). */
export function splitSentences(text: string, blocks: readonly Block[] = splitBlocks(text)): Sentence[] {
  const sentences: Sentence[] = [];
  blocks.forEach((block, blockIndex) => {
    const add = (start: number, end: number): void => {
      let a = start;
      let b = end;
      while (a < b && /\s/.test(text[a] ?? '')) a++;
      while (b > a && /\s/.test(text[b - 1] ?? '')) b--;
      if (a < b) sentences.push({ start: a, end: b, blockIndex });
    };
    if (block.kind === 'heading') {
      add(block.start, block.end);
      return;
    }
    let from = block.start;
    for (const end of sentenceEnds(text, block.bodyStart, block.end)) {
      add(from, end);
      from = end;
    }
    add(from, block.end);
  });
  return sentences;
}

/** Offsets behind each full stop that ends a sentence within `[start, end)`. */
export function sentenceEnds(text: string, start: number, end: number): number[] {
  const ends: number[] = [];
  const pattern = /[.!?]+["'”’)\]]*(?=\s)/g;
  pattern.lastIndex = start;
  let m: RegExpExecArray | null;
  while ((m = pattern.exec(text)) !== null && m.index < end) {
    const after = m.index + m[0].length;
    if (after >= end) break;
    // "Weak or numb? NO": a question goes with its answer.
    const answer = m[0].startsWith('?') ? answerBehind(text.slice(after, Math.min(end, after + 16))) : 0;
    if (answer > 0) {
      ends.push(after + answer);
      pattern.lastIndex = after + answer;
      continue;
    }
    if (m[0].startsWith('.') && isAbbreviation(text, start, m.index) && !closesLine(text, m.index, after))
      continue;
    const next = /^\s+(\S)/.exec(text.slice(after, after + 40))?.[1] ?? '';
    if (m[0].startsWith('.') && /\p{Ll}/u.test(next) && !/^\s*\n/.test(text.slice(after, after + 3))) {
      // A lower-case beginning: notes do start so ("no fever. denies chills"), unless the stop is an abbreviation's.
      if (
        !/^\s+(?:no|denies|pt|patient|she|he|they|has|reports|will|f\/u|w\/|rtc|exam)\b/.test(
          text.slice(after, after + 16),
        )
      )
        continue;
    }
    ends.push(after);
  }
  return ends;
}

/** Length of a short answer with what leads to it, or 0. */
function answerBehind(text: string): number {
  return (
    /^\s+(?:no|none|neg(?:ative)?|nope|never|denies|yes|positive|unsure|unknown)\b[.,;]?/i.exec(text)?.[0]
      .length ?? 0
  );
}

/** "… bilateral MR.⏎She has": an abbreviation that ends its line ends the sentence, save "Dr.⏎Lee", "Feb.⏎3". */
function closesLine(text: string, dot: number, after: number): boolean {
  return (
    /^[ \t]*\n\s*\p{Lu}\p{Ll}/u.test(text.slice(after, after + 8)) &&
    !/(?:^|[^\p{L}])(?:Dr|Mr|Mrs|Ms|St|Prof)$/u.test(text.slice(Math.max(0, dot - 5), dot)) &&
    /(?:^|[^\p{L}.])\p{L}{2,}$/u.test(text.slice(Math.max(0, dot - 9), dot))
  );
}

function isAbbreviation(text: string, from: number, dot: number): boolean {
  const before = text.slice(Math.max(from, dot - 12), dot);
  const word = /([\p{L}.]+)$/u.exec(before)?.[1] ?? '';
  if (word === '') {
    // "4. Refer": a list number at the start of a sentence is not its end.
    return (
      /(?:^|[.!?:;]\s|\n\s*)\d{1,2}$/.test(text.slice(Math.max(from, dot - 5), dot)) ||
      (/\d$/.test(before) && dot - from <= 2)
    );
  }
  if (word.length === 1)
    return /\p{Lu}/u.test(word) && !/\d\s?$/.test(before.slice(0, -1)) && !/(?:^|\s)(?:L|R)$/.test(before);
  return abbreviations.has(word.toLowerCase()) && !isSentenceFinal(word, text.slice(dot + 1, dot + 24));
}

/** "cont", "dx", "tx", "hx", "inj", "min", "max" end sentences too: before a capital they do. */
function isSentenceFinal(word: string, after: string): boolean {
  return (
    /^(?:cont|dx|hx|tx|rx|inj|min|max|post|ant|lat|med|resp|etc|temp|no|p|sec)$/i.test(word) &&
    /^\s+\p{Lu}\p{Ll}/u.test(after) &&
    word.toLowerCase() !== 'no'
  );
}
