/** Rows of tables whose cells wrap (columns.ts): each an item by itself, titled by its situation, with the items of its cell. */
import type { Here, Layout } from './here.ts';
import { bareBullet, type OutlineItem } from './item.ts';
import { labelsAt } from './labels.ts';
import { openLabelled } from './labelled.ts';
import { openItems, type OpenItems } from './open-items.ts';
import { rowLabel } from './rows.ts';

interface WrappedRows {
  /** Takes a line of a cell. */
  readonly take: (here: Here) => void;
  /** The line that comes next stands in no cell. */
  readonly close: () => void;
}

/** "AND the gland was felt", "+ films", "OR" on a line of its own: what joins the parts of a cell. */
const joint = /^(?:(?<and>AND|PLUS|\+)|(?<or>OR))(?=[\s,]|$),?\s*/;

export function wrappedRows(open: OpenItems, layout: Layout): WrappedRows {
  let lines: Here[] = [];
  const close = (): void => {
    if (lines.length === 0) return;
    open.closeToDepth(1);
    open.root.children.push(rowOf(lines, open, layout));
    lines = [];
  };
  const take = (here: Here): void => {
    if (here.line.cell === 'row') close();
    if (here.line.cell === 'row' || lines.length > 0) lines.push(here);
  };
  return { take, close };
}

function rowOf(lines: readonly Here[], { flow }: OpenItems, layout: Layout): OutlineItem {
  const inner = openItems(flow);
  const titles = lines.filter(({ line }) => line.cell !== 'asked').map(({ line }) => line);
  const asked = lines.filter(({ line }) => line.cell === 'asked');
  const [first] = titles;
  if (first === undefined) return inner.root;
  const label = labelsAt(first.text).find(({ style }) => style !== 'bullet' && style !== 'box') ?? rowLabel;
  const item = inner.open(inner.root, label, first.at, first.left);
  const start = first.at + label.length;
  const last = titles.at(-1) ?? first;
  item.heading = { start, end: last.at + last.text.length };
  inner.append(item, start, item.heading.end);
  item.asks = true;
  const kind = jointOf(asked);
  if (kind !== null) item.rows = kind;
  let opens = kind !== null;
  for (const here of asked) {
    const { line } = here;
    const mark = kind === null ? null : joint.exec(line.text);
    const begin = line.at + (mark?.[0].length ?? 0);
    const end = line.at + line.text.length;
    opens ||= mark !== null;
    if (opens && begin < end) {
      // Without an edge of its own: a list below it may stand no further right.
      inner.open(item, bareBullet, begin, null);
      inner.append(inner.top(), begin, end);
      opens = false;
    } else if (begin < end) {
      const { from } = openLabelled(here, layout, inner, null);
      inner.append(inner.top(), from, end);
    }
  }
  // What the labels of a cell seem to divide is the row all the same.
  item.children.push(...inner.root.children.filter((child) => child !== item));
  return item;
}

/** How the parts of a cell are joined where it says so between them, always in one way; else null. */
function jointOf(asked: readonly Here[]): 'all' | 'any' | null {
  const marks = asked.slice(1).flatMap(({ line }) => {
    const found = joint.exec(line.text)?.groups;
    if (found === undefined) return [];
    return [found['and'] === undefined ? ('any' as const) : ('all' as const)];
  });
  const [first] = marks;
  return first !== undefined && marks.every((mark) => mark === first) ? first : null;
}
