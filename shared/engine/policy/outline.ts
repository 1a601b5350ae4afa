/**
 * Finds the outline of a policy: which words are an item, under which other item. Labels may open a line, stand
 * inside a paragraph ("(a) …; (b) …"), stand alone in a table cell, or be missing where indentation does the work.
 */
import type { Flow, FlowLine } from './flow.ts';
import { subheading, knownHeading } from './known-headings.ts';
import { labelsAt, type Label } from './labels.ts';
import { candidates, strongReference, referenceAfter, isReference } from './references.ts';
import { cellsOf, tableHeader, type TableKind } from './tables.ts';
import { runInTitle } from './titles.ts';

export interface OutlineItem {
  readonly label: Label | null;
  /** Offsets into the flow: where the item begins (its label) and where it and its children end. */
  readonly start: number;
  end: number;
  /** The item's own words: stretches of the flow, the title (if any) first. */
  readonly own: { start: number; end: number }[];
  /** Title that stands on a line of its own, or null. */
  heading: { readonly start: number; readonly end: number } | null;
  readonly children: OutlineItem[];
  /** Left edge of its first line, for nesting by indentation. */
  readonly left: number | null;
  /** Set where the children are rows of a table: whether all of them are asked for, or any. */
  rows?: TableKind;
}

/** The root holds the sections in order; its own words are what stands before the first. */
export function outlineOf(flow: Flow): OutlineItem {
  const families = idFamilies(flow.lines);
  announcer = (item) => {
    const text = ownText(item, flow);
    return announcing.test(text) || namesItems.test(text);
  };
  wordsOfItem = (item) => ownText(item, flow);
  const root: OutlineItem = {
    label: null,
    start: 0,
    end: flow.text.length,
    own: [],
    heading: null,
    children: [],
    left: null,
  };
  const stack: OutlineItem[] = [root];
  const typical = typicalLength(flow.lines);
  const titled = runInLines(flow.lines);
  let table: { readonly parent: OutlineItem; readonly depth: number } | null = null;
  const top = (): OutlineItem => stack[stack.length - 1] ?? root;

  const open = (
    parent: OutlineItem,
    label: Label | null,
    start: number,
    left: number | null,
  ): OutlineItem => {
    while (stack.length > 1 && top() !== parent) stack.pop();
    const item: OutlineItem = { label, start, end: start, own: [], heading: null, children: [], left };
    parent.children.push(item);
    stack.push(item);
    return item;
  };
  const append = (item: OutlineItem, start: number, end: number): void => {
    if (end <= start) return;
    const last = item.own[item.own.length - 1];
    if (last !== undefined && start - last.end <= 1 && item.children.length === 0) last.end = end;
    else item.own.push({ start, end });
  };

  // The paragraph that stands behind a list at the top level; the next one there opens a section as well.
  let behindList: OutlineItem | null = null;
  const openParagraph = (line: FlowLine): OutlineItem => {
    const item = open(root, null, line.at, line.left);
    const title = runInTitle(line.text);
    if (title !== null) item.heading = { start: line.at, end: line.at + title.length };
    return item;
  };

  flow.lines.forEach((line, index) => {
    const previous = flow.lines[index - 1];
    const next = flow.lines[index + 1];
    const lineEnd = line.at + line.text.length;
    let from = line.at;
    let placed = false;
    const kind = tableHeader(line, next);
    if (kind !== null) {
      const parent = tableParent(stack, line, kind, flow);
      while (stack.length > 1 && top() !== parent) stack.pop();
      parent.rows ??= kind;
      table = { parent, depth: stack.length };
      return;
    }
    if (table !== null) {
      const row = line.text.includes('\t');
      const wrapped = !line.gapBefore && previous !== undefined && !/[.;:]$/.test(previous.text);
      if (row) {
        const item = openRow(line, table.parent, open);
        from = item.at;
        placed = true;
      } else if (!wrapped) {
        while (stack.length > table.depth) stack.pop();
        table = null;
        if (line.gapBefore && top().children.length > 0 && runInTitle(line.text) !== null) {
          const item = open(root, null, line.at, line.left);
          item.heading = { start: line.at, end: line.at + (runInTitle(line.text)?.length ?? 0) };
          append(item, line.at, lineEnd);
          return;
        }
      }
    }
    for (const at of candidates(line.text)) {
      if (placed && line.at + at < from) continue;
      const rest = line.text.slice(at);
      const before = at === 0 ? (previous?.text ?? '') : line.text.slice(0, at);
      if (
        isReference(before, rest, at === 0) &&
        !(at > 0 && continuesRow(rest, before, stack)) &&
        !(at === 0 && opensSeries(flow.lines, index))
      )
        continue;
      if (at === 0 && runsOn(previous, line)) continue;
      const labels = labelsAt(rest).filter(
        (label) =>
          label.style !== 'id' ||
          families.has(label.path[0] ?? '') ||
          // The policy's own number in its head is no label.
          (index >= headLines && (label.path.length > 2 || /\./.test(label.raw))),
      );
      const found = place(labels, stack, {
        lineStart: at === 0,
        titled:
          at === 0 &&
          isTitle(afterLabel(rest, labels), line, next, typical) &&
          !opensSibling(labels[0], next),
        before,
        left: at === 0 ? line.left : null,
        gap: line.gapBefore,
        rest,
      });
      if (found === null) continue;
      if (at > 0) append(top(), from, trimEnd(flow.text, from, line.at + at));
      // A list in a policy without sections still belongs to the paragraph that announces it.
      if (found.parent === root && !sectionStyles.has(found.label.style) && found.label.style !== 'id') {
        const container = containerOf(root, leadStart(flow.lines, index, typical));
        if (container !== null) stack.push(container);
      }
      const parent =
        found.parent === root &&
        top() !== root &&
        top().label === null &&
        !sectionStyles.has(found.label.style)
          ? top()
          : found.parent;
      const item = open(parent, found.label, line.at + at, at === 0 ? line.left : null);
      from = line.at + at + found.label.length;
      if (at === 0) {
        placed = true;
        const rest0 = flow.text.slice(from, lineEnd).trim();
        if (isTitle(rest0, line, next, typical)) item.heading = { start: from, end: lineEnd };
      }
    }
    if (
      !placed &&
      from === line.at &&
      behindList !== null &&
      top() === behindList &&
      /[.]$/.test(previous?.text ?? '') &&
      /^\p{Lu}/u.test(line.text) &&
      ((previous?.text.length ?? 0) < typical * 0.8 || runInTitle(line.text) !== null)
    ) {
      behindList = openParagraph(line);
      append(behindList, from, lineEnd);
      return;
    }
    if (!placed && from === line.at) {
      const title = titled.has(index) && !opensBareList(top(), flow) ? runInTitle(line.text) : null;
      if (title !== null && stack.length > 1 && stack[1]?.label !== null && !inBareList(stack.slice(0, 2))) {
        // Under numbered sections a run-in title opens a paragraph, not a section.
      } else if (title !== null) {
        const item = open(root, null, line.at, line.left);
        item.heading = { start: line.at, end: line.at + title.length };
        append(item, line.at, lineEnd);
        return;
      }
      if (
        inBareList(stack) &&
        previous !== undefined &&
        /(?:[;,]|\b(?:or|and))$/i.test(previous.text) &&
        !continues(previous, line, typical)
      ) {
        open(listParent(stack, line, flow), bareBullet, line.at, line.left);
      } else if (
        previous !== undefined &&
        runInHeading.test(line.text) &&
        (line.gapBefore || /[.:;)]$/.test(previous.text))
      ) {
        const item = open(root, null, line.at, line.left);
        item.heading = {
          start: line.at,
          end: line.at + (runInHeading.exec(line.text)?.[0].trimEnd().length ?? 0),
        };
      } else if (isHeading(line, previous, next, typical, stack, index)) {
        // "General information" under "SP-3.1" belongs to it; under other labels such a title opens a section.
        const family = stack.find((item, depth) => depth === 1 && item.label?.style === 'id');
        const item = open(
          family !== undefined && subheading.test(line.text) ? family : root,
          null,
          line.at,
          line.left,
        );
        item.heading = { start: line.at, end: lineEnd };
      } else if (endsRootList(stack, previous, line)) {
        open(root, null, line.at, line.left);
      } else if (leavesBareList(stack, line)) {
        while (stack.length > 1 && inBareList(stack)) stack.pop();
      } else if (
        alignsWithBareList(stack, line) &&
        !opensBareList(top(), flow) &&
        !continues(previous, line, typical)
      ) {
        open(listParent(stack, line, flow), bareBullet, line.at, line.left);
      } else if (
        opensBareList(top(), flow) &&
        !/:$/.test(line.text) &&
        !startsSentenceOn(previous, line, typical)
      ) {
        open(listParent(stack, line, flow), bareBullet, line.at, line.left);
      } else if (isTrailing(stack, previous, line, typical, listEnds(line, flow, index))) {
        if (
          stack[1]?.label === null &&
          stack[1].heading === null &&
          top().label?.style === 'bullet' &&
          stack.length === 3
        ) {
          // Below a list that a plain paragraph announced, the next paragraph speaks of something else.
          behindList = openParagraph(line);
          append(behindList, from, lineEnd);
          return;
        }
        const first = stack.findIndex((item) => item.label?.style === top().label?.style);
        const parent = (listEnds(line, flow, index) ? stack[first - 1] : stack[stack.length - 2]) ?? root;
        while (stack.length > 1 && top() !== parent) stack.pop();
        // A paragraph that announces another list opens a group of its own.
        if (listEnds(line, flow, index)) open(parent, null, line.at, line.left);
      } else if (inBareList(stack) && !continues(previous, line, typical)) {
        open(listParent(stack, line, flow), bareBullet, line.at, line.left);
      }
    }
    append(top(), from, lineEnd);
  });
  close(root, flow.text.length);
  return root;
}

