/** Lines that stand no further right than the labels of the list above, in a paper whose items wrap to the right of them: they close it. */
import { combinationIn } from '../lists/combine.ts';
import type { Here, Layout } from './here.ts';
import { edge, type OutlineItem } from './item.ts';
import { labelsAt } from './labels.ts';
import type { OpenItems } from './open-items.ts';

/** "AND", "- or -", "plus" on a line of its own, wherever it stands, joins the items around it. */
const jointLine = /^\W*(?:and\s*\/\s*or|and|or|plus|together with|as well as)\W*$/i;

/** The line belongs to no item of the list above it. */
export function standsOutside({ line }: Here, layout: Layout, stack: readonly OutlineItem[]): boolean {
  const top = stack.at(-1);
  return (
    top !== undefined &&
    isMember(top, layout) &&
    !jointLine.test(line.text) &&
    /^[\p{Lu}\d"“*†]/u.test(line.text) &&
    isRightOf(top, line.left)
  );
}

/** Closes the list. A line that announces another list opens a group of its own; below a list at the top level it opens a paragraph, which is returned. */
export function closeByEdge(here: Here, layout: Layout, open: OpenItems): OutlineItem | null {
  const { line } = here;
  const { stack } = open;
  let depth = stack.length - 1;
  while (depth > 1) {
    const item = stack[depth - 1];
    const sibling = item !== undefined && isRightOf(item, line.left) && isMember(item, layout);
    if (!sibling && !(item?.label === null && item.heading === null && isRightOf(item, line.left))) break;
    depth--;
  }
  open.closeToDepth(depth);
  if (opensGroup(here)) {
    open.open(open.top(), null, line.at, line.left);
    return null;
  }
  return open.top() === open.root ? open.open(open.root, null, line.at, line.left) : null;
}

/** An item of a list, and no section at the page's edge. */
function isMember({ label, left }: OutlineItem, { hanging, margin }: Layout): boolean {
  if (label === null || label.raw === '' || left === null || !hanging.has(label.style)) return false;
  return label.style === 'bullet' || label.style === 'box' || left > margin + edge;
}

function isRightOf({ left }: OutlineItem, edgeOfLine: number | null): boolean {
  return left !== null && edgeOfLine !== null && edgeOfLine <= left + edge;
}

/** Items follow, and the line announces them: by a colon, by how they combine, or by standing further left without a stop. */
function opensGroup({ line, next }: Here): boolean {
  if (next === undefined || next.gapBefore || line.left === null || next.left === null) return false;
  const follows = labelsAt(next.text).some(
    ({ ordinal, style }) => ordinal === 1 || style === 'bullet' || style === 'box',
  );
  return (
    follows &&
    (/:$/.test(line.text) ||
      combinationIn(line.text) !== null ||
      (!/[.;!?]$/.test(line.text) && next.left > line.left + edge))
  );
}
