/** Lists that no label opens: lines below words that announce one ("ALL of these are present:"). */
import type { Flow, FlowLine } from './flow.ts';
import { announcesList, bareBullet, edge, ownText, type OutlineItem } from './item.ts';

/** True right after words that announce a list ("ALL of these are present:") which no label opened yet. */
export function opensBareList(item: OutlineItem, flow: Flow): boolean {
  if (item.children.length > 0) return false;
  return announcesList(item, flow);
}

/** The line begins where an item of an open unlabelled list begins. */
export function alignsWithBareList(stack: readonly OutlineItem[], line: FlowLine): boolean {
  const { left } = line;
  if (left === null || !inBareList(stack)) return false;
  return stack.some(
    (item) => item.label === bareBullet && item.left !== null && Math.abs(item.left - left) < edge,
  );
}

/** The line stands further left than every item of the open unlabelled list: it closes the list. */
export function leavesBareList(stack: readonly OutlineItem[], line: FlowLine): boolean {
  const { left } = line;
  if (left === null || !inBareList(stack)) return false;
  const own = stack.filter((item) => item.label === bareBullet);
  return own.every((item) => item.left !== null && left < item.left - edge);
}

/** The words last read belong to an item of a list without labels. */
export function inBareList(stack: readonly OutlineItem[]): boolean {
  return stack[stack.length - 1]?.label === bareBullet;
}

/** Under which item the line is one more item of a list without labels. */
export function listParent(stack: readonly OutlineItem[], line: FlowLine, flow: Flow): OutlineItem {
  const current = stack[stack.length - 1] as OutlineItem;
  if (current.label !== bareBullet) return current;
  if (line.left === null || current.left === null) {
    if (opensBareList(current, flow)) return current;
    const parent = stack[stack.length - 2] ?? current;
    // "EITHER of" takes two; the line after them belongs one level up.
    if (
      parent.label === bareBullet &&
      /\b(?:either|both)\b[^.]*$/i.test(ownText(parent, flow)) &&
      parent.children.length >= 2
    )
      return stack[stack.length - 3] ?? parent;
    return parent;
  }
  for (let index = stack.length - 1; index >= 1; index--) {
    const item = stack[index];
    const parent = stack[index - 1];
    if (item === undefined || parent === undefined || item.label !== bareBullet || item.left === null)
      return item ?? current;
    if (line.left > item.left + edge) return item;
    if (line.left > item.left - edge) return parent;
  }
  return stack[0] as OutlineItem;
}
