/** The items that are open while the lines are read: the root first, each the parent of the next. */
import type { Flow } from './flow.ts';
import type { Label } from './labels.ts';
import { newItem, type OutlineItem } from './item.ts';

export interface OpenItems {
  readonly flow: Flow;
  readonly root: OutlineItem;
  /** The root first; changed only by the functions below. */
  readonly stack: readonly OutlineItem[];
  /** The item that takes the next words. */
  readonly top: () => OutlineItem;
  /** Closes what stands below the parent. */
  readonly closeTo: (parent: OutlineItem) => void;
  /** Closes items until so many are open. */
  readonly closeToDepth: (depth: number) => void;
  /** Opens an item under the parent, which must be open, or was taken up by `push`. */
  readonly open: (
    parent: OutlineItem,
    label: Label | null,
    start: number,
    left: number | null,
  ) => OutlineItem;
  /** Takes up an item that stands in the tree already. */
  readonly push: (item: OutlineItem) => void;
  /** Gives the stretch of the flow to the item; a stretch that goes on from its last one joins it. */
  readonly append: (item: OutlineItem, start: number, end: number) => void;
}

export function openItems(flow: Flow): OpenItems {
  const root: OutlineItem = { ...newItem(null, 0, null), end: flow.text.length };
  const stack: OutlineItem[] = [root];
  const top = (): OutlineItem => stack[stack.length - 1] ?? root;
  const closeTo = (parent: OutlineItem): void => {
    while (stack.length > 1 && top() !== parent) stack.pop();
  };
  return {
    flow,
    root,
    stack,
    top,
    closeTo,
    closeToDepth: (depth) => {
      while (stack.length > depth) stack.pop();
    },
    open: (parent, label, start, left) => {
      closeTo(parent);
      const item = newItem(label, start, left);
      parent.children.push(item);
      stack.push(item);
      return item;
    },
    push: (item) => void stack.push(item),
    append: (item, start, end) => {
      if (end <= start) return;
      const last = item.own[item.own.length - 1];
      const child = item.children[item.children.length - 1];
      const joins =
        last !== undefined && start - last.end <= 1 && (child === undefined || child.start < last.start);
      if (joins) last.end = end;
      else item.own.push({ start, end });
    },
  };
}
