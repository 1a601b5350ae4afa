/** What a line without a label does: opens a section by its title, goes on, is an item of a bare list, or ends a list. */
import { termDefined } from '../definitions/defining.ts';
import type { FlowLine } from './flow.ts';
import { subheading } from './known-headings.ts';
import { runInTitle } from './titles.ts';
import { alignsWithBareList, inBareList, leavesBareList, listParent, opensBareList } from './bare-list.ts';
import { isHeading, runInHeading } from './headings.ts';
import type { Here, Layout } from './here.ts';
import { bareBullet, type OutlineItem } from './item.ts';
import { closeByEdge, standsOutside } from './outside-list.ts';
import type { OpenItems } from './open-items.ts';
import {
  continues,
  endsInList,
  endsRootList,
  endsSeries,
  isTrailing,
  startsSentenceOn,
} from './paragraphs.ts';

/** Opens or closes what the line asks for. `behindList` is the paragraph that stands behind a list at the top level; so is the answer. */
export function placeUnlabelled(
  here: Here,
  layout: Layout,
  open: OpenItems,
  behindList: OutlineItem | null,
): OutlineItem | null {
  const { line, previous } = here;
  const { stack, flow, top } = open;
  const { typical } = layout;
  if (
    behindList !== null &&
    top() === behindList &&
    (opensParagraph(here, typical) || (layout.apart && /^[\p{Lu}"“]/u.test(line.text)))
  )
    return openParagraph(line, open);
  const title = layout.titled.has(here.index) && !opensBareList(top(), flow) ? runInTitle(line.text) : null;
  // Under numbered sections a run-in title opens a paragraph, not a section.
  const numbered = stack.length > 1 && stack[1]?.label !== null && !inBareList(stack.slice(0, 2));
  if (title !== null && !numbered) {
    openSection(open.root, line, title.length, open);
    return behindList;
  }
  // "Conservative care means …" below a list belongs to none of its items.
  if (line.gapBefore && stack.length > 1 && termDefined(line.text, false) !== null) {
    open.open(open.root, null, line.at, line.left);
    return behindList;
  }
  const openBare = (): OutlineItem =>
    open.open(listParent(stack, line, flow), bareBullet, line.at, line.left);
  if (
    inBareList(stack) &&
    previous !== undefined &&
    /(?:[;,]|\b(?:or|and))$/i.test(previous.text) &&
    !continues(here, typical)
  ) {
    openBare();
  } else if (
    previous !== undefined &&
    runInHeading.test(line.text) &&
    (line.gapBefore || /[.:;)]$/.test(previous.text))
  ) {
    openSection(open.root, line, runInHeading.exec(line.text)?.[0].trimEnd().length ?? 0, open);
  } else if (isHeading(here, typical, stack)) {
    // "General information" under "SP-3.1" belongs to it; under other labels such a title opens a section.
    const family = stack.find((item, depth) => depth === 1 && item.label?.style === 'id');
    const parent = family !== undefined && subheading.test(line.text) ? family : open.root;
    openSection(parent, line, line.text.length, open);
  } else if (standsOutside(here, layout, stack)) {
    return closeByEdge(here, layout, open) ?? behindList;
  } else if (layout.apart && endsSeries(here, stack, flow)) {
    return closeSeries(here, open) ?? behindList;
  } else if (endsRootList(here, stack)) {
    open.open(open.root, null, line.at, line.left);
  } else if (leavesBareList(stack, line)) {
    while (stack.length > 1 && inBareList(stack)) open.closeToDepth(stack.length - 1);
  } else if (
    (alignsWithBareList(stack, line) && !opensBareList(top(), flow) && !continues(here, typical)) ||
    (opensBareList(top(), flow) && !/:$/.test(line.text) && !startsSentenceOn(here, typical))
  ) {
    openBare();
  } else if (isTrailing(here, stack, typical, endsInList(here, flow))) {
    return endList(here, open) ?? behindList;
  } else if (inBareList(stack) && !continues(here, typical)) {
    openBare();
  }
  return behindList;
}

/** The line begins a new paragraph below one that stands behind a list. */
function opensParagraph({ line, previous }: Here, typical: number): boolean {
  return (
    /[.]$/.test(previous?.text ?? '') &&
    /^\p{Lu}/u.test(line.text) &&
    (line.gapBefore || (previous?.text.length ?? 0) < typical * 0.8 || runInTitle(line.text) !== null)
  );
}

/** Closes the list above a line that is none of its items: the line belongs to the titled section around the list (a list that it announces is a group of its own there), else to nothing before it; a new paragraph is returned. */
function closeSeries(here: Here, open: OpenItems): OutlineItem | null {
  const { line } = here;
  const section = open.stack[1];
  if (section !== undefined && section.heading !== null && section.label !== null && open.stack.length > 2) {
    open.closeTo(section);
    if (endsInList(here, open.flow)) open.open(section, null, line.at, line.left);
    return null;
  }
  return openParagraph(line, open);
}

function openSection(parent: OutlineItem, line: FlowLine, titleLength: number, open: OpenItems): void {
  const item = open.open(parent, null, line.at, line.left);
  item.heading = { start: line.at, end: line.at + titleLength };
}

function openParagraph(line: FlowLine, open: OpenItems): OutlineItem {
  const item = open.open(open.root, null, line.at, line.left);
  const title = runInTitle(line.text);
  if (title !== null) item.heading = { start: line.at, end: line.at + title.length };
  return item;
}

/** Closes the list above a new paragraph. The paragraph is an item of its own where it announces another list, or stands behind a list at the top level: that one is returned. */
function endList(here: Here, open: OpenItems): OutlineItem | null {
  const { stack, top, root } = open;
  const { line } = here;
  if (
    stack[1]?.label === null &&
    stack[1].heading === null &&
    top().label?.style === 'bullet' &&
    stack.length === 3
  )
    // Below a list that a plain paragraph announced, the next paragraph speaks of something else.
    return openParagraph(line, open);
  const first = stack.findIndex((item) => item.label?.style === top().label?.style);
  const another = endsInList(here, open.flow);
  const parent = (another ? stack[first - 1] : stack[stack.length - 2]) ?? root;
  open.closeTo(parent);
  // A paragraph that announces another list opens a group of its own.
  if (another) open.open(parent, null, line.at, line.left);
  return null;
}