/** Lines that open a paragraph with a run-in title, where at least two do: the policy titles its sections so. */
function runInLines(lines: readonly FlowLine[]): ReadonlySet<number> {
  const out = new Set<number>();
  lines.forEach((line, index) => {
    if (
      index > 0 &&
      line.gapBefore &&
      !line.text.includes('\t') &&
      labelsAt(line.text).length === 0 &&
      runInTitle(line.text) !== null
    )
      out.add(index);
  });
  return out.size >= 2 ? out : new Set();
}

/** A table of situations opens sections of its own; a table of requirements belongs to the words above it. */
function tableParent(
  stack: readonly OutlineItem[],
  line: FlowLine,
  kind: TableKind,
  flow: Flow,
): OutlineItem {
  const root = stack[0] as OutlineItem;
  let index = stack.length - 1;
  while (index > 0 && (stack[index]?.label?.style === 'bullet' || stack[index]?.label?.style === 'box'))
    index--;
  const above = stack[index] ?? root;
  const announced = above !== root && announcing.test(ownText(above, flow));
  const heading = above.heading === null ? 0 : above.heading.end - above.heading.start;
  const own = above === root || (heading > 0 && ownText(above, flow).length <= heading + 2);
  return kind === 'any' && line.gapBefore && !announced && !own && stack.length <= 2 ? root : above;
}

