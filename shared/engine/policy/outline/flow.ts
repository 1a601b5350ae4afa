/**
 * The running text of a policy without page furniture. Policies wrap sentences over lines and pages and repeat a
 * header and footer on each; criteria must be read across them, yet every quote must point into one stored page.
 */
import type { DocumentText, Span } from '../../../domain/page-text.ts';
import { lostSpaces } from '../../../text/lost-space.ts';
import { byCells, type EdgeOf, type PrintedLine } from './columns.ts';

/** One printed line, or the words of one cell on it. */
export interface FlowLine extends PrintedLine {
  /** Offset of the line in `Flow.text`. */
  readonly at: number;
}

export interface Flow {
  readonly documentId: string;
  /** The kept lines, joined by "\n". */
  readonly text: string;
  readonly lines: readonly FlowLine[];
  /** Texts by page index: a page that could not be read leaves a hole. */
  readonly pages: ReadonlyMap<number, string>;
}

/** Reads the pages in order; header and footer lines that repeat, and page numbers, are left out. */
export function flowOf(document: DocumentText): Flow {
  // Where words have no boxes, leading blanks show the indentation, if any line has them.
  const blanks = document.pages.some((page) => page.words.length === 0 && /\n[ \t]{2,}\S/.test(page.text));
  const raw = document.pages.flatMap((page) =>
    linesOf(page.text, page.pageIndex, leftEdges(page.words), blanks),
  );
  const furniture = new Set([...findFurniture(raw), ...contentsIn(raw)]);
  const lines: FlowLine[] = [];
  let text = '';
  const kept = raw.filter((line) => !furniture.has(line));
  for (const line of byCells(kept, edgesOf(document))) {
    if (text !== '') text += '\n';
    lines.push({ ...line, at: text.length });
    text += line.text;
  }
  const pages = new Map(document.pages.map((page) => [page.pageIndex, page.text]));
  return { documentId: document.documentId, text, lines, pages };
}

/** The stretch `[start, end)` of the flow as a span of one page: the page that holds most of it, trimmed. */
export function spanOf(flow: Flow, start: number, end: number): Span {
  let best: { pageIndex: number; start: number; end: number } | null = null;
  let current: { pageIndex: number; start: number; end: number } | null = null;
  for (let index = firstLineAt(flow, start); index < flow.lines.length; index++) {
    const line = flow.lines[index];
    if (line === undefined || line.at >= end) break;
    const from = line.start + Math.max(0, start - line.at);
    const to = line.start + Math.min(line.text.length, end - line.at);
    if (to <= from) continue;
    // The cells of a row stand side by side: what is read later may stand higher up.
    if (current !== null && current.pageIndex === line.pageIndex) {
      current.start = Math.min(current.start, from);
      current.end = Math.max(current.end, to);
    } else current = { pageIndex: line.pageIndex, start: from, end: to };
    if (best === null || current.end - current.start > best.end - best.start) best = current;
  }
  const at = best ?? { pageIndex: flow.lines[0]?.pageIndex ?? 0, start: 0, end: 0 };
  const page = flow.pages.get(at.pageIndex) ?? '';
  const quote = page.slice(at.start, at.end);
  const lead = quote.length - quote.trimStart().length;
  const trimmed = quote.trim();
  return {
    documentId: flow.documentId,
    pageIndex: at.pageIndex,
    start: at.start + lead,
    end: at.start + lead + trimmed.length,
    quote: trimmed,
  };
}

