/** Tables among the lines of a policy: whom their rows belong to, and each row as an item. */
import { labelsAt, ordinalOf, type Label } from './labels.ts';
import { cellsOf, leastSentence, tableHeader, type TableKind } from './tables.ts';
import { runInTitle } from './titles.ts';
import type { Here } from './here.ts';
import { announcesList, ownText, type OutlineItem } from './item.ts';
import type { OpenItems } from './open-items.ts';

/** The table that the lines stand in, and how many items were open where it began. */
export interface OpenTable {
  readonly parent: OutlineItem;
  readonly depth: number;
  /** A column says that what its cells list is asked for. */
  readonly asks: boolean;
}

/** Names of a column in which each row says what it asks for. */
const askingColumn =
  /^(?:requirements?|required|criteria|needed|must be shown|documentation (?:needed|required)|what (?:must be|is needed|we need|is required)\b.{0,30}|(?:what )?the (?:records?|chart|file|note|request) (?:must|has to|have to|should|shall|needs? to)\b.{0,20})$/i;

/** Opens a table where the line names its columns; null elsewhere. */
export function openTable(here: Here, open: OpenItems): OpenTable | null {
  const kind = tableHeader(here.line, here.next);
  if (kind === null) return null;
  const found = tableParent(here, kind, open);
  open.closeTo(found);
  const { line } = here;
  // Requirements below nothing but the paper's name are one list, announced by the names of their columns.
  const alone = found === open.root && !line.text.includes('\t');
  const parent = alone ? open.open(found, null, line.at, line.left) : found;
  if (alone) open.append(parent, line.at, line.at + line.text.length);
  parent.rows ??= kind;
  const asks = cellsOf(line.text).some((cell, index) => index > 0 && askingColumn.test(cell));
  return { parent, depth: open.stack.length, asks };
}

/** The line belongs to the row above it. */
export function wrapsRow({ line, previous }: Here): boolean {
  // A row between bars is typed on one line.
  if (previous !== undefined && /\s\|\s/.test(previous.text) && !/^\p{Ll}/u.test(line.text)) return false;
  // Nor is a sentence of its own a cell's second line ("Conservative treatment is not required under Section B.").
  if (/^\p{Lu}\p{Ll}+ \p{Ll}/u.test(line.text) && line.text.length > leastSentence) return false;
  return !line.gapBefore && previous !== undefined && !/[.;:]$/.test(previous.text);
}

/** A line below a table that opens a section by a run-in title; true where it did. */
export function opensBelowTable({ line }: Here, open: OpenItems): boolean {
  const title = line.gapBefore && open.top().children.length > 0 ? runInTitle(line.text) : null;
  if (title === null) return false;
  const item = open.open(open.root, null, line.at, line.left);
  item.heading = { start: line.at, end: line.at + title.length };
  return true;
}

/** A table of situations opens sections of its own; a table of requirements belongs to the words above it. */
function tableParent({ line }: Here, kind: TableKind, { stack, root, flow }: OpenItems): OutlineItem {
  let index = stack.length - 1;
  while (index > 0 && (stack[index]?.label?.style === 'bullet' || stack[index]?.label?.style === 'box'))
    index--;
  const above = stack[index] ?? root;
  const announced = above !== root && announcesList(above, flow);
  const heading = above.heading === null ? 0 : above.heading.end - above.heading.start;
  const own = above === root || (heading > 0 && ownText(above, flow).length <= heading + 2);
  return kind === 'any' && line.gapBefore && !announced && !own && stack.length <= 2 ? root : above;
}

/** Opens a row: its first cell is its label ("A", "1.2") or its title; the rest are its words. The offset is where they begin. */
export function openRow({ line }: Here, { parent, asks }: OpenTable, open: OpenItems): number {
  const cells = cellsOf(line.text);
  const first = cells[0] ?? '';
  const label = labelsAt(`${first} `).find(({ length }) => length >= first.length) ?? letterLabel(first);
  const item = open.open(parent, label ?? rowLabel, line.at, line.left);
  if (asks) item.asks = true;
  const labelled = label === null ? 0 : 1;
  const title = cells[labelled] ?? '';
  const rest = cells.slice(labelled + 1).join(' ');
  const behindLabel = label === null ? 0 : first.length;
  const start = line.text.indexOf(title, behindLabel);
  if (title !== '' && rest.length > 0 && start >= 0)
    item.heading = { start: line.at + start, end: line.at + start + title.length };
  return line.at + behindLabel;
}

/** A row of a table that no label opens. */
export const rowLabel: Label = { style: 'bullet', raw: '|', path: [], ordinal: 0, length: 0 };

/** "A", "b" or "7" alone in the first cell. */
function letterLabel(cell: string): Label | null {
  if (!/^(?:[A-Za-z]|\d{1,2})$/.test(cell)) return null;
  return {
    style: /[A-Z]/.test(cell) ? 'letter' : /[a-z]/.test(cell) ? 'low-letter' : 'number',
    raw: cell,
    path: [cell.toLowerCase()],
    ordinal: ordinalOf(cell),
    length: cell.length,
  };
}