/** Opens a row: its first cell is its label ("A", "1.2") or its title; the rest are its words. */
function openRow(
  line: FlowLine,
  parent: OutlineItem,
  open: (parent: OutlineItem, label: Label | null, start: number, left: number | null) => OutlineItem,
): { readonly at: number } {
  const cells = cellsOf(line.text);
  const first = cells[0] ?? '';
  const label = labelsAt(`${first} `).find(({ length }) => length >= first.length) ?? letterLabel(first);
  const item = open(parent, label ?? rowLabel, line.at, line.left);
  const titleIndex = label === null ? 0 : 1;
  const at = line.at + (label === null ? 0 : first.length);
  const title = cells[titleIndex] ?? '';
  const rest = cells.slice(titleIndex + 1).join(' ');
  const start = line.text.indexOf(title, label === null ? 0 : first.length);
  if (title !== '' && rest.length > 0 && start >= 0)
    item.heading = { start: line.at + start, end: line.at + start + title.length };
  return { at };
}

/** "A" alone in the first cell. */
function letterLabel(cell: string): Label | null {
  if (!/^(?:[A-Z]|\d{1,2})$/.test(cell)) return null;
  const letter = /[A-Z]/.test(cell);
  return {
    style: letter ? 'letter' : 'number',
    raw: cell,
    path: [cell.toLowerCase()],
    ordinal: letter ? cell.charCodeAt(0) - 64 : Number(cell),
    length: cell.length,
  };
}

