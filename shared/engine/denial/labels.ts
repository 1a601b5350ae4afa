/**
 * Reads "label: value" in all the ways letters lay it out: on one line, over a table cell, on the next line, or in
 * a sentence ("Subscriber number AVH 771-30-4482").
 */

export interface LabelledValue {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Place of the label in the caller's list: earlier ones are surer. */
  readonly rank: number;
}

const anyLabel =
  /^(?:plan|group|member|subscriber|participant|patient|beneficiary|enrollee|id|claim|case|request(?:ed)?|reference|service|procedure|diagnos[ie]s|physician|provider|doctor|facility|date|received|status|outcome|determination|code|description|ordered|place|name|line|charge|billed|certificate|enrollment|precert|icn)\b.{0,24}$/i;

/**
 * Values behind any of the labels whose text fits `shape` (anchored at its start), surest label first, then in order.
 * Looks behind the label on its line, then at the next line with text.
 */
export function valuesOf(text: string, labels: readonly RegExp[], shape: RegExp): readonly LabelledValue[] {
  const found: LabelledValue[] = [];
  labels.forEach((label, rank) => {
    const everywhere = new RegExp(label.source, 'gim');
    for (const match of text.matchAll(everywhere)) {
      const behind = match.index + match[0].length;
      const hit = valueBehind(text, behind, shape);
      if (hit !== null) found.push({ ...hit, rank });
    }
  });
  return found.toSorted((a, b) => a.rank - b.rank || a.start - b.start);
}

function valueBehind(
  text: string,
  offset: number,
  shape: RegExp,
): { value: string; start: number; end: number } | null {
  const gap = /^[ \t]*[:.#\u2013\u2014|-]*[ \t]*/.exec(text.slice(offset, offset + 20))?.[0].length ?? 0;
  const sameLine = fit(text, offset + gap, shape);
  if (sameLine !== null) return sameLine;
  if (!/^[ \t]*[:.]?[ \t]*\n/.test(text.slice(offset, offset + 12))) return null;
  // The label ends its line: the value is the next line with text, unless that is itself a label.
  const next = /\S/.exec(text.slice(offset).replace(/^[ \t:.]*/, ''));
  if (next === null) return null;
  const start = offset + (/^[ \t:.]*/.exec(text.slice(offset))?.[0].length ?? 0) + next.index;
  const line = text.slice(
    start,
    (text.indexOf('\n', start) + text.length + 1) % (text.length + 1) || text.length,
  );
  if (anyLabel.test(line.trim()) && !shape.test(line.trim())) return null;
  return fit(text, start, shape);
}

function fit(
  text: string,
  start: number,
  shape: RegExp,
): { value: string; start: number; end: number } | null {
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd);
  const match = new RegExp(`^(?:${shape.source})`, shape.flags.replace('g', '')).exec(line);
  const value = match?.[0].trim() ?? '';
  if (value === '') return null;
  return { value, start, end: start + value.length };
}
