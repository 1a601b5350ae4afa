/** Finding a quote again on its page, whatever happened to line breaks, spaces and quotation marks. */
import type { PageText, Span } from '../domain/page-text.ts';
import { spanOf } from './spans.ts';

/** Text without white space, with a map back to the offsets of the original. */
interface Packed {
  readonly text: string;
  readonly at: readonly number[];
}

function pack(text: string): Packed {
  const at: number[] = [];
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (/\s/.test(char)) continue;
    out += plain(char);
    at.push(i);
  }
  return { text: out, at };
}

/** Typographic variants of one UTF-16 unit as one plain unit; lengths never change. */
function plain(char: string): string {
  if ('‘’‚′`´'.includes(char)) return "'";
  if ('“”„″«»'.includes(char)) return '"';
  if ('–—−‐‑'.includes(char)) return '-';
  return char;
}

/**
 * Offsets `[start, end)` of every verbatim occurrence of `quote` in `text`; white space, kinds of dashes and
 * of quotation marks do not count, letter case does. Empty where there is none or the quote is blank.
 */
export function findQuote(text: string, quote: string): { readonly start: number; readonly end: number }[] {
  const needle = pack(quote).text;
  if (needle.length === 0) return [];
  const hay = pack(text);
  const found: { start: number; end: number }[] = [];
  let from = 0;
  for (;;) {
    const index = hay.text.indexOf(needle, from);
    if (index < 0) return found;
    const start = hay.at[index] ?? 0;
    const end = (hay.at[index + needle.length - 1] ?? start) + 1;
    found.push({ start, end });
    from = index + needle.length;
  }
}

/**
 * The span again after the page text changed: the same offsets if they still hold the quote, else the
 * occurrence nearest to the old place. Null when the words are gone; never a guess.
 */
export function relocate(page: PageText, span: Span): Span | null {
  if (page.text.slice(span.start, span.end) === span.quote) return span;
  let best: { start: number; end: number } | null = null;
  for (const hit of findQuote(page.text, span.quote)) {
    if (!best || Math.abs(hit.start - span.start) < Math.abs(best.start - span.start)) best = hit;
  }
  return best ? spanOf(page, best.start, best.end) : null;
}
