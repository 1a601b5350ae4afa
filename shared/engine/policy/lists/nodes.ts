/** Turns an outline item and what stands under it into criteria. */
import type { Threshold } from '../../../domain/denial.ts';
import type { CriterionNode } from '../../../domain/policy.ts';
import { sentenceEnds } from '../../../text/blocks.ts';
import { besideList, combinationOf, limitOf } from './announcements.ts';
import { criterionOf } from '../criteria/criteria.ts';
import { group, type ItemWords } from '../criteria/criterion-nodes.ts';
import { mergeThresholds } from '../criteria/fitted.ts';
import { oneLine } from '../outline/flow.ts';
import { isForTheRest } from './for-the-rest.ts';
import { type Formula, formulaIn, namedTogether, plainLabel } from './formula.ts';
import { learnedJoint } from '../learned-words.ts';
import {
  choosesScan,
  isExcluded,
  isJoint,
  isLearnedRemark,
  isRelease,
  withoutStatements,
} from './no-criterion.ts';
import type { OutlineItem } from '../outline/outline.ts';
import { listNode } from './prose-list-node.ts';
import {
  announcesWaiver,
  belowTitle,
  body,
  headingOf,
  isOwnLine,
  itemSpan,
  type Reader,
  splitAt,
  words,
  wordsAbove,
} from '../reader.ts';
import { withoutAside } from './remarks.ts';
import {
  asksForScan,
  demands,
  holdsCriteria,
  isNotRequired,
  onlyUnless,
  remarksOnly,
  tellsOnly,
} from '../roles.ts';
import { announcesList } from '../releases/list-exceptions.ts';
import { listedReleases } from '../releases/lists.ts';
import { eitherSpaced, repeatSpacing } from '../criteria/repeat-spacing.ts';
import { sentenceNode } from '../criteria/sentence-node.ts';
import { readThreshold } from '../thresholds.ts';
import { countsSentences, toldList } from './told-list.ts';
import { hasPhrase } from '../vocabulary.ts';

/** The item as a criterion or a group of them, with the length and window handed down; null where it asks for nothing. */
export function nodeOf(
  item: OutlineItem,
  reader: Reader,
  inherited: Threshold | null,
  depth: number,
): CriterionNode | null {
  const node = askedIn(item, reader, inherited, depth);
  const exceptions =
    node === null ? [] : listedReleases(item, reader, true, (child) => nodeOf(child, reader, null, 1));
  return node === null || exceptions.length === 0
    ? node
    : { ...node, waivers: [...node.waivers, ...exceptions] };
}

function askedIn(
  item: OutlineItem,
  reader: Reader,
  inherited: Threshold | null,
  depth: number,
): CriterionNode | null {
  const node = plainlyAsked(item, reader, inherited, depth);
  if (node === null || node.kind === 'leaf' || item.children.length === 0) return node;
  const spacing = repeatSpacing(node.text);
  return spacing === null || !announcesList(spacing.condition, reader)
    ? node
    : eitherSpaced(node, spacing, node, reader.rules);
}

