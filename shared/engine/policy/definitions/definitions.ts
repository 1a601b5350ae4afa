/** Terms a policy defines, kept with the criteria they stand for. */
import type { CriterionNode } from '../../../domain/policy.ts';
import { sentenceEnds } from '../../../text/blocks.ts';
import { combinationIn } from '../lists/combine.ts';
import { criterionOf } from '../criteria/criteria.ts';
import type { Definitions } from './terms-used.ts';
import { group, type ItemWords } from '../criteria/criterion-nodes.ts';
import { limitOf } from '../lists/announcements.ts';
import { nodeOf } from '../lists/nodes.ts';
import { listNode } from '../lists/prose-list-node.ts';
import type { OutlineItem } from '../outline/outline.ts';
import { proseList } from '../criteria/prose.ts';
import { oneLine } from '../outline/flow.ts';
import { quotedTerm, termDefined } from './defining.ts';
import { type Reader, words, headingOf, itemSpan, splitAt } from '../reader.ts';
import { readThreshold } from '../thresholds.ts';
import { conceptsIn, hasPhrase } from '../vocabulary.ts';

/** One term with the words that say what it means. */
interface Entry {
  readonly item: OutlineItem;
  readonly names: readonly string[];
  readonly text: string;
  /** Items below the words, where these announce them. */
  readonly children: readonly OutlineItem[];
}

/** Terms the policy defines, in sections of definitions and in sentences that define one anywhere. */
export function collectDefinitions(items: readonly OutlineItem[], reader: Reader): void {
  const entries: Entry[] = [];
  const visit = (item: OutlineItem, defining: boolean): void => {
    const heading = (headingOf(reader, item) ?? '').replace(/[.:?]\s*$/, '');
    const here = defining || hasPhrase(heading, 'definitions', 'heading', reader.rules);
    entries.push(...entriesOf(item, here, reader));
    item.children.forEach((child) => visit(child, here));
  };
  items.forEach((item) => visit(item, false));
  for (const entry of entries) define(entry, new Map(), reader);
  // A second time with the others known: "conservative care has an active part and a medicine part".
  for (const entry of entries) {
    const others = new Map([...reader.definitions].filter(([term]) => !entry.names.includes(term)));
    if (composed(entry, others, reader)) define(entry, others, reader);
  }
}

/** Whether the term is made of others: "re-evaluation after conservative care" is not made of conservative care. */
function composed(entry: Entry, others: Definitions, reader: Reader): boolean {
  const own = conceptsIn(entry.names[0] ?? '', reader.rules)[0]?.rule;
  return (
    (own === undefined || own.general) &&
    [...others].some(([term, node]) => node.kind !== 'leaf' && entry.text.toLowerCase().includes(term))
  );
}

/** The terms that the item's own words define, stretch by stretch: the items below a stretch that ends in a colon belong to its last term. */
function entriesOf(item: OutlineItem, defining: boolean, reader: Reader): Entry[] {
  const out: Entry[] = [];
  const heading = headingOf(reader, item);
  item.own.forEach((range, index) => {
    const until = item.own[index + 1]?.start ?? Infinity;
    const children = item.children.filter(({ start }) => start >= range.end && start < until);
    const text = oneLine(reader.flow.text.slice(range.start, range.end));
    const titled = index === 0 && heading !== null && item.heading !== null;
    const below = titled ? text.replace(heading, '').replace(/^[\s.:]+/, '') : text;
    const quoted = quotedIn(text, item);
    const names = quoted.length > 0 ? quoted : plainIn(below, defining);
    const last = names.at(-1);
    for (const each of names)
      out.push({ ...each, item, children: each === last && /:\s*$/.test(each.text) ? children : [] });
  });
  const whole =
    heading === null
      ? ''
      : words(reader, item)
          .replace(heading, '')
          .replace(/^[\s.:]+/, '');
  if (
    out.length === 0 &&
    defining &&
    heading !== null &&
    (whole.length > 8 || item.children.length > 0) &&
    conceptsIn(heading, reader.rules).some(({ rule }) => rule.general)
  )
    out.push({
      item,
      names: namesOf([heading.replace(/\s+(?:definition|requirements?)$/i, '')]),
      text: whole === '' ? ':' : whole,
      children: item.children,
    });
  return out;
}

