/** Quotes to the end of their sentence, provisions with what they provide, definitions that a criterion points to. */
import type { PageText, Span } from '../domain/page-text.ts';
import { splitBlocks, splitSentences } from '../text/blocks.ts';
import { spanOf, squeeze } from '../text/spans.ts';
import type { LetterInput } from './input.ts';

/** A longer sentence is printed as far as the finding quotes it. */
const maxSentence = 480;
/** A provision is printed at least this far behind its heading, in whole sentences. */
const minProvision = 160;
const maxProvision = 620;
/** A provision that is not much longer is printed whole: what it grants often stands in its last sentence. */
const maxWholeProvision = 900;
/** A list is printed whole or not at all; the longest criteria list of the labelled cases has 640 characters. */
const maxList = 700;
const maxDefinition = 420;
const maxBlock = 320;

function pageOf(span: Span, input: LetterInput): PageText | null {
  const page = input.page?.(span.documentId, span.pageIndex) ?? null;
  // The page may have been read anew since: then the quote stays as it is.
  return page && page.text.slice(span.start, span.end) === span.quote ? page : null;
}

/** The span up to the end of the sentence it breaks off in; itself where it is whole or the page is not at hand. */
export function wholeSentence(span: Span, input: LetterInput): Span {
  const page = pageOf(span, input);
  if (!page || /[.!?:;]["'”’)]*\s*$/.test(span.quote)) return span;
  const sentence = splitSentences(page.text).find((each) => each.start <= span.start && each.end > span.end);
  if (!sentence || sentence.end - span.start > maxSentence) return span;
  return spanOf(page, span.start, sentence.end);
}

/** Words of a plan to the end of the sentence they break off in; a sentence that only begins in them is left out. */
function toSentenceEnd(span: Span, page: PageText): Span {
  if (/[.!?:;]["'”’)]*\s*$/.test(span.quote)) return span;
  const sentences = splitSentences(page.text);
  const last = sentences.find((each) => each.start < span.end && each.end > span.end);
  if (!last) return span;
  if (last.end - span.start <= maxProvision) return spanOf(page, span.start, last.end);
  return last.start > span.start ? spanOf(page, span.start, last.start) : span;
}

/** "6.4 When the network falls short." with the sentences that follow it under the same number. */
export function wholeProvision(span: Span, input: LetterInput): Span {
  const page = pageOf(span, input);
  if (!page) return span;
  if (span.quote.length > 110 || !/^\s*(?:section|article|§)?\s*\d+(?:\.\d+)*\.?\s/i.test(span.quote))
    return toSentenceEnd(span, page);
  const block = splitBlocks(page.text).find((each) => each.start <= span.start && each.end > span.end);
  if (!block) return toSentenceEnd(span, page);
  if (block.end - span.start <= maxWholeProvision) return spanOf(page, span.start, block.end);
  let end = span.end;
  for (const sentence of splitSentences(page.text)) {
    if (sentence.start < span.end || sentence.end > block.end) continue;
    if (sentence.end - span.start > maxProvision) break;
    end = sentence.end;
    if (end - span.start >= minProvision) break;
  }
  return end > span.end ? spanOf(page, span.start, end) : span;
}

/** The span to the end of its paragraph, where that is short: "effective 07/01/2025. Replaces the version …". */
export function wholeBlock(span: Span, input: LetterInput): Span {
  const page = pageOf(span, input);
  const block = page
    ? splitBlocks(page.text).find((each) => each.start <= span.start && each.end > span.end)
    : undefined;
  return page && block && block.end - span.start <= maxBlock ? spanOf(page, span.start, block.end) : span;
}

/** "Two or more of these:" with the items that follow it directly; itself where none do. */
export function wholeList(span: Span, input: LetterInput): Span {
  const page = pageOf(span, input);
  if (!page || !span.quote.trimEnd().endsWith(':')) return span;
  let end = span.end;
  const form = markForm(span.quote);
  for (const block of splitBlocks(page.text)) {
    if (block.start < span.end) continue;
    // "C. … when all of these are documented:" ends where "D." begins.
    if (form !== null && markForm(page.text.slice(block.start, block.end)) === form) break;
    const isItem = block.kind === 'item' && !/^\d+\.\d/.test(block.marker ?? '');
    const follows = page.text.slice(end, block.start).trim() === '' && !block.gapBefore;
    if (!isItem || !follows) break;
    // A list that is cut would say something else ("all of these").
    if (block.end - span.start > maxList) return span;
    end = block.end;
  }
  if (end === span.end) end = listBelow(page.text, end);
  return end > span.end && end - span.start <= maxList ? spanOf(page, span.start, end) : span;
}

/** The shape of the mark that a line begins with: "A." for "C.", "1)" for "12)"; null where it has none. */
function markForm(line: string): string | null {
  const mark = /^\s*(\(?(?:[A-Z]|[a-z]|\d{1,2}|[ivxIVX]{2,4})[.)])(?=\s)/.exec(line)?.[1] ?? null;
  return mark === null
    ? null
    : mark
        .replace(/\d+/, '1')
        .replace(/[A-Z]+/, 'A')
        .replace(/[a-z]+/, 'a');
}

/** End of a list without marks, one item a line, each line but the last ended by a semicolon; `from` where there is none. */
function listBelow(text: string, from: number): number {
  const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
  const gap = /\n[ \t]*\n/.exec(text.slice(start));
  const end = gap ? start + gap.index : text.length;
  const lines = text.slice(start, end).split('\n');
  return lines.length > 1 && lines.slice(0, -1).every((line) => /[;,]\s*$/.test(line)) ? end : from;
}

/** An entry from where it tells something: the name and birth date before "Exam:" left out, a cut title completed. */
export function tellingPart(given: Span, input: LetterInput): Span {
  const page = pageOf(given, input);
  if (!page) return given;
  const span = wholeTable(withoutTail(given, page), page);
  const label = /(?<=\d\D{0,12})\b(?:Exam|Study|Procedure|Impression):/.exec(span.quote);
  const start = label ? span.start + label.index : span.start;
  if (!/\b(?:with|of|and|the|for|without|to)\s*$/i.test(span.quote))
    return start === span.start ? span : spanOf(page, start, span.end);
  const newline = page.text.indexOf('\n', page.text.indexOf('\n', span.end - 1) + 1);
  const lineEnd = newline < 0 ? page.text.length : newline;
  return lineEnd - span.end > 90 ? spanOf(page, start, span.end) : spanOf(page, start, lineEnd);
}

/** Without the date of the next entry, which a line of notes runs into ("no cancellation list. 1/12"). */
function withoutTail(span: Span, page: PageText): Span {
  const tail = /(?<=[.;])\s+\d{1,2}\/\d{1,2}(?:\/\d{2,4})?$/.exec(span.quote);
  return tail ? spanOf(page, span.start, span.start + tail.index) : span;
}

/** Longest table of results printed whole: about a dozen rows of date and value. */
const maxTable = 300;

/** A row of date and value with the rows above it, up to the line that names the test: one value shows no trend. */
function wholeTable(span: Span, page: PageText): Span {
  const row = /^\s*\d{1,2}\/\d{1,2}\/\d{2,4}\s+[<>]?\d/;
  if (!row.test(span.quote) || /[a-z]{3}/i.test(span.quote)) return span;
  let start = page.text.lastIndexOf('\n', span.start - 1) + 1;
  const lines = page.text.slice(0, start).split('\n').slice(0, -1);
  for (const line of lines.toReversed()) {
    start -= line.length + 1;
    if (span.end - start > maxTable) return span;
    if (!row.test(line) && !/^\s*(?:date|collected|drawn)\b/i.test(line))
      return /[a-z]{2}/i.test(line) && !/[.!?]\s*$/.test(line) ? spanOf(page, start, span.end) : span;
  }
  return span;
}

/** The definitions that the quoted words point to by number ("Radiographs (1.2)"), from the same document. */
export function definitionsOf(span: Span, input: LetterInput, pageCount: number): Span[] {
  const labels = [...span.quote.matchAll(/\((\d+\.\d+)\)/g)].flatMap((match) => match[1] ?? []);
  return labels.flatMap((label) => {
    for (let pageIndex = 0; pageIndex < pageCount; pageIndex++) {
      const page = input.page?.(span.documentId, pageIndex) ?? null;
      const block = page
        ? splitBlocks(page.text).find((each) =>
            squeeze(page.text.slice(each.start, each.start + 12)).startsWith(`${label} `),
          )
        : undefined;
      if (page && block && block.end - block.start <= maxDefinition)
        return [spanOf(page, block.start, block.end)];
    }
    return [];
  });
}