function plainlyAsked(
  item: OutlineItem,
  reader: Reader,
  inherited: Threshold | null,
  depth: number,
): CriterionNode | null {
  const heading = headingOf(reader, item);
  // What stands after the list (a closing remark, a stray table cell) announces nothing.
  const listStart = item.children[0]?.start ?? Infinity;
  const kept = item.own
    .filter(({ start }) => start < listStart)
    .map(({ start, end }, index) =>
      withoutStatements(withoutAside(oneLine(reader.flow.text.slice(start, end))), reader.rules, index > 0),
    )
    .join(' ')
    .trim();
  const item_: ItemWords = {
    text: kept,
    span: itemSpan(reader, item),
    label: item.label?.raw ?? null,
    path: reader.paths.get(item),
    heading,
  };
  if (depth > 12) return null;
  if (item.children.length === 0) {
    const spaced = repeatSpacing(kept);
    if (spaced !== null && spaced.condition !== '') {
      const asked = criterionOf(
        { ...item_, text: spaced.condition },
        reader.rules,
        reader.definitions,
        inherited,
      );
      return eitherSpaced(item_, spaced, asked, reader.rules);
    }
    const releasing = waives(item_, reader);
    const own = onlyIf(belowTitle(kept, isOwnLine(item, reader) ? heading : null, reader));
    // "Medical treatment for four weeks or more: spray every day, plus irrigation": the title gives the length of what stands below it.
    const below = body(own);
    const length =
      below === own
        ? inherited
        : mergeThresholds(readThreshold(own.slice(0, own.length - below.length)), inherited);
    const told = (): CriterionNode | null =>
      toldList({ ...item_, text: below }, reader, length, item.start, item.end);
    const list =
      (countsSentences(below) ? told() : null) ??
      listNode(item, below, reader, length, releasing) ??
      (releasing ? listNode(item, own, reader, inherited, true) : null) ??
      told() ??
      sentenceNode({ ...item_, text: own }, reader, length);
    // "Urgent indications (no treatment required): cauda equina syndrome, tumor, fracture.": each of them releases.
    const each = (node: CriterionNode): CriterionNode =>
      releasing &&
      depth === 0 &&
      node.kind === 'all' &&
      node.children.every(({ kind }) => kind === 'leaf') &&
      (!/\b(?:and|with|plus|both|all|together|who)\b/i.test(body(own)) || isEnumeration(body(own)))
        ? { ...node, kind: 'any', count: 1 }
        : node;
    if (list !== null) return each(list);
    if (
      kept === '' ||
      isNotRequired(own, reader) ||
      remarksOnly(own, reader) ||
      // Behind an item's own demand a remark is left out already ("(ii) films were taken. A stool test is welcome but not asked for").
      isLearnedRemark(item.label === null ? words(reader, item) : kept, reader)
    )
      return null;
    if (depth > 0 && (isExcluded(own, reader) || choosesScan.test(own) || tellsOnly(own, reader)))
      return null;
    return each(criterionOf({ ...item_, text: own }, reader.rules, reader.definitions, inherited));
  }
  const further = furtherGroups(item);
  if (further !== null) return joinedGroups(further, item_, reader, inherited, depth);
  const announced =
    heading !== null && item.heading !== null && kept.length > heading.length + 2
      ? kept.slice(heading.length)
      : kept;
  const released = releasedChildren(kept, item_, reader, inherited, depth);
  if (released !== null) return released;
  const beside = besideList(announced, item_, reader);
  const announcement =
    announced.split(/(?<=[.])\s+(?=\p{Lu})/u).findLast((sentence) => sentence.trim() !== '') ?? '';
  const limit = beside.length > 0 ? inherited : limitOf(announcement, inherited);
  const asked = namedTogether(
    kept,
    item.children.map(({ label }) => label?.raw ?? ''),
  );
  const nodes = item.children
    .filter((child) => asked === null || asked.includes(child.label?.raw ?? ''))
    .filter((child) => !isJoint(child, reader) && holdsCriteria(child, reader) && !isRelease(child, reader))
    .map((child) => ({ label: child.label?.raw ?? '', node: nodeOf(child, reader, limit, depth + 1) }));
  const children = nodes.map(({ node }) => node).filter((child) => child !== null);
  const told = combinationOf(children, item, kept, announced, reader);
  const learned = told !== null && told.guessed !== true ? null : learnedJoint(announced, reader.learned);
  const combination = learned ?? told;
  const stated = learned !== null || (told !== null && told.guessed !== true);
  const ofList = beside.length === 0 ? item_ : { ...item_, text: behind(kept, beside) };
  const formula = formulaIn(
    kept,
    nodes.map(({ label }) => label),
  );
  const list =
    formula === null
      ? group(
          ofList,
          combination?.kind ?? 'any',
          children,
          stated,
          reader.rules,
          combination?.kind === 'at-least' ? combination.count : undefined,
        )
      : byFormula(formula, nodes, item_, reader);
  if (beside.length === 0) return list;
  return group({ ...item_ }, 'all', [...beside, { ...list, label: null }], true, reader.rules);
}

/** "ALL …" and its boxes, below them "ONE …" and others: the list, and the groups that stand behind it without a label; null where none does. */
function furtherGroups(
  item: OutlineItem,
): { readonly list: OutlineItem; readonly groups: readonly OutlineItem[] } | null {
  const at = item.children.findIndex(({ label, children }) => label === null && children.length > 0);
  const first = item.children[at];
  if (at < 1 || first === undefined || item.children.slice(0, at).some(({ label }) => label === null))
    return null;
  const children = item.children.slice(0, at);
  const own = item.own.filter(({ start }) => start < first.start);
  return { list: { ...item, children, own }, groups: item.children.slice(at) };
}