type Named = Pick<Entry, 'names' | 'text'>;

function quotedIn(text: string, item: OutlineItem): Named[] {
  const quoted = [...text.matchAll(quotedTerm)];
  return quoted.map((match, index) => {
    const stop = quoted[index + 1]?.index ?? text.length;
    const raw = item.label === null || index > 0 ? undefined : `(${item.label.raw})`;
    return {
      names: namesOf([match[1], match[2], raw]),
      text: firstSentence(text.slice(match.index + match[0].length, stop)),
    };
  });
}

function plainIn(text: string, defining: boolean): Named[] {
  const out: Named[] = [];
  for (const sentence of splitAt(text, sentenceEnds(text, 0, text.length))) {
    const found = termDefined(sentence, defining);
    const last = out.at(-1);
    if (found !== null) out.push({ names: namesOf([found.name, found.short]), text: found.meaning });
    // "It has an active part and a medicine part."
    else if (
      last !== undefined &&
      /^(?:it|they|this|these|both) (?!(?:is|are|does|do) not)\b/i.test(sentence)
    )
      out[out.length - 1] = { ...last, text: `${last.text} ${sentence}` };
  }
  return out;
}

/** Lower case, short ones only where they are abbreviations. */
function namesOf(names: readonly (string | undefined)[]): string[] {
  return names
    .filter((name) => name !== undefined)
    .map((name) => name.replace(/^(?:Definitions?|Terms?)\s+/, '').trim())
    .filter((name) => name.length >= 3 || /^[A-Z]{2}$/.test(name))
    .map((name) => name.toLowerCase());
}

/** Up to the sentence's end; the whole where it announces items below it. */
function firstSentence(text: string): string {
  const stop = sentenceEnds(text, 0, text.length)[0];
  return stop === undefined ? text : text.slice(0, stop).trim();
}

function define({ item, names, text, children }: Entry, others: Definitions, reader: Reader): void {
  const span = itemSpan(reader, item);
  const base: ItemWords = { text, span, label: null, heading: null };
  const node = meaningOf(item, children, base, names[0] ?? '', others, reader);
  const general = conceptsIn(names[0] ?? '', reader.rules);
  // Only terms that stand for several things, that tighten one, or that no rule knows are worth replacing.
  if (node.kind === 'leaf' && (node.concept === null || (node.threshold === null && general.length > 0)))
    return;
  const named = general[0]?.rule.concept ?? null;
  const stored = node.kind === 'leaf' ? node : { ...node, concept: named ?? node.concept };
  for (const name of names) reader.definitions.set(name, stored);
}

function meaningOf(
  item: OutlineItem,
  below: readonly OutlineItem[],
  base: ItemWords,
  name: string,
  others: Definitions,
  reader: Reader,
): CriterionNode {
  const { text } = base;
  if (below.length > 0) {
    const limit = limitOf(text, null);
    const children = below.map((child) => nodeOf(child, reader, limit, 1)).filter((child) => child !== null);
    const combination = combinationIn(text);
    return group(
      { ...base, text: `${name}: ${text}` },
      combination?.kind ?? 'any',
      children,
      combination !== null,
      reader.rules,
      combination?.kind === 'at-least' ? combination.count : undefined,
    );
  }
  const list = proseList(text);
  const only = item.children.length > 0 ? { ...item, children: [] } : item;
  if (list?.combination !== undefined && list.combination !== null) {
    const tree = listNode(only, text, reader, readThreshold(list.announcement), false);
    if (tree !== null) return tree;
  }
  return criterionOf(base, reader.rules, others);
}