/** Where the paragraph begins that announces the list whose first item stands on this line. */
function leadStart(lines: readonly FlowLine[], index: number, typical: number): number {
  let first = index;
  for (let at = index - 1; at >= Math.max(1, index - 6); at--) {
    const line = lines[at];
    const above = lines[at - 1];
    const here = lines[at + 1];
    if (line === undefined || here === undefined || (at < index - 1 && here.gapBefore)) break;
    if (at === index - 1 && !/:$/.test(line.text)) break;
    first = at;
    if (above === undefined || /[.:;]$/.test(above.text) || above.text.length < typical * 0.8) break;
  }
  return lines[first]?.at ?? 0;
}

/** Takes the paragraph that leads up to `at` out of the root's own words and makes it an unlabelled section. */
function containerOf(root: OutlineItem, at: number): OutlineItem | null {
  const last = root.own[root.own.length - 1];
  if (last === undefined || root.children.length > 0) return null;
  const start = Math.max(last.start, Math.min(at, last.end));
  const item: OutlineItem = {
    label: null,
    start,
    end: last.end,
    own: [],
    heading: null,
    children: [],
    left: null,
  };
  if (last.end > start) item.own.push({ start, end: last.end });
  last.end = start;
  if (last.end <= last.start) root.own.pop();
  root.children.push(item);
  return item;
}

/** "Not covered: persons who …": a known title that runs into its text. */
const runInHeading =
  /^(?:not covered|not medically necessary|not indicated|not supported|exclusions?|limitations?|definitions?|codes?|coding|references?|background|rationale|revision history|history|documentation|contraindications?)\s*[:.]\s+(?=\S)/i;

/** Lines in which a policy names itself. */
const headLines = 6;

const sectionStyles: ReadonlySet<string> = new Set(['number', 'letter', 'roman', 'word', 'id', 'dotted']);

/** First parts of identifiers ("HIP" of HIP-M and HIP-F) that open two lines or more: those are labels. */
function idFamilies(lines: readonly FlowLine[]): ReadonlySet<string> {
  const seen = new Map<string, Set<string>>();
  for (const line of lines) {
    const id = labelsAt(line.text).find((label) => label.style === 'id');
    const family = id?.path[0];
    if (id === undefined || family === undefined) continue;
    seen.set(family, (seen.get(family) ?? new Set()).add(id.path.join('-')));
  }
  return new Set([...seen].filter(([, ids]) => ids.size >= 2).map(([family]) => family));
}

function afterLabel(rest: string, labels: readonly Label[]): string {
  return rest.slice(labels[0]?.length ?? 0).trim();
}

function opensSibling(label: Label | undefined, next: FlowLine | undefined): boolean {
  if (label === undefined || next === undefined) return false;
  return labelsAt(next.text).some(
    (other) =>
      other.style === label.style &&
      other.path.length === label.path.length &&
      other.ordinal === label.ordinal + 1,
  );
}

/** A row of a table that no label opens. */
const rowLabel: Label = { style: 'bullet', raw: '|', path: [], ordinal: 0, length: 0 };

const bareBullet: Label = { style: 'bullet', raw: '', path: [], ordinal: 0, length: 0 };

/** "A-1 Pain … A-2 Films …" inside row A: the next item of the row, though no stop parts it from the one before. */
function continuesRow(rest: string, before: string, stack: readonly OutlineItem[]): boolean {
  if (strongReference.test(before) || /\b(?:of|in|with|see|than|when|where|if|that)\s*$/i.test(before))
    return false;
  const label = /^[A-Za-z0-9.()-]+/.exec(rest)?.[0] ?? '';
  if (referenceAfter.test(rest.slice(label.length))) return false;
  return labelsAt(rest).some(
    (label) =>
      label.path.length > 1 &&
      stack.some(
        (item) =>
          item.label !== null &&
          item.label.path.join('.') === label.path.slice(0, -1).join('.') &&
          label.ordinal === lastOrdinal(item, label.style) + 1,
      ),
  );
}

