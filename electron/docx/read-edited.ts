/** Reads a letter back that a person edited in a word processor: which paragraphs changed, and do its citations still hold. */
import { strFromU8, unzipSync } from 'fflate';
import type { LetterBlock, LetterModel, Run } from '../../shared/domain/letter.ts';
import type { PageText } from '../../shared/domain/page-text.ts';
import { quoteText } from '../../shared/letter/words.ts';
import { joiner } from '../../shared/letter/no-break.ts';
import { runText } from '../../shared/letter/plain-text.ts';
import { findQuote } from '../../shared/text/quotes.ts';
import { spanOf } from '../../shared/text/spans.ts';
import { blockMark } from './marks.ts';

export interface EditedLetter {
  /** The model with the edited words in place; unchanged blocks are the same objects. */
  readonly model: LetterModel;
  readonly edited: readonly string[];
  /** Blocks whose paragraph is gone; they are set to not included. */
  readonly removed: readonly string[];
  /** Paragraphs that were added between known ones. */
  readonly added: readonly string[];
  /** Citations and quotes that no longer hold; the letter must not be exported with any of them. */
  readonly problems: readonly { readonly blockId: string | null; readonly message: string }[];
}

type GetPage = (documentId: string, pageIndex: number) => PageText | null;

/** Largest text part read; a letter is far below, an archive bomb far above. */
const maxXmlBytes = 30_000_000;

/**
 * Matches the paragraphs of an edited DOCX to the blocks of `model` by their bookmarks. Quotes with a citation are
 * looked up on the page they cite; with `getPage` new quotes are accepted if they stand there. Throws where the file
 * is no DOCX, or none of this letter's paragraphs is in it.
 */
export function readEditedLetter(
  bytes: Uint8Array,
  model: LetterModel,
  getPage: GetPage = () => null,
): EditedLetter {
  const paragraphs = readParagraphs(bytes);
  const blocks = new Map(model.blocks.map((block) => [blockMark(block.id), block]));
  const found = new Map<string, string>();
  const added: { readonly text: string; readonly after: string }[] = [];
  let last: string | null = null;
  for (const paragraph of paragraphs) {
    const mark = paragraph.marks.find((name) => blocks.has(name));
    if (mark !== undefined) {
      last = blocks.get(mark)?.id ?? last;
      // A paragraph split in two keeps its bookmark in the first half; two joined keep both in one.
      found.set(mark, paragraph.text);
      for (const other of paragraph.marks) if (blocks.has(other) && !found.has(other)) found.set(other, '');
    } else if (last !== null && paragraph.text.trim() !== '' && !paragraph.inTable) {
      added.push({ text: paragraph.text.trim(), after: last });
    }
  }
  if (found.size === 0) throw new Error('This document holds no paragraph of the letter.');
  const problems: { blockId: string | null; message: string }[] = [];
  const edited: string[] = [];
  const removed: string[] = [];
  const next = model.blocks.map((block): LetterBlock => {
    if (!block.included) return block;
    const text = found.get(blockMark(block.id));
    if (text === undefined || text.trim() === '') {
      removed.push(block.id);
      return { ...block, included: false };
    }
    const built = block.runs.map((run) => runText(run, model)).join('');
    if (plain(text) === plain(built)) return block;
    edited.push(block.id);
    const runs = parseRuns(text, block, model, getPage, (message) =>
      problems.push({ blockId: block.id, message }),
    );
    return { ...block, runs, edited: true };
  });
  // The closing, the signature and the list of enclosures follow the body and carry no bookmark.
  const known = new Set(
    [
      model.closing,
      ...model.signature,
      ...model.copies,
      'Enclosures',
      `Copies: ${model.copies.join('; ')}`,
    ].map(plain),
  );
  const foreign = added.filter(({ text }) => !known.has(plain(text)) && !/^_+$/.test(text));
  const own = foreign.map(({ text, after }, index) => {
    const block: LetterBlock = {
      id: `own-edited-${index + 1}`,
      type: 'paragraph',
      runs: [],
      findingIds: [],
      authorities: [],
      included: true,
      edited: true,
    };
    const runs = parseRuns(text, block, model, getPage, (message) =>
      problems.push({ blockId: block.id, message }),
    );
    return { after, block: { ...block, runs } };
  });
  const taken = new Set(model.blocks.map((block) => block.id));
  const blocksWithOwn = next.flatMap((block) => [
    block,
    ...own
      .filter(({ after }) => after === block.id)
      .map((each) => ({ ...each.block, id: freeId(each.block.id, taken) })),
  ]);
  return {
    model: { ...model, blocks: blocksWithOwn },
    edited,
    removed,
    added: foreign.map(({ text }) => text),
    problems,
  };
}

