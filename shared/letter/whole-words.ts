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
const maxDefinition = 420;

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

/** "6.4 When the network falls short." with the sentences that follow it under the same number. */
export function wholeProvision(span: Span, input: LetterInput): Span {
  const page = pageOf(span, input);
  if (
    !page ||
    span.quote.length > 110 ||
    !/^\s*(?:section|article|§)?\s*\d+(?:\.\d+)*\.?\s/i.test(span.quote)
  )
    return span;
  const block = splitBlocks(page.text).find((each) => each.start <= span.start && each.end > span.end);
  if (!block) return span;
  let end = span.end;
  for (const sentence of splitSentences(page.text)) {
    if (sentence.start < span.end || sentence.end > block.end) continue;
    if (sentence.end - span.start > maxProvision) break;
    end = sentence.end;
    if (end - span.start >= minProvision) break;
  }
  return end > span.end ? spanOf(page, span.start, end) : span;
}

/** "Two or more of these:" with the items that follow it directly; itself where none do. */
export function wholeList(span: Span, input: LetterInput): Span {
  const page = pageOf(span, input);
  if (!page || !span.quote.trimEnd().endsWith(':')) return span;
  let end = span.end;
  for (const block of splitBlocks(page.text)) {
    if (block.start < span.end) continue;
    const isItem = block.kind === 'item' && !/^\d+\.\d/.test(block.marker ?? '');
    const follows = page.text.slice(end, block.start).trim() === '' && !block.gapBefore;
    if (!isItem || !follows) break;
    // A list that is cut would say something else ("all of these").
    if (block.end - span.start > maxSentence) return span;
    end = block.end;
  }
  if (end === span.end) end = listBelow(page.text, end);
  return end > span.end && end - span.start <= maxSentence ? spanOf(page, span.start, end) : span;
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
export function tellingPart(span: Span, input: LetterInput): Span {
  const page = pageOf(span, input);
  if (!page) return span;
  const label = /(?<=\d\D{0,12})\b(?:Exam|Study|Procedure|Impression):/.exec(span.quote);
  const start = label ? span.start + label.index : span.start;
  if (!/\b(?:with|of|and|the|for|without|to)\s*$/i.test(span.quote))
    return start === span.start ? span : spanOf(page, start, span.end);
  const newline = page.text.indexOf('\n', page.text.indexOf('\n', span.end - 1) + 1);
  const lineEnd = newline < 0 ? page.text.length : newline;
  return lineEnd - span.end > 90 ? spanOf(page, start, span.end) : spanOf(page, start, lineEnd);
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