/** "… pain and" / "(1) films were taken," / "(2) …": the first of a series at line starts, though "and" stands before it. */
function opensSeries(lines: readonly FlowLine[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  const first = text.startsWith('(')
    ? labelsAt(text).find(({ ordinal, path }) => ordinal === 1 && path.length === 1)
    : undefined;
  if (first === undefined || referenceAfter.test(text.slice(first.length))) return false;
  return lines
    .slice(index + 1, index + 5)
    .some(({ text: other }) =>
      labelsAt(other).some(
        ({ style, ordinal, path, length }) =>
          style === first.style &&
          ordinal === 2 &&
          path.length === 1 &&
          !referenceAfter.test(other.slice(length)),
      ),
    );
}

/** "With" / "section 3: M54.2", "clinical" / "T2 or deeper": a sentence that wraps before what looks like a label. */
function runsOn(previous: FlowLine | undefined, line: FlowLine): boolean {
  if (previous === undefined || line.gapBefore || /[.;:!?)]$/.test(previous.text)) return false;
  return (
    /^(?:section|part|table|item|paragraph|step) [\dA-Zivx]/.test(line.text) ||
    (/^[A-Z]\d{1,2} (?:or|and|to|with) \p{Ll}/u.test(line.text) && /\p{Ll}$/u.test(previous.text))
  );
}

interface Place {
  readonly parent: OutlineItem;
  readonly label: Label;
}