/** The id, or with a number behind it where an earlier edit has taken it. */
function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}-${count}`;
  taken.add(free);
  return free;
}

/** Spaces, dashes and quotation marks as a word processor may change them. */
function plain(text: string): string {
  return text
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .trim();
}

const piecePattern =
  /(?<quote>[“"](?<words>[^”"]+)[”"])|(?<cite>\(Ex\.[\s\u00a0]*(?<letter>[A-Z]{1,2}),[\s\u00a0]*p\.[\s\u00a0]*(?<page>\d+)\))|(?<blank>\[(?<label>[^\]]+)\])/g;

function citeProblem(model: LetterModel, letter: string, pageNumber: number): string | null {
  const exhibit = model.exhibits.find((item) => item.letter === letter);
  if (!exhibit) return `There is no Exhibit ${letter}.`;
  if (pageNumber < 1 || pageNumber > exhibit.pageCount)
    return `Exhibit ${letter} has ${exhibit.pageCount} pages; page ${pageNumber} is cited.`;
  return null;
}

/** Text back into runs. A quote becomes a quote run only where its words are proved; else it stays text and is reported. */
function parseRuns(
  text: string,
  block: LetterBlock,
  model: LetterModel,
  getPage: GetPage,
  report: (message: string) => void,
): Run[] {
  const old = new Map(
    model.blocks.flatMap((item) =>
      item.runs.flatMap((run) =>
        run.type === 'quote' ? [[plain(quoteText(run.span.quote)), run.span] as const] : [],
      ),
    ),
  );
  const boldStart = block.runs[0]?.type === 'text' && block.runs[0].bold === true ? block.runs[0].text : null;
  const pieces = [...text.matchAll(piecePattern)];
  const runs: Run[] = [];
  let at = 0;
  const push = (words: string) => {
    if (words === '') return;
    if (runs.length === 0 && boldStart !== null && words.startsWith(boldStart)) {
      runs.push({ type: 'text', text: boldStart, bold: true });
      if (words.length > boldStart.length) runs.push({ type: 'text', text: words.slice(boldStart.length) });
    } else runs.push({ type: 'text', text: words });
  };
  for (const [index, piece] of pieces.entries()) {
    const groups = piece.groups ?? {};
    push(text.slice(at, piece.index));
    at = piece.index + piece[0].length;
    if (groups['cite']) {
      const problem = citeProblem(model, groups['letter'] ?? '', Number(groups['page']));
      const exhibit = model.exhibits.find((item) => item.letter === groups['letter']);
      if (problem || !exhibit) {
        report(problem ?? 'This citation names no exhibit.');
        push(piece[0]);
      } else runs.push({ type: 'cite', documentId: exhibit.documentId, pageNumber: Number(groups['page']) });
    } else if (groups['blank']) {
      runs.push({ type: 'placeholder', label: groups['label'] ?? '' });
    } else {
      const words = groups['words'] ?? '';
      const known = old.get(plain(words));
      const cite = pieces.slice(index + 1).find((item) => item.groups?.['cite'])?.groups ?? null;
      if (known) {
        runs.push({ type: 'quote', span: known });
      } else if (cite) {
        const exhibit = model.exhibits.find((item) => item.letter === cite['letter']);
        const page = exhibit ? getPage(exhibit.documentId, Number(cite['page']) - 1) : null;
        const hit = page ? findQuote(page.text, words)[0] : undefined;
        if (page && hit) runs.push({ type: 'quote', span: spanOf(page, hit.start, hit.end) });
        else {
          report(
            `“${words.slice(0, 80)}” does not stand on the page cited (Ex. ${cite['letter'] ?? ''}, p. ${cite['page'] ?? ''}).`,
          );
          push(piece[0]);
        }
      } else push(piece[0]);
    }
  }
  push(text.slice(at));
  return runs;
}

interface Paragraph {
  readonly text: string;
  readonly marks: readonly string[];
  readonly inTable: boolean;
}

/** Paragraphs of word/document.xml with the bookmarks that start in them; deleted text of tracked changes left out. */
function readParagraphs(bytes: Uint8Array): Paragraph[] {
  let xml: string;
  try {
    const files = unzipSync(bytes, {
      filter: (file) => file.name === 'word/document.xml' && file.originalSize <= maxXmlBytes,
    });
    const part = files['word/document.xml'];
    if (!part) throw new Error('no document part');
    xml = strFromU8(part);
  } catch (cause) {
    throw new Error('This file is not a Word document.', { cause });
  }
  const out: Paragraph[] = [];
  let text = '';
  let marks: string[] = [];
  let pending: string[] = [];
  let depth = 0;
  let open = false;
  let inText = false;
  for (const [token, closing, name, attributes = ''] of xml.matchAll(
    /<(\/?)([A-Za-z0-9:]+)([^>]*)>|[^<]+/g,
  )) {
    if (name === undefined) {
      if (inText) text += decode(token);
      continue;
    }
    const isClose = closing === '/';
    const selfClosed = attributes.endsWith('/');
    switch (name) {
      case 'w:tbl':
        depth += isClose ? -1 : selfClosed ? 0 : 1;
        break;
      case 'w:p':
        if (isClose) {
          out.push({ text: text.replaceAll(joiner, ''), marks, inTable: depth > 0 });
          open = false;
        } else if (!selfClosed) {
          text = '';
          marks = pending;
          pending = [];
          open = true;
        }
        break;
      case 'w:bookmarkStart': {
        const mark = /w:name="([^"]*)"/.exec(attributes)?.[1];
        if (mark) (open ? marks : pending).push(mark);
        break;
      }
      case 'w:t':
        inText = !isClose && !selfClosed;
        break;
      case 'w:tab':
      case 'w:br':
        if (open && !isClose) text += ' ';
        break;
      case 'w:noBreakHyphen':
        text += '-';
        break;
    }
  }
  return out;
}

function decode(text: string): string {
  return text.replace(/&(?:lt|gt|amp|quot|apos|#x?[0-9a-fA-F]+);/g, (entity) => {
    const named: Readonly<Record<string, string>> = {
      '&lt;': '<',
      '&gt;': '>',
      '&amp;': '&',
      '&quot;': '"',
      '&apos;': "'",
    };
    const known = named[entity];
    if (known !== undefined) return known;
    const code = entity.startsWith('&#x')
      ? Number.parseInt(entity.slice(3, -1), 16)
      : Number(entity.slice(2, -1));
    return Number.isFinite(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
