/** Under which open item a label belongs: its sequence, its parent's path, its indentation, the words before it. */
import type { Flow } from './flow.ts';
import type { Label } from './labels.ts';
import { announces, edge, lastOrdinal, ownText, sectionStyles, type OutlineItem } from './item.ts';

export interface Place {
  readonly parent: OutlineItem;
  readonly label: Label;
}

/** An annex stands behind the whole paper, whatever section ends before it. */
function isAnnex({ raw }: Label): boolean {
  return /^(?:appendix|annex|addendum)\b/i.test(raw);
}

/** Where the first of the readings that fits belongs; null where none does. */
export function place(
  labels: readonly Label[],
  stack: readonly OutlineItem[],
  flow: Flow,
  at: {
    readonly lineStart: boolean;
    readonly titled: boolean;
    readonly before: string;
    readonly left: number | null;
    readonly gap: boolean;
    readonly rest: string;
    /** It counts on in a paragraph, so that it is no mention. */
    readonly inSeries: boolean;
  },
): Place | null {
  const parentOf = (index: number): OutlineItem | undefined => stack[index - 1];
  const current = stack[stack.length - 1];
  if (current === undefined) return null;
  for (const label of labels) {
    if (label.style === 'box' || label.style === 'bullet')
      return placeBullet(label, stack, flow, at.left, at.rest);
    if (at.lineStart && label.style === 'word' && isAnnex(label))
      return { parent: stack[0] ?? current, label };
    const compound = label.path.length > 1;
    const prefix = label.path.slice(0, -1).join('.');
    // "4.2" below "Step 4" of 4.1 counts on from 4.1.
    const before = compound && at.lineStart ? countedBefore(label, prefix, stack) : null;
    if (before !== null) return { parent: before, label };
    for (let index = stack.length - 1; index >= 1; index--) {
      const item = stack[index];
      const own = item?.label;
      if (item === undefined || own === null || own === undefined) continue;
      // "2.1" under "CV-08.2": the section's letters are left out.
      const short =
        own.style === 'id' && label.style === 'dotted' && own.path.join('.').endsWith(`.${prefix}`);
      const heads = own.path.join('.') === prefix || own.also?.join('.') === prefix || short;
      if (compound && own.path.length > 0 && heads) {
        const last = lastOrdinal(item, label.style);
        if (at.lineStart || label.ordinal === last + 1) return { parent: item, label };
        break;
      }
      const parent = parentOf(index);
      if (parent === undefined || own.style !== label.style) continue;
      if (own.path.slice(0, -1).join('.') !== prefix) continue;
      const step = label.ordinal - own.ordinal;
      if (step === 1 || (at.lineStart && step > 1 && step <= 4)) return { parent, label };
    }
    if (at.inSeries && !at.lineStart && label.ordinal === 1) return { parent: current, label };
    if (!compound && label.ordinal === 1 && mayOpenList(at)) {
      if (label.style === 'word' && at.lineStart && current.label === null)
        return { parent: stack[0] ?? current, label };
      if (current.label === null && !announces(current, flow) && at.titled && sectionStyles.has(label.style))
        return { parent: stack[0] ?? current, label };
      if (!(label.style === 'number' && !at.lineStart)) return { parent: current, label };
    }
    if (at.lineStart && opensNamedList(label, current)) return { parent: current, label };
    if (at.lineStart && compound) {
      const sameStyle = stack.findIndex(
        (item) => item.label?.style === label.style && item.label.path.length === label.path.length,
      );
      const above = sameStyle > 0 ? stack[sameStyle - 1] : undefined;
      if (above !== undefined) return { parent: above, label };
      const section =
        stack
          .slice()
          .reverse()
          .find((item) => item.label === null) ?? stack[0];
      if (section !== undefined && (label.ordinal <= 2 || label.style === 'id'))
        return { parent: label.style === 'id' ? (stack[0] ?? section) : section, label };
    }
    if (
      at.lineStart &&
      !compound &&
      (label.style === 'word' ||
        ((label.style === 'number' || label.style === 'letter' || label.style === 'roman') &&
          at.gap &&
          label.ordinal <= 3)) &&
      !stack.some((item) => item.label?.style === label.style)
    ) {
      return { parent: stack[0] ?? current, label };
    }
    if (label.style === 'word' && at.lineStart) {
      const index = stack.findIndex((item) => item.label?.style === 'word');
      const parent = stack[index - 1] ?? stack[0];
      if (parent !== undefined) return { parent, label };
    }
  }
  return null;
}

