/** An item of a policy's outline, its own words, and whether they announce items below it. */
import type { PolicyWaiver } from '../../../domain/policy.ts';
import type { Flow } from './flow.ts';
import type { Label, LabelStyle } from './labels.ts';
import type { TableKind } from './tables.ts';

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
  /** Set for a row of a table one column of which says that what its cells list is asked for. */
  asks?: true;
  /** Lists that release and stood in it; they are no longer among its children. */
  releases?: readonly ReleaseList[];
  /** Set for a section that is a list of releases as a whole: what they set aside. */
  sets?: Pick<PolicyWaiver, 'waivesLabels' | 'waivesConcepts'>;
}

/** A list of conditions that release, taken out of the item that it stood in (releases/lists.ts). */
export interface ReleaseList {
  /** The sentence that announces it: offsets into the flow, and its words on one line. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The words that open the list, or the condition itself where no items follow. */
  readonly condition: string;
  /** What it sets aside; null for the item that it stood in ("… except in the presence of:"). */
  readonly target: Pick<PolicyWaiver, 'waivesLabels' | 'waivesConcepts'> | null;
  readonly items: readonly OutlineItem[];
  /** Set where the list grants the scan by itself, and says not what it sets aside: believed of danger signs only. */
  readonly alone?: true;
}

/** An item without words or children yet. */
export function newItem(label: Label | null, start: number, left: number | null): OutlineItem {
  return { label, start, end: start, own: [], heading: null, children: [], left };
}

/** Item of a list that no label opens: a line of its own below words that announce one. */
export const bareBullet: Label = { style: 'bullet', raw: '', path: [], ordinal: 0, length: 0 };

/** Styles of label that can open a section. */
export const sectionStyles: ReadonlySet<LabelStyle> = new Set<LabelStyle>([
  'number',
  'letter',
  'roman',
  'word',
  'id',
  'dotted',
]);

/** Indentations closer than this share of the page width are the same. */
export const edge = 0.008;

/** The item's own words as printed. */
export function ownText(item: OutlineItem, flow: Flow): string {
  return item.own
    .map(({ start, end }) => flow.text.slice(start, end))
    .join(' ')
    .trim();
}

/** "ALL of", "one or more of the following", "…:"; not the "of" of a wrapped line ("reflexes of"). */
const announcing =
  /(?:\b(?:all|any|one|two|three|four|more|both|each|either|none|every|minimum)\b[^.;:]{0,30}\bof|\bfollowing|does not apply in|apply in|:)\s*$/i;

/** "… when A, B and C are documented." in the last sentence: the items it names follow. */
const namesItems =
  /\b(?:when|if|where|meets?|meeting|satisf\w+|requires?|under|both|all of|each of|either|any of)\s+(?:all of |both |either |any of )?\(?(?:[IVX]{1,4}|[A-Z]|\d{1,2}|[a-z])\)?(?:,\s*\(?(?:[IVX]{1,4}|[A-Z]|\d{1,2}|[a-z])\)?)*,?\s+(?:and|or|to|through)\s+\(?(?:[IVX]{1,4}|[A-Z]|\d{1,2}|[a-z])\)?(?:\s+(?:are|is|have|has|apply|applies|below|must)\b[^.]{0,50})?[.:]?\s*$/;

/** The item's words end by announcing a list. */
export function announcesList(item: OutlineItem, flow: Flow): boolean {
  return announcing.test(ownText(item, flow));
}

/** The item's words end by announcing a list, or by naming the items that follow. */
export function announces(item: OutlineItem, flow: Flow): boolean {
  return endsAnnouncing(ownText(item, flow));
}

/** The words end by announcing a list, or by naming the items that follow. */
export function endsAnnouncing(text: string): boolean {
  return announcing.test(text) || namesItems.test(text);
}

/** Place of the last child in the sequence of this style; 0 where it is of another. */
export function lastOrdinal(item: OutlineItem, style: LabelStyle): number {
  const last = item.children[item.children.length - 1]?.label;
  return last?.style === style ? last.ordinal : 0;
}
