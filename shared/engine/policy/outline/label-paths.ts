/** Labels as paths: "B.2" names the item 2 under B, whatever section both stand in. */
import type { CriterionNode } from '../../../domain/policy.ts';
import type { OutlineItem } from './outline.ts';

const kinds =
  /^(?:sections?|parts?|tables?|paragraphs?|items?|criteri(?:on|a)|requirements?|steps?|paths?|pathways?|options?|routes?|tracks?|tiers?|rules?|rows?|box|chapters?|modules?|articles?|blocks?|entr(?:y|ies)|frames?)\s+/i;

/** The parts of a printed label, lower case: "Section I" is ["i"], "B(1)" ["b", "1"], "HN-12.2" ["hn", "12", "2"]. */
export function labelParts(label: string): readonly string[] {
  return (
    label
      .replace(kinds, '')
      // A chapter numbered "4.0" is cited as section 4.
      .replace(/^(\d{1,2})\.0(?=\W*$)/, '$1')
      .toLowerCase()
      .match(/[a-z]+|\d+/g) ?? []
  );
}

/** Whether the label, as a sentence names it, is that of the node: all of its own, and as much of those above as it names. */
export function namesNode(label: string, node: CriterionNode): boolean {
  if (node.label === null) return false;
  const wanted = labelParts(label);
  // "[ ] 1D After treatment …": behind a box or a bullet the label opens the words.
  const printed = /\w/.test(node.label)
    ? node.label
    : (/^(?:[A-Z]?\d{1,2}[A-Z]?|\d{1,2}(?:\.\d{1,2})+)(?=[.):]?\s)/.exec(node.text)?.[0] ?? '');
  const own = labelParts(printed);
  if (own.length === 0 || wanted.length < own.length) return false;
  const path = printed === node.label ? (node.path ?? own) : own;
  const full = path.length >= own.length ? path : own;
  return (
    wanted.length <= full.length && wanted.every((part, n) => part === full[full.length - wanted.length + n])
  );
}

/** The path of each labelled item from its section down. */
export function labelPaths(items: readonly OutlineItem[]): ReadonlyMap<OutlineItem, readonly string[]> {
  const out = new Map<OutlineItem, readonly string[]>();
  const visit = (item: OutlineItem, above: readonly string[]): void => {
    const own = item.label === null ? [] : labelParts(item.label.raw);
    const shared = own.length > 1 ? overlap(above, own) : 0;
    const path = [...above, ...own.slice(shared)];
    out.set(item, path);
    for (const child of item.children) visit(child, path);
  };
  for (const item of items) visit(item, []);
  return out;
}

/** How many parts the label repeats of those above it: "2.4.1" under "2.4" repeats two. */
function overlap(above: readonly string[], own: readonly string[]): number {
  for (let count = Math.min(above.length, own.length - 1); count > 0; count--)
    if (own.slice(0, count).every((part, n) => part === above[above.length - count + n])) return count;
  return 0;
}