/** The parent of the open item that the label counts on from, where another item between bears the same number by chance ("Step 4"). */
function countedBefore(label: Label, prefix: string, stack: readonly OutlineItem[]): OutlineItem | null {
  const index = stack.findLastIndex(
    ({ label: own }) =>
      own !== null &&
      own.style === label.style &&
      own.path.length === label.path.length &&
      own.path.slice(0, -1).join('.') === prefix &&
      label.ordinal - own.ordinal >= 1 &&
      label.ordinal - own.ordinal <= 4,
  );
  return index < 1 ? null : (stack[index - 1] ?? null);
}

/** "Step 1. Urgent reasons" with U1, U2 below it, "Table 2. Part B" with B1, B2: the first of a list that bears a letter of its own. */
function opensNamedList({ style, ordinal }: Label, current: OutlineItem): boolean {
  return (
    style === 'letter-number' &&
    ordinal === 1 &&
    current.label !== null &&
    sectionStyles.has(current.label.style) &&
    current.children.length === 0
  );
}

/** A list may open at a line's start, or inside a line after a colon, a stop, a comma or "of", or with a cell of its table. */
function mayOpenList(at: {
  readonly lineStart: boolean;
  readonly before: string;
  readonly rest: string;
}): boolean {
  if (/^[A-Z][.)]/.test(at.rest) && !at.lineStart) return /[:.]\s*$/.test(at.before);
  return (
    at.lineStart ||
    /(?:\t|\s\|)\s*$/.test(at.before) ||
    /(?:[:;,.—–]|\b(?:of|are|is|have|has|contain|show|following|where|when|if))\s*$/i.test(at.before)
  );
}

function placeBullet(
  label: Label,
  stack: readonly OutlineItem[],
  flow: Flow,
  left: number | null,
  text: string,
): Place {
  const current = stack[stack.length - 1] as OutlineItem;
  for (let index = stack.length - 1; index >= 1; index--) {
    const item = stack[index];
    const parent = stack[index - 1];
    if (item === undefined || parent === undefined) continue;
    if (item.label?.style !== label.style || (item.label.raw !== label.raw && label.style === 'bullet')) {
      if (
        item.label?.style === 'bullet' &&
        left !== null &&
        item.left !== null &&
        Math.abs(item.left - left) < edge
      )
        return { parent, label };
      continue;
    }
    if (left === null || item.left === null) {
      // Without indentation a list nests where the item before announces one.
      if (announces(item, flow) && item.children.length === 0 && index === stack.length - 1)
        return { parent: item, label };
      // A member that cannot belong to what its list was announced as belongs one level up.
      const above = stack[index - 2];
      if (above !== undefined && parent.label?.style === label.style && foreign(ownText(parent, flow), text))
        return { parent: above, label };
      return { parent, label };
    }
    if (left > item.left + edge) return { parent: stack[stack.length - 1] === item ? item : current, label };
    if (left > item.left - edge) return { parent, label };
  }
  // A new glyph below a bullet is a list inside it, unless it stands further left.
  const open = current.label?.style === 'bullet' || current.label?.style === 'box';
  if (open && !(left !== null && current.left !== null && left < current.left + edge))
    return { parent: current, label };
  const section = stack
    .slice()
    .reverse()
    .find((item) => item.label?.style !== 'bullet' && item.label?.style !== 'box');
  return { parent: section ?? current, label };
}

/** Whether an item cannot be a member of a list with this announcement: no treatment under "failed care of", another suspicion under "suspected". */
function foreign(announced: string, text: string): boolean {
  if (
    /\b(?:non-?operative|conservative|treatment|therapy|care)\b/i.test(announced) &&
    !/therap|exercis|program|medic|drug|inject|brac|\brest\b|activit|manipulat|chiropr|\bice\b|nsaid|anti-?\s?inflamm|analges|steroid|acupunct|splint|orthot|spray|irrigat|antibiotic/i.test(
      text,
    )
  )
    return true;
  return (
    /\bsuspected\b/i.test(announced) &&
    /\bsuspected\b|\b(?:person|patient|member|adult|child)s?\b[^.]{0,30}\b\d{2}\b/i.test(text)
  );
}
