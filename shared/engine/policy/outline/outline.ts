/**
 * Finds the outline of a policy: which words are an item, under which other item. Labels may open a line, stand
 * inside a paragraph ("(a) …; (b) …"), stand alone in a table cell, or be missing where indentation does the work.
 */
import type { Flow } from './flow.ts';
import { layoutOf, type Here } from './here.ts';
import type { OutlineItem } from './item.ts';
import { openLabelled } from './labelled.ts';
import { openItems } from './open-items.ts';
import { isRow } from './tables.ts';
import { openRow, openTable, opensBelowTable, wrapsRow, type OpenTable } from './rows.ts';
import { placeUnlabelled } from './unlabelled.ts';
import { wrappedRows } from './wrapped-rows.ts';

export type { OutlineItem } from './item.ts';

/** The root holds the sections in order; its own words are what stands before the first. */
export function outlineOf(flow: Flow): OutlineItem {
  const open = openItems(flow);
  const layout = layoutOf(flow);
  const rows = wrappedRows(open, layout);
  let table: OpenTable | null = null;
  let behindList: OutlineItem | null = null;
  flow.lines.forEach((line, index) => {
    const here: Here = { line, index, previous: flow.lines[index - 1], next: flow.lines[index + 1] };
    const lineEnd = line.at + line.text.length;
    if (line.cell !== undefined) {
      table = null;
      rows.take(here);
      return;
    }
    rows.close();
    const header = openTable(here, open);
    if (header !== null) {
      table = header;
      return;
    }
    let row: number | null = null;
    if (layout.skeleton.has(index)) table = null;
    if (table !== null && isRow(line.text)) row = openRow(here, table, open);
    else if (table !== null && !wrapsRow(here)) {
      open.closeToDepth(table.depth);
      table = null;
      if (opensBelowTable(here, open)) {
        open.append(open.top(), line.at, lineEnd);
        return;
      }
    }
    const { from, placed } = openLabelled(here, layout, open, row);
    if (!placed && from === line.at) behindList = placeUnlabelled(here, layout, open, behindList);
    open.append(open.top(), from, lineEnd);
  });
  rows.close();
  close(open.root, flow.text.length);
  return open.root;
}

/** Sets where each item and its children end. */
function close(item: OutlineItem, limit: number): void {
  item.children.forEach((child, index) => close(child, item.children[index + 1]?.start ?? limit));
  const lastOwn = item.own[item.own.length - 1]?.end ?? item.start;
  const lastChild = item.children[item.children.length - 1]?.end ?? item.start;
  item.end = Math.max(item.start, lastOwn, lastChild, item.heading?.end ?? 0);
}
