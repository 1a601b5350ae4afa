/** What looks like a label but is the mention of one, and the other way round. */
import type { FlowLine } from './flow.ts';
import { labelsAt } from './labels.ts';
import { referenceAfter, strongReference } from './references.ts';
import type { Here } from './here.ts';
import { lastOrdinal, type OutlineItem } from './item.ts';

/** "A-1 Pain … A-2 Films …" inside row A: the next item of the row, though no stop parts it from the one before. */
export function continuesRow(rest: string, before: string, stack: readonly OutlineItem[]): boolean {
  if (strongReference.test(before) || /\b(?:of|in|with|see|than|when|where|if|that)\s*$/i.test(before))
    return false;
  const label = /^[A-Za-z0-9.()-]+/.exec(rest)?.[0] ?? '';
  if (referenceAfter.test(rest.slice(label.length))) return false;
  return labelsAt(rest).some(
    (label) =>
      label.path.length > 1 &&
      stack.some(
        (item) =>
          item.label !== null &&
          item.label.path.join('.') === label.path.slice(0, -1).join('.') &&
          label.ordinal === lastOrdinal(item, label.style) + 1,
      ),
  );
}

/** "… pain and" / "(1) films were taken," / "(2) …": the first of a series at line starts, though "and" stands before it. */
export function opensSeries(lines: readonly FlowLine[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  const first = /^(?:\(|[A-Za-z0-9]{1,3}[.)]\s)/.test(text)
    ? labelsAt(text).find(({ ordinal, path }) => ordinal === 1 && path.length === 1)
    : undefined;
  if (first === undefined || referenceAfter.test(text.slice(first.length))) return false;
  return lines
    .slice(index + 1, index + 5)
    .some(({ text: other }) =>
      labelsAt(other).some(
        ({ style, ordinal, path, length }) =>
          style === first.style &&
          ordinal === 2 &&
          path.length === 1 &&
          !referenceAfter.test(other.slice(length)),
      ),
    );
}

/** "1. films were taken, and" / "2. …": the next of an open series at a line's start, though "and" stands before it. */
export function continuesSeries(rest: string, stack: readonly OutlineItem[]): boolean {
  return labelsAt(rest).some(
    (label) =>
      label.ordinal > 1 &&
      label.path.length === 1 &&
      /^(?:\(|[A-Za-z0-9]{1,4}[.)]\s)/.test(rest) &&
      !referenceAfter.test(rest.slice(label.length)) &&
      rest.slice(label.length).trim().length > 3 &&
      stack.some(
        ({ label: own }) => own !== null && own.style === label.style && own.ordinal === label.ordinal - 1,
      ),
  );
}

/** Lines on which the next paragraph of a list told in words may begin. */
const toldWithin = 12;

/** "First, the cancer is proven." and, paragraphs below, "Second, …": paragraphs told in turn, no words of running prose. */
export function toldInTurn(lines: readonly FlowLine[], index: number): boolean {
  const place = (at: number): number => {
    const line = lines[at];
    const opens =
      line !== undefined && (line.gapBefore || at === 0 || /[.;:]$/.test(lines[at - 1]?.text ?? ''));
    return opens ? (labelsAt(line.text).find(({ style }) => style === 'told')?.ordinal ?? 0) : 0;
  };
  const own = place(index);
  if (own === 0) return false;
  const near = new Set(
    Array.from({ length: 2 * toldWithin + 1 }, (_, step) => place(index - toldWithin + step)),
  );
  return near.has(own + 1) || (own > 1 && near.has(own - 1));
}

/** "With" / "section 3: M54.2", "clinical" / "T2 or deeper": a sentence that wraps before what looks like a label. */
export function runsOn({ previous, line }: Here): boolean {
  if (previous === undefined || line.gapBefore || /[.;:!?)]$/.test(previous.text)) return false;
  return (
    /^(?:section|part|table|item|paragraph|step) [\dA-Zivx]/.test(line.text) ||
    (/^[A-Z]\d{1,2} (?:or|and|to|with) \p{Ll}/u.test(line.text) && /\p{Ll}$/u.test(previous.text))
  );
}
