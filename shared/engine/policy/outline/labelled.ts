/** Opens the items whose labels stand on a line: at its start, and inside a paragraph ("(a) …; (b) …"). */
import { labelsAt } from './labels.ts';
import { candidates, isReference } from './references.ts';
import { isTitle, opensSibling } from './headings.ts';
import type { Here, Layout } from './here.ts';
import { endsAnnouncing, newItem, sectionStyles, type OutlineItem } from './item.ts';
import { continuesRow, continuesSeries, opensSeries, runsOn, toldInTurn } from './mentions.ts';
import type { OpenItems } from './open-items.ts';
import { leadStart } from './paragraphs.ts';
import { place, type Place } from './place.ts';

/** Lines in which a policy names itself. */
const headLines = 6;

/** Opens them in turn, the words between given to the item above. `from` is where the words not yet given begin. */
export function openLabelled(
  here: Here,
  layout: Layout,
  open: OpenItems,
  row: number | null,
): { readonly from: number; readonly placed: boolean } {
  const { line } = here;
  const lineEnd = line.at + line.text.length;
  let from = row ?? line.at;
  let placed = row !== null;
  const inSeries = [...layout.runIn.keys()]
    .map((at) => at - line.at)
    .filter((at) => at > 0 && line.at + at < lineEnd);
  for (const at of [...new Set([...candidates(line.text), ...inSeries])].toSorted((a, b) => a - b)) {
    if (placed && line.at + at < from) continue;
    const found = placeAt(at, here, layout, open);
    if (found === null) continue;
    if (at > 0) open.append(open.top(), from, trimEnd(open.flow.text, from, line.at + at));
    const item = open.open(
      parentOf(found, at, here, layout, open),
      found.label,
      line.at + at,
      at === 0 ? line.left : null,
    );
    from = line.at + at + found.label.length;
    if (at === 0) {
      placed = true;
      if (isTitle(open.flow.text.slice(from, lineEnd).trim(), here, layout.typical))
        item.heading = { start: from, end: lineEnd };
    }
  }
  return { from, placed };
}

/** Where the label belongs that stands at this offset of the line; null where none does, or only its mention. */
function placeAt(at: number, here: Here, layout: Layout, { stack, flow }: OpenItems): Place | null {
  const { line, previous, index } = here;
  const section = at === 0 ? layout.skeleton.get(index) : undefined;
  if (section !== undefined) return { parent: stack[0] as OutlineItem, label: section };
  const rest = line.text.slice(at);
  const before = at === 0 ? (previous?.text ?? '') : line.text.slice(0, at);
  const told = at === 0 && toldInTurn(layout.lines, index);
  const series = layout.runIn.get(line.at + at);
  if (
    !told &&
    series === undefined &&
    isReference(before, rest, at === 0) &&
    !(at > 0 && continuesRow(rest, before, stack)) &&
    !(at === 0 && (opensSeries(layout.lines, index) || continuesSeries(rest, stack)))
  )
    return null;
  if (at === 0 && runsOn(here)) return null;
  const labels = labelsAt(rest).filter(
    (label) =>
      (series === undefined || label.style === series.style) &&
      (label.style !== 'id' ||
        layout.families.has(label.path[0] ?? '') ||
        // The policy's own number in its head is no label.
        (index >= headLines && (label.path.length > 2 || /\./.test(label.raw)))) &&
      (label.style !== 'told' || told),
  );
  const behind = rest.slice(labels[0]?.length ?? 0).trim();
  return place(labels, stack, flow, {
    lineStart: at === 0,
    titled: at === 0 && isTitle(behind, here, layout.typical) && !opensSibling(labels[0], here.next),
    before,
    left: at === 0 ? line.left : null,
    gap: line.gapBefore,
    rest,
    inSeries: series !== undefined,
  });
}

/** The item to open it under; a list in a policy without sections belongs to the paragraph that announces it. */
function parentOf(
  { parent, label }: Place,
  at: number,
  { index }: Here,
  layout: Layout,
  open: OpenItems,
): OutlineItem {
  if (parent !== open.root) return parent;
  // "MRCP is covered if I, II and III are all met": what the words above name are its items, whatever their labels open elsewhere.
  const above = layout.lines.slice(Math.max(0, index - 2), index).map(({ text }) => text);
  const listed =
    label.ordinal === 1 && (endsAnnouncing(above.join(' ')) || (at > 0 && label.path.length === 1));
  if (sectionStyles.has(label.style) && !listed) return parent;
  const container = containerOf(open.root, leadStart(layout.lines, index, layout.typical));
  if (container !== null) open.push(container);
  return open.top() !== open.root && open.top().label === null ? open.top() : parent;
}

/** Takes the paragraph that leads up to `at` out of the root's own words and makes it an unlabelled section. */
function containerOf(root: OutlineItem, at: number): OutlineItem | null {
  const last = root.own[root.own.length - 1];
  if (last === undefined || root.children.length > 0) return null;
  const start = Math.max(last.start, Math.min(at, last.end));
  const item: OutlineItem = { ...newItem(null, start, null), end: last.end };
  if (last.end > start) item.own.push({ start, end: last.end });
  last.end = start;
  if (last.end <= last.start) root.own.pop();
  root.children.push(item);
  return item;
}

function trimEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}
