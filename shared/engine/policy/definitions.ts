/** Terms a policy defines, kept with the criteria they stand for. */
import type { CriterionNode } from '../../domain/policy.ts';
import { sentenceEnds } from '../../text/blocks.ts';
import { combinationIn } from './combine.ts';
import { criterionOf } from './criteria.ts';
import { group, type ItemWords } from './criterion-nodes.ts';
import { nodeOf, listNode } from './nodes.ts';
import type { OutlineItem } from './outline.ts';
import { proseList } from './prose.ts';
import { type Reader, words, headingOf, itemSpan } from './reader.ts';
import { readThreshold } from './thresholds.ts';
import { conceptsIn, hasPhrase } from './vocabulary.ts';

/** Terms the policy defines, in sections of definitions and in sentences that quote a term. */
export function collectDefinitions(items: readonly OutlineItem[], reader: Reader): void {
  const visit = (item: OutlineItem, defining: boolean): void => {
    const text = words(reader, item);
    const heading = headingOf(reader, item) ?? '';
    const here =
      defining || hasPhrase(heading.replace(/[.:]\s*$/, ''), 'definitions', 'heading', reader.rules);
    const quoted = [...text.matchAll(quotedTerm)];
    for (const [index, match] of quoted.entries()) {
      const stop = quoted[index + 1]?.index ?? text.length;
      const body_ = firstSentence(text.slice(match.index + match[0].length, stop));
      const raw = item.label === null || index > 0 ? undefined : `(${item.label.raw})`;
      define(item, [match[1], match[2], raw], body_, reader);
    }
    if (quoted.length === 0 && here) {
      for (const match of text.matchAll(
        /(?<=^|[.:]\s+|\bDefinitions?\s)([A-Z][A-Za-z -]{4,60}?)(?:\s*\(([A-Z]{2,8})\))?\s*(?::|means|is defined as|is|are|refers to)\s+([^.]{8,500}(?:\.\d[^.]*)*)/g,
      )) {
        if (match[1] !== undefined && match[3] !== undefined)
          define(item, [match[1].replace(/^Definitions?\s+/, ''), match[2], undefined], match[3], reader);
      }
    }
    item.children.forEach((child) => visit(child, here));
  };
  items.forEach((item) => visit(item, false));
}

const quotedTerm = /["“]([^"”]{4,60})["”](?:\s*\(([A-Z]{2,8})\))?\s*(?:is|are|means?|includes?|:)\s+/g;

/** Up to the sentence's end; the whole where it announces items below it. */
function firstSentence(text: string): string {
  const stop = sentenceEnds(text, 0, text.length)[0];
  return stop === undefined ? text : text.slice(0, stop).trim();
}

function define(
  item: OutlineItem,
  names: readonly (string | undefined)[],
  text: string,
  reader: Reader,
): void {
  const span = itemSpan(reader, item);
  const base: ItemWords = { text, span, label: null, heading: null };
  let node: CriterionNode;
  if (item.children.length > 0 && /(?::|\bof)\s*$/.test(text)) {
    const limit = readThreshold(text);
    const children = item.children
      .map((child) => nodeOf(child, reader, limit, 1))
      .filter((child) => child !== null);
    const combination = combinationIn(text);
    node = group(
      { ...base, text: `${names[0] ?? ''}: ${text}` },
      combination?.kind ?? 'any',
      children,
      combination !== null,
      reader.rules,
      combination?.kind === 'at-least' ? combination.count : undefined,
    );
  } else {
    const list = proseList(text);
    const limit = readThreshold(list?.announcement ?? text);
    const only = item.children.length > 0 ? { ...item, children: [] } : item;
    node =
      (list?.combination === undefined || list.combination === null
        ? null
        : listNode(only, text, reader, limit, false)) ?? criterionOf(base, reader.rules, new Map());
  }
  // Only terms that stand for several things, or that tighten one, are worth replacing.
  const conceptual = node.kind !== 'leaf' || node.concept !== null;
  if (!conceptual) return;
  const general = conceptsIn(names[0] ?? '', reader.rules);
  if (node.kind === 'leaf' && node.threshold === null) return;
  const named = general[0]?.rule.concept ?? null;
  const stored = node.kind === 'leaf' ? node : { ...node, concept: named ?? node.concept };
  for (const name of names)
    if (name !== undefined && (name.length >= 3 || /^[A-Z]{2}$/.test(name)))
      reader.definitions.set(name.toLowerCase(), stored);
}
