/**
 * Series of labels that run through a paragraph: "covered when (i) … AND (ii) one of …", "Required: 3a …; 3b …; 3c …",
 * "A: films. B: therapy. C: …". That one counts on from the other tells them from the mention of an item, whatever stands between.
 */
import type { FlowLine } from './flow.ts';
import { labelsAt, type Label } from './labels.ts';
import { referenceAfter } from './references.ts';

/** Where a label may stand, with what it must stand behind: one in brackets anywhere, a bare number or letter only behind a stop. */
const shapes: readonly RegExp[] = [
  /(?<=^|\s)\((?:[a-z]|[ivx]{1,4}|\d{1,2}|[A-H])\)(?=\s)/g,
  /(?<=^|\s)(?:[a-h]|[ivx]{1,4}|\d)\)(?=\s)/g,
  /(?<=^|[.:;,]\s+(?:(?:and|or)\s+)?)\d{1,2}[a-h](?=[.):]?\s)/g,
  /(?<=^|[.:;]\s+(?:(?:and|or)\s+)?)\d{1,2}\.\d{1,2}(?=[.:]?\s+(?:\p{Lu}|\d))/gu,
  /(?<=^|[.:;]\s+(?:(?:and|or)\s+)?)\d\.(?=\s+\p{L})/gu,
  /(?<=^|[.:;]\s+(?:(?:and|or)\s+)?)[A-F]:(?=\s)/g,
];

/** Words behind which even a label in brackets is a mention. */
const mentions =
  /\b(?:sections?|items?|parts?|paragraphs?|criteri(?:on|a)|steps?|points?|requirements?|conditions?|rules?|under|see|per|in|to|from|than|unless|both|either|neither|through|replaces?|waives?|lifts?|skips?)\s*$/i;

/** Longest words of one member, in characters. */
const longestMember = 700;

interface Found {
  readonly at: number;
  readonly label: Label;
}

/** The labels of all such series, by their offset in the paper; those of a series that stands at the starts of lines alone are left out. */
export function runInSeries(text: string, lines: readonly FlowLine[]): ReadonlyMap<number, Label> {
  const starts = new Set(lines.map(({ at }) => at));
  const out = new Map<number, Label>();
  for (const { from, to } of paragraphs(lines)) {
    const words = text.slice(from, to);
    for (const shape of shapes)
      for (const series of seriesOf(words, shape))
        if (series.some(({ at }) => !starts.has(from + at)))
          for (const { at, label } of series) out.set(from + at, label);
  }
  return out;
}

/** Lines without a gap between them. */
function paragraphs(lines: readonly FlowLine[]): { readonly from: number; readonly to: number }[] {
  const out: { from: number; to: number }[] = [];
  for (const { at, text, gapBefore } of lines) {
    const last = out.at(-1);
    if (last === undefined || gapBefore) out.push({ from: at, to: at + text.length });
    else last.to = at + text.length;
  }
  return out;
}

/** Runs that begin with the first of their kind and count on by one, of two members or more. */
function seriesOf(text: string, shape: RegExp): Found[][] {
  const out: Found[][] = [];
  let open: Found[] = [];
  const finish = (): void => {
    if (open.length > 1) out.push(open);
    open = [];
  };
  for (const { index } of text.matchAll(shape)) {
    const labels = labelsAt(text.slice(index));
    if (isMention(text, index, labels[0])) continue;
    const last = open.at(-1);
    const next =
      last === undefined
        ? undefined
        : labels.find(
            ({ style, path, ordinal }) =>
              style === last.label.style &&
              ordinal === last.label.ordinal + 1 &&
              path.slice(0, -1).join('.') === last.label.path.slice(0, -1).join('.'),
          );
    if (next !== undefined && last !== undefined && index - last.at <= longestMember)
      open.push({ at: index, label: next });
    else if (next === undefined && labels.some(({ ordinal }) => ordinal === 1)) {
      finish();
      const first = labels.find(({ ordinal }) => ordinal === 1);
      if (first !== undefined) open = [{ at: index, label: first }];
    }
  }
  finish();
  return out;
}

function isMention(text: string, at: number, label: Label | undefined): boolean {
  if (label === undefined) return true;
  const after = text.slice(at + label.length);
  const before = text.slice(Math.max(0, at - 40), at);
  return (
    mentions.test(before) ||
    referenceAfter.test(` ${after}`) ||
    // "(a), (b) and (c)": names in a row.
    /^\s*[,;]?\s*(?:and|or)?\s*\(?[a-z0-9]{1,3}\)/i.test(after)
  );
}
