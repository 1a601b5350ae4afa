/** Where a sentence, a paragraph or a list goes on, and where it ends. */
import { combinationIn } from '../lists/combine.ts';
import type { Flow, FlowLine } from './flow.ts';
import { labelsAt } from './labels.ts';
import type { Here } from './here.ts';
import { announcesList, edge, sectionStyles, type OutlineItem } from './item.ts';
import { isRow, leastSentence } from './tables.ts';

/** "… with at least two of: a brace, boot or cast;" at the end of a full line: the list goes on in the next. */
const opensInlineList = /\b(?:of|of these|of the following|including|such as)\s*:\s+\S[^:]*;$/i;

/** The line before runs on into this one. */
export function continues({ previous, line }: Here, typical: number): boolean {
  if (previous === undefined) return false;
  // "(physical therapy, chiropractic, or" goes on until the bracket closes.
  if (/\([^()]*$/.test(previous.text) && /^[^()]*\)/.test(line.text)) return true;
  if (opensInlineList.test(previous.text) && /^\p{Ll}/u.test(line.text))
    return previous.text.length > typical * 0.8;
  if (/[;:.]$|\b(?:or|and)$/i.test(previous.text)) return false;
  // A wrapped line stands below the one before it; another left edge begins something else.
  if (previous.left !== null && line.left !== null && line.left < previous.left - edge) return false;
  const full = previous.text.length > typical * 0.8;
  return (
    (full && /^[\p{Ll}(\d]/u.test(line.text)) ||
    /[,(–-]$|\b(?:the|of|a|an|with|for|to|in|on|by)$/i.test(previous.text)
  );
}

/** The sentence of the line before goes on with this line's words. */
export function startsSentenceOn({ previous, line }: Here, typical: number): boolean {
  if (previous === undefined) return false;
  // A colon at the end of a full line of running prose: the words that follow continue it.
  return previous.text.length > typical * 0.9 && !/:$/.test(previous.text) && /^[a-z(]/.test(line.text);
}

/** "X considers MRI of the knee experimental …": a verdict on its own. */
const verdict =
  /\b(?:considers?|is|are)\b.*\b(?:experimental|investigational|unproven|(?:not )?medically necessary)\b/i;

/** A new paragraph below a labelled item of the second level or deeper belongs to the item above it. */
export function isTrailing(
  { line, previous }: Here,
  stack: readonly OutlineItem[],
  typical: number,
  listFollows: boolean,
): boolean {
  const item = stack[stack.length - 1];
  if (previous === undefined || item === undefined || stack.length < 3 || item.own.length === 0) return false;
  const titled =
    item.heading !== null &&
    item.label !== null &&
    sectionStyles.has(item.label.style) &&
    !closesSentences(stack, line.gapBefore);
  if (item.label === null || titled || stack[stack.length - 2] === stack[0]) return false;
  if (
    /^\p{Lu}/u.test(line.text) &&
    listFollows &&
    (line.gapBefore || (/[.;:]$/.test(previous.text) && verdict.test(line.text)))
  )
    return true;
  // Behind a gap below a row of cells ("B-1 is set aside after …") stands a paragraph.
  if (
    line.gapBefore &&
    isRow(previous.text) &&
    !isRow(line.text) &&
    /^\p{Lu}/u.test(line.text) &&
    line.text.length > leastSentence
  )
    return true;
  if (!/^[\p{Lu}\d"“]/u.test(line.text) || !/[.:;)]$/.test(previous.text)) {
    const outdented = line.left !== null && item.left !== null && line.left < item.left - edge;
    const siblings = stack[stack.length - 2]?.children ?? [];
    // The list's items end without a stop, this line is a sentence: it closes the list.
    const sentence =
      /^\p{Lu}.{20,}\.$/u.test(line.text) &&
      siblings.length > 1 &&
      !/[.;,:]$/.test(previous.text) &&
      previous.text.length < typical * 0.8;
    if (!sentence && !(outdented && /^\p{Lu}/u.test(line.text) && previous.text.length < typical * 0.85))
      return false;
  }
  if (line.gapBefore) return true;
  return (
    previous.text.length < typical * 0.8 ||
    (line.left !== null && item.left !== null && line.left < item.left - edge)
  );
}

/** "2(a) A weak arm." above "2(b) A fever." and a gap: short items of one line each look like titles and are none. */
function closesSentences(stack: readonly OutlineItem[], gap: boolean): boolean {
  const item = stack[stack.length - 1];
  const before = (stack[stack.length - 2]?.children ?? []).filter((other) => other !== item);
  return (
    gap &&
    item !== undefined &&
    item.own.length === 1 &&
    before.length >= 2 &&
    before.every(({ children, own }) => children.length === 0 && own.length === 1)
  );
}

/** Whether the paragraph that starts here ends by announcing a list. */
export function endsInList({ index }: Here, flow: Flow): boolean {
  for (let next = index; next < Math.min(index + 5, flow.lines.length); next++) {
    const text = flow.lines[next]?.text ?? '';
    if (next > index && labelsAt(text).length > 0) return false;
    if (/(?::|\bof the following|\bincluding)\s*$/i.test(text)) return true;
    if (/[.]$/.test(text)) return false;
  }
  return false;
}

/**
 * Where lines do not wrap, an unlabelled line below the item of a list is no part of it: unless the item is a title
 * (none of its list has words below) or announces items of its own.
 */
export function endsSeries({ line }: Here, stack: readonly OutlineItem[], flow: Flow): boolean {
  const item = stack[stack.length - 1];
  const siblings = stack[stack.length - 2]?.children ?? [];
  if (item === undefined || item.label === null || item.label.raw === '' || stack.length < 2) return false;
  if (!/^[\p{Lu}"“\d]/u.test(line.text) || announcesList(item, flow)) return false;
  const bare = ({ children, own }: OutlineItem): boolean =>
    children.length === 0 && own.every(({ start, end }) => !flow.text.slice(start, end).includes('\n'));
  const before = siblings.filter((other) => other !== item && other.label?.style === item.label?.style);
  const parent = stack[stack.length - 2];
  return bare(item) && (before.length === 0 ? isMember(item, parent) : before.some(bare));
}

/** The only item so far of a list that words announce, and no title. */
function isMember(item: OutlineItem, parent: OutlineItem | undefined): boolean {
  return item.heading === null && parent !== undefined && parent.own.length > 0 && parent.label !== null;
}

/** A paragraph below a list of short paragraphs at the top level, each of them an item: it belongs to none of them. */
export function endsRootList({ line, previous }: Here, stack: readonly OutlineItem[]): boolean {
  const item = stack[1];
  const siblings = stack[0]?.children ?? [];
  return (
    stack.length === 2 &&
    line.gapBefore &&
    previous !== undefined &&
    /[.;]$/.test(previous.text) &&
    /^\p{Lu}/u.test(line.text) &&
    item?.label !== null &&
    item?.label !== undefined &&
    siblings.length >= 3 &&
    siblings.every(
      ({ label, own, children }) =>
        label?.style === item.label?.style && own.length === 1 && children.length === 0,
    )
  );
}

/** Lines in which the paper speaks of itself announce nothing. */
const ofThePaper =
  /\b(?:effective|in (?:force|effect|use)|version|edition|issued?|revised|reviewed|adopted|page|(?:19|20)\d{2}|policy (?:number|no))\b|\d\/\d/i;

/** A line above a list announces it: by a colon, by a sentence that stops open ("Payable if"), or by saying how its items combine. */
function announcesBelow({ text }: FlowLine): boolean {
  if (/:$/.test(text)) return true;
  if (ofThePaper.test(text)) return false;
  return !/[.;,!?]$/.test(text) || combinationIn(text) !== null;
}

/** Where the paragraph begins that announces the list whose first item stands on this line. */
export function leadStart(lines: readonly FlowLine[], index: number, typical: number): number {
  let first = index;
  for (let at = index - 1; at >= Math.max(0, index - 6); at--) {
    const line = lines[at];
    const above = lines[at - 1];
    const here = lines[at + 1];
    if (line === undefined || here === undefined || (at < index - 1 && here.gapBefore)) break;
    if (at === index - 1 && !announcesBelow(line)) break;
    // The first line is the paper's name, unless it announces the list itself.
    if (at === 0 && at < index - 1) break;
    first = at;
    if (above === undefined || /[.:;]$/.test(above.text) || above.text.length < typical * 0.8) break;
  }
  return lines[first]?.at ?? 0;
}