function place(
  labels: readonly Label[],
  stack: readonly OutlineItem[],
  at: {
    readonly lineStart: boolean;
    readonly titled: boolean;
    readonly before: string;
    readonly left: number | null;
    readonly gap: boolean;
    readonly rest: string;
  },
): Place | null {
  const parentOf = (index: number): OutlineItem | undefined => stack[index - 1];
  const current = stack[stack.length - 1];
  if (current === undefined) return null;
  for (const label of labels) {
    if (label.style === 'box' || label.style === 'bullet') return placeBullet(label, stack, at.left, at.rest);
    const compound = label.path.length > 1;
    const prefix = label.path.slice(0, -1).join('.');
    for (let index = stack.length - 1; index >= 1; index--) {
      const item = stack[index];
      const own = item?.label;
      if (item === undefined || own === null || own === undefined) continue;
      // "2.1" under "CV-08.2": the section's letters are left out.
      const short =
        own.style === 'id' && label.style === 'dotted' && own.path.join('.').endsWith(`.${prefix}`);
      if (compound && own.path.length > 0 && (own.path.join('.') === prefix || short)) {
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
    if (!compound && label.ordinal === 1 && mayOpenList(at)) {
      if (label.style === 'word' && at.lineStart && current.label === null)
        return { parent: stack[0] ?? current, label };
      if (current.label === null && !announces(current) && at.titled && sectionStyles.has(label.style))
        return { parent: stack[0] ?? current, label };
      if (!(label.style === 'number' && !at.lineStart)) return { parent: current, label };
    }
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

function lastOrdinal(item: OutlineItem, style: string): number {
  const last = item.children[item.children.length - 1]?.label;
  return last?.style === style ? last.ordinal : 0;
}

/** A list may open at a line's start, or inside a line after a colon, a stop, a comma or "of". */
function mayOpenList(at: {
  readonly lineStart: boolean;
  readonly before: string;
  readonly rest: string;
}): boolean {
  if (/^[A-Z][.)]/.test(at.rest) && !at.lineStart) return /[:.]\s*$/.test(at.before);
  return (
    at.lineStart ||
    /(?:[:;,.—–]|\b(?:of|are|is|have|has|contain|show|following|where|when|if))\s*$/i.test(at.before)
  );
}

function placeBullet(label: Label, stack: readonly OutlineItem[], left: number | null, text: string): Place {
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
      if (announces(item) && item.children.length === 0 && index === stack.length - 1)
        return { parent: item, label };
      // A member that cannot belong to what its list was announced as belongs one level up.
      const above = stack[index - 2];
      if (above !== undefined && parent.label?.style === label.style && foreign(parent, text))
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

/** Indentations closer than this share of the page width are the same. */
const edge = 0.008;

/** Whether an item cannot be a member of a list with this announcement: no treatment under "failed care of", another suspicion under "suspected". */
function foreign(parent: OutlineItem, text: string): boolean {
  const announced = wordsOfItem(parent);
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

let wordsOfItem: (item: OutlineItem) => string = () => '';
let announcer: (item: OutlineItem) => boolean = () => false;

function announces(item: OutlineItem): boolean {
  return announcer(item);
}

/** "ALL of", "one or more of the following", "…:"; not the "of" of a wrapped line ("reflexes of"). */
const announcing =
  /(?:\b(?:all|any|one|two|three|four|more|both|each|either|none|every|minimum)\b[^.;:]{0,30}\bof|\bfollowing|does not apply in|apply in|:)\s*$/i;

/** "… when A, B and C are documented." in the last sentence: the items it names follow. */
const namesItems =
  /\b(?:when|if|where|meets?|meeting|satisf\w+|requires?|under|both|all of|each of|either|any of)\s+(?:all of |both |either |any of )?\(?(?:[A-Z]|\d{1,2}|[a-z])\)?(?:,\s*\(?(?:[A-Z]|\d{1,2}|[a-z])\)?)*,?\s+(?:and|or)\s+\(?(?:[A-Z]|\d{1,2}|[a-z])\)?(?:\s+(?:are|is|have|has|apply|applies|below|must)\b[^.]{0,50})?[.:]?\s*$/;

function ownText(item: OutlineItem, flow: Flow): string {
  return item.own
    .map(({ start, end }) => flow.text.slice(start, end))
    .join(' ')
    .trim();
}

/** True right after words that announce a list ("ALL of these are present:") which no label opened yet. */
function opensBareList(item: OutlineItem, flow: Flow): boolean {
  if (item.children.length > 0) return false;
  return announcing.test(ownText(item, flow));
}

/** The line begins where an item of an open unlabelled list begins. */
function alignsWithBareList(stack: readonly OutlineItem[], line: FlowLine): boolean {
  const { left } = line;
  if (left === null || !inBareList(stack)) return false;
  return stack.some(
    (item) => item.label === bareBullet && item.left !== null && Math.abs(item.left - left) < edge,
  );
}

/** A paragraph below a list of short paragraphs at the top level, each of them an item: it belongs to none of them. */
function endsRootList(
  stack: readonly OutlineItem[],
  previous: FlowLine | undefined,
  line: FlowLine,
): boolean {
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

/** The line stands further left than every item of the open unlabelled list: it closes the list. */
function leavesBareList(stack: readonly OutlineItem[], line: FlowLine): boolean {
  const { left } = line;
  if (left === null || !inBareList(stack)) return false;
  const own = stack.filter((item) => item.label === bareBullet);
  return own.every((item) => item.left !== null && left < item.left - edge);
}

function inBareList(stack: readonly OutlineItem[]): boolean {
  return stack[stack.length - 1]?.label === bareBullet;
}

function listParent(stack: OutlineItem[], line: FlowLine, flow: Flow): OutlineItem {
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

/** The line before runs on into this one. */
function continues(previous: FlowLine | undefined, line: FlowLine, typical: number): boolean {
  if (previous === undefined) return false;
  if (/[;:.]$|\b(?:or|and)$/i.test(previous.text)) return false;
  // A wrapped line stands below the one before it; another left edge begins something else.
  if (previous.left !== null && line.left !== null && line.left < previous.left - edge) return false;
  const full = previous.text.length > typical * 0.8;
  return (
    (full && /^[\p{Ll}(\d]/u.test(line.text)) ||
    /[,(–-]$|\b(?:the|of|a|an|with|for|to|in|on|by)$/i.test(previous.text)
  );
}

function startsSentenceOn(previous: FlowLine | undefined, line: FlowLine, typical: number): boolean {
  if (previous === undefined) return false;
  // A colon at the end of a full line of running prose: the words that follow continue it.
  return previous.text.length > typical * 0.9 && !/:$/.test(previous.text) && /^[a-z(]/.test(line.text);
}

/** "X considers MRI of the knee experimental …": a verdict on its own. */
const verdict =
  /\b(?:considers?|is|are)\b.*\b(?:experimental|investigational|unproven|(?:not )?medically necessary)\b/i;

/** A new paragraph below a labelled item of the second level or deeper belongs to the item above it. */
function isTrailing(
  stack: readonly OutlineItem[],
  previous: FlowLine | undefined,
  line: FlowLine,
  typical: number,
  announcesList: boolean,
): boolean {
  const item = stack[stack.length - 1];
  if (previous === undefined || item === undefined || stack.length < 3 || item.own.length === 0) return false;
  const titled = item.heading !== null && item.label !== null && sectionStyles.has(item.label.style);
  if (item.label === null || titled || stack[stack.length - 2] === stack[0]) return false;
  if (
    /^\p{Lu}/u.test(line.text) &&
    announcesList &&
    (line.gapBefore || (/[.;:]$/.test(previous.text) && verdict.test(line.text)))
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

/** Whether the paragraph that starts here ends by announcing a list. */
function listEnds(line: FlowLine, flow: Flow, index: number): boolean {
  for (let next = index; next < Math.min(index + 5, flow.lines.length); next++) {
    const text = flow.lines[next]?.text ?? '';
    if (next > index && labelsAt(text).length > 0) return false;
    if (/(?::|\bof the following|\bincluding)\s*$/i.test(text)) return true;
    if (/[.]$/.test(text)) return false;
  }
  void line;
  return false;
}

/** "When the medicine trial is not required": a sentence's half as a title. */
const releaseTitle =
  /^when (?:the |a |an )?[^.,;:]{3,50} (?:is|are|do|does|need) not (?:required|needed|apply|necessary|asked for|called for|have to)/i;

/** A title on a line of its own that no label opens. */
function isHeading(
  line: FlowLine,
  previous: FlowLine | undefined,
  next: FlowLine | undefined,
  typical: number,
  stack: readonly OutlineItem[],
  ordinal: number,
): boolean {
  const text = line.text.replace(/^[*†‡]+\s*/, '');
  if (text.length > 80 || text.length < 3 || next === undefined) return false;
  if (knownHeading.test(text))
    return (
      /^[\p{Lu}\d]/u.test(text) &&
      (line.gapBefore ||
        previous === undefined ||
        /[.:;)!?]$/.test(previous.text) ||
        previous.text.length < typical * 0.8)
    );
  if (
    previous === undefined ||
    ordinal < 1 ||
    /\b(?:effective|version|edition|issue|revised)\b|\|/i.test(`${text} ${next.text}`)
  )
    return false;
  if (!line.gapBefore || /[.;,:]$/.test(text) || /\t/.test(text)) return false;
  const labelled = stack.some(
    (item) => item.label !== null && item.label.style !== 'bullet' && item.label.style !== 'box',
  );
  if (labelled || next.gapBefore) return false;
  return (
    /^\p{Lu}/u.test(text) &&
    text.split(/\s+/).length <= 9 &&
    (releaseTitle.test(text) || !/\b(?:is|are|was|were|has|have|must|should|may|will)\b/.test(text)) &&
    /^[\p{Lu}\d([•☐]/u.test(next.text) &&
    stack.every((item) => item.label === null || item.label.style === 'bullet' || item.label.style === 'box')
  );
}

/** The words on the label's line are a title: short, and the text goes on in a new paragraph or with a label. */
function isTitle(rest: string, line: FlowLine, next: FlowLine | undefined, typical: number): boolean {
  if (rest === '' || rest.length > 110 || /[;,]$/.test(rest)) return false;
  if (next === undefined || next.pageIndex !== line.pageIndex) return rest.length < 60 && !/\.$/.test(rest);
  if (/^[a-z(]/.test(next.text) && !/^\([a-z]\)/.test(next.text)) return false;
  if (/[.]$/.test(rest) && rest.length > 60) return false;
  return line.text.length < typical * 0.85 || labelsAt(next.text).length > 0;
}

function typicalLength(lines: readonly FlowLine[]): number {
  const lengths = lines.map((line) => line.text.length).sort((a, b) => a - b);
  return Math.max(40, lengths[Math.floor(lengths.length * 0.85)] ?? 80);
}

function trimEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}

function close(item: OutlineItem, limit: number): void {
  item.children.forEach((child, index) => close(child, item.children[index + 1]?.start ?? limit));
  const lastOwn = item.own[item.own.length - 1]?.end ?? item.start;
  const lastChild = item.children[item.children.length - 1]?.end ?? item.start;
  item.end = Math.max(item.start, lastOwn, lastChild, item.heading?.end ?? 0);
}