/** Index of the line that holds the offset (or the first after it). */
export function firstLineAt(flow: Flow, offset: number): number {
  let low = 0;
  let high = flow.lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = flow.lines[middle];
    if (line !== undefined && line.at + line.text.length < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One line of text: white space joined, a hyphen at a line's end closed up; a table's cell that is a sentence begins one. */
export function oneLine(text: string): string {
  return text
    .replace(/(?<=[\p{L})])\t(?=\p{Lu}[^\t\n]{20,}\.(?:\s|$))/gu, '. ')
    .replace(/(\p{L})-\s*\n\s*(?=\p{Ll})/gu, '$1-')
    .replace(/\s+/g, ' ')
    .trim();
}

type RawLine = PrintedLine;

/** A line drawn across the page. */
const ruled = /^\s*(?:[-–—=_*~.]\s?){6,}\s*$/;

function linesOf(
  text: string,
  pageIndex: number,
  left: (offset: number, end: number) => number | null,
  indented: boolean,
): RawLine[] {
  const out: RawLine[] = [];
  let start = 0;
  let gap = true;
  for (const piece of text.split('\n')) {
    const end = start + piece.length;
    if (piece.trim() === '' || ruled.test(piece)) gap = true;
    else {
      const blanks = piece.length - piece.trimStart().length;
      const edge = left(start, end) ?? (indented ? blanks / 100 : null);
      const begins = [0, ...lostSpaces(piece)];
      begins.forEach((from, index) => {
        const part = piece.slice(from, begins[index + 1] ?? piece.length);
        out.push({
          pageIndex,
          start: start + from + part.length - part.trimStart().length,
          end: start + from + part.trimEnd().length,
          text: part.trim(),
          gapBefore: gap,
          left: edge,
        });
        gap = false;
      });
    }
    start = end + 1;
  }
  return out;
}

/** Left edges of the words by their offsets, where they have boxes. */
function edgesOf(document: DocumentText): EdgeOf {
  const pages = new Map(
    document.pages.map(({ pageIndex, words }) => [
      pageIndex,
      new Map(words.map(({ start, box }) => [start, box[0]])),
    ]),
  );
  return (pageIndex, offset) => pages.get(pageIndex)?.get(offset) ?? null;
}

function leftEdges(
  words: readonly { readonly start: number; readonly box: readonly [number, number, number, number] }[],
): (start: number, end: number) => number | null {
  let next = 0;
  return (start, end) => {
    while (next < words.length && (words[next]?.start ?? 0) < start) next++;
    const word = words[next];
    return word !== undefined && word.start < end ? word.box[0] : null;
  };
}

/** Words of a running header or footer: the same on each page but for numbers. */
function skeleton(line: string): string {
  return line.toLowerCase().replace(/[^\p{L}]+/gu, '');
}

const pageNumber =
  /^(?:[-–—\s]*\d{1,3}[-–—\s]*|.{2,60}\b(?:first|second|third|fourth|fifth|last|next) (?:leaf|page|sheet)|.{0,80}\b(?:page|sheet|p\.|pg\.?|seite|leaf)\s*\d{1,3}(?:\s*(?:of|\/)\s*\d{1,3})?\b.{0,90}|.{1,60}?\s(?:[-–—|/]\s?)\d{1,3}|https?:\/\/\S+.{0,60}\d{1,3}\s*\/\s*\d{1,3}.{0,40})$/i;

function findFurniture(lines: readonly RawLine[]): Set<RawLine> {
  const byPage = new Map<number, RawLine[]>();
  for (const line of lines) byPage.set(line.pageIndex, [...(byPage.get(line.pageIndex) ?? []), line]);
  const counts = new Map<string, Set<number>>();
  const edges: { line: RawLine; last: boolean }[] = [];
  for (const [page, own] of byPage) {
    own.forEach((line, index) => {
      const first = index < 3;
      const last = index >= own.length - 3;
      if (!first && !last) return;
      edges.push({ line, last });
      const words = skeleton(line.text);
      if (words.length < 4) return;
      counts.set(words, (counts.get(words) ?? new Set()).add(page));
    });
  }
  const out = new Set<RawLine>(runningHeads(byPage));
  for (const { line } of edges) {
    const words = skeleton(line.text);
    const text = oneLine(line.text);
    const repeats = (counts.get(words)?.size ?? 0) >= 2 && text.length < 160;
    if (
      (repeats && !/^[A-Z(]?[\d.]*[)]?\s*(?:covered|not covered|criteria)/i.test(text)) ||
      (text.length < 160 && pageNumber.test(text) && !opensItem(text))
    ) {
      // The first page's own title is no running header even if later pages repeat it.
      if (line.pageIndex === 0 && repeats && !pageNumber.test(line.text) && isFirst(lines, line)) continue;
      out.add(line);
    }
  }
  return out;
}

/** "MP-88 (continued)", "Imaging Standard 14, cont.", "IR-9, page two": words with which a sheet says that it goes on. */
const goesOn =
  /^(?!.*[.;:] ).{2,50}?[\s,(–—-]+(?:continued|cont(?:'?d)?\.?|p(?:age|\.)? ?(?:\d{1,3} ?\/ ?\d{1,3}|two|three|four|five|six))\)?(?:\s+\d{1,3})?$/i;
/** What stands beside the policy's number in such a line: its edition, a date, the number of the sheet. */
const besideNumber =
  /^(?:[\s,/()|·–—-]|(?:v|version|edition|rev|p|pp|page|sheet|of|no)\b\.?|\d[\d./]*(?:-?[A-Z])?\b)*$/i;

/** The first line of a later page where it only names the policy, by the number that the first page opens with, or says that it goes on. */
function runningHeads(byPage: ReadonlyMap<number, readonly RawLine[]>): RawLine[] {
  const pages = [...byPage.values()];
  const head = (pages[0] ?? [])
    .slice(0, 4)
    .map(({ text }) => text)
    .join('\n');
  return pages.slice(1).flatMap(([line]) => {
    const text = line === undefined ? '' : oneLine(line.text);
    const [number = ''] = /^[A-Z][\w.]*(?:-[\w.]+)*/.exec(text) ?? [];
    const named =
      /[\d-]/.test(number) && head.includes(number) && besideNumber.test(text.slice(number.length));
    return line !== undefined && text.length < 70 && (named || goesOn.test(text)) ? [line] : [];
  });
}

/** The heading of a table of contents, with its list behind it or below. */
const contentsHead =
  /^(?:table of )?contents\b[ \t]*:?|^(?:in|inside|sections of) this (?:bulletin|policy|guideline|document|standard)[ \t]*:?/i;
/** "3 Hip and thigh · 4 Leg": a number with a title, and a mark that parts it from the next. */
const listedSection =
  /(?:^|[·•|;,]\s*)(?:section )?(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.):]?\s+\p{Lu}[\p{L} ,/&()-]{2,60}(?=\s*[·•|;,]|\s*$)/giu;

/** A table of contents that lists the sections in running lines: they would be taken for the sections themselves. */
function contentsIn(lines: readonly RawLine[]): RawLine[] {
  const out: RawLine[] = [];
  lines.forEach((line, index) => {
    const head = contentsHead.exec(line.text);
    if (head === null) return;
    const behind = line.text.slice(head[0].length);
    const listed: RawLine[] = [];
    if (behind.trim() !== '' && (behind.match(listedSection)?.length ?? 0) < 2) return;
    for (const next of lines.slice(index + 1)) {
      const sections = next.text.match(listedSection)?.length ?? 0;
      if (sections < 2 && !(listed.length > 0 && !next.gapBefore && /^[·•|;]/.test(next.text))) break;
      listed.push(next);
    }
    if (behind.trim() !== '' || listed.length > 0) out.push(line, ...listed);
  });
  return out;
}

function isFirst(lines: readonly RawLine[], line: RawLine): boolean {
  return lines.indexOf(line) < 3;
}

function opensItem(text: string): boolean {
  return /^(?:\(?[a-z0-9]{1,4}\)|[A-Z]?\d{0,2}(?:\.\d{1,2})+|[A-Z]\.?\d{1,2}\b|[A-Z]\.)\s+\p{L}/u.test(text);
}