/** The list and the groups behind it: asked for together, unless a group is for those whom the list does not fit. */
function joinedGroups(
  { list, groups }: NonNullable<ReturnType<typeof furtherGroups>>,
  item: ItemWords,
  reader: Reader,
  inherited: Threshold | null,
  depth: number,
): CriterionNode | null {
  const first = nodeOf(list, reader, inherited, depth);
  const others = groups
    .filter((child) => holdsCriteria(child, reader) && !isRelease(child, reader))
    .filter((child) => !announcesWaiver(wordsAbove(child, reader), reader.rules))
    .map((child) => nodeOf(child, reader, inherited, depth + 1))
    .filter((node) => node !== null);
  if (first === null || others.length === 0) return first ?? others[0] ?? null;
  const either = groups.some((child) => isForTheRest(wordsAbove(child, reader)));
  if (first.kind === 'all' && !either)
    return {
      ...first,
      count: first.children.length + others.length,
      children: [...first.children, ...others],
    };
  return group(item, either ? 'any' : 'all', [{ ...first, label: null }, ...others], either, reader.rules);
}

/** What is left of the words above a list behind those that ask for something themselves: only they are the list's own. */
function behind(text: string, beside: readonly CriterionNode[]): string {
  const last = beside.at(-1)?.text ?? '';
  const at = text.lastIndexOf(last);
  return last === '' || at < 0 ? text : text.slice(at + last.length).replace(/^\W+/, '');
}

/** "MRI is not covered unless the member has had A and B": what must be shown; other words as they are. */
function onlyIf(text: string): string {
  const found = onlyUnless.exec(text);
  return found === null ? text : text.slice(found.index + found[0].length).trim();
}

/** The items joined as the words above name them. */
function byFormula(
  formula: Formula,
  nodes: readonly { readonly label: string; readonly node: CriterionNode | null }[],
  item: ItemWords,
  reader: Reader,
): CriterionNode {
  const build = (part: Formula): CriterionNode | null => {
    if (part.kind === 'label')
      return nodes.find(({ label }) => plainLabel(label) === part.label)?.node ?? null;
    const members = part.parts.map(build).filter((member) => member !== null);
    const text = members.map((member) => member.text).join(part.kind === 'any' ? ' or ' : ' and ');
    const inner = part === formula ? item : { ...item, text, label: null, heading: null };
    return members.length === 0 ? null : group(inner, part.kind, members, true, reader.rules);
  };
  return build(formula) ?? group(item, 'any', [], true, reader.rules);
}

/** "A, B, C and D": three things or more with commas between them and "and" before the last alone. */
function isEnumeration(text: string): boolean {
  const list = text.split(/[.](?=\s|$)/).findLast((sentence) => sentence.trim() !== '') ?? '';
  return (
    (list.match(/,/g)?.length ?? 0) >= 2 &&
    !/\b(?:with|plus|both|all|together|who)\b/i.test(list) &&
    /,?\s+and\s+[^,]+$/i.test(list) &&
    list.match(/\band\b/gi)?.length === 1
  );
}

/** Whether the item releases from requirements, by its title or its first words. */
function waives(item: ItemWords, reader: Reader): boolean {
  const title = (item.heading ?? '').replace(/[.:]\s*$/, '');
  return (
    hasPhrase(title, 'waiver', 'heading', reader.rules) ||
    hasPhrase(item.text.slice(0, 160), 'waiver', 'text', reader.rules)
  );
}

/**
 * "No stress test in 24 months. Waiver. Requirement 2.3 does not apply when: (i) …; (ii) …": the criterion is what
 * stands before the release; the list below it is the release's condition (read in `statementsOf`).
 */
function releasedChildren(
  text: string,
  item_: ItemWords,
  reader: Reader,
  inherited: Threshold | null,
  depth: number,
): CriterionNode | null {
  const sentences = splitAt(text, sentenceEnds(text, 0, text.length));
  const last = sentences.at(-1) ?? '';
  if (sentences.length < 2 || !announcesWaiver(last, reader.rules)) return null;
  const before = sentences
    .slice(0, -1)
    .filter(
      (sentence) =>
        !/^\W*(?:waivers?|exceptions?|releases?|exemptions?)\W*$/i.test(sentence) &&
        !/^\W*(?:without|direct|urgent|no waiting|red flags?)\b[^.;]{0,40}[.:]?\s*$/i.test(sentence),
    )
    .join(' ');
  // A section of releases may explain itself first; only what covers the scan is a criterion above its list.
  if (depth === 0 && !(asksForScan(before, reader, true) && demands.test(before))) return null;
  const node = criterionOf({ ...item_, text: before }, reader.rules, reader.definitions, inherited);
  return node.concept === null && !/^no\b/i.test(before) ? null : node;
}
