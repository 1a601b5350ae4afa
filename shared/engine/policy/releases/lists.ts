/**
 * Lists of conditions that release ("Skip items 2 and 3 for any of these:", "… except in the presence of:", a footnote), wherever they
 * stand: taken out of the outline before criteria are read, so that what releases is not asked for.
 */
import type { Concept } from '../../../domain/kinds.ts';
import type { CriterionNode, PolicyWaiver } from '../../../domain/policy.ts';
import { combinationIn, combinationOfJoints } from '../lists/combine.ts';
import { leavesOf } from '../criteria/criteria-tree.ts';
import { group } from '../criteria/criterion-nodes.ts';
import { oneLine, spanOf } from '../outline/flow.ts';
import type { OutlineItem, ReleaseList } from '../outline/item.ts';
import { headingOf, type Reader, sentencesIn, words } from '../reader.ts';
import { asksForScan } from '../roles.ts';
import { dangerSigns, therapyConcepts } from '../vocabulary.ts';
import { conditionOf } from './condition.ts';
import { grantsAlone } from './grammar.ts';
import { announcesList, exceptionIn } from './list-exceptions.ts';
import { releaseIn } from './patterns.ts';
import { oneElement, targetsOf } from './targets.ts';

/** Takes the lists of releases out of the outline and leaves them with the item that they stood in. */
export function detachReleases(items: readonly OutlineItem[], reader: Reader): void {
  items.forEach((item) => visit(item, null, reader));
}

/** What is asked of those without a danger sign. */
const everything: Pick<PolicyWaiver, 'waivesLabels' | 'waivesConcepts'> = {
  waivesLabels: [],
  waivesConcepts: ['conservative-therapy', 'symptom-duration', 'prior-imaging', 're-evaluation'],
};

function visit(item: OutlineItem, parent: OutlineItem | null, reader: Reader): void {
  detachBelow(item, parent, reader);
  detachFootnotes(item, reader);
  for (const child of item.children.slice()) visit(child, item, reader);
  detachAbove(item, reader);
}

/** Children that follow a stretch of the item's own words, up to the next stretch. */
function followers(item: OutlineItem, own: { start: number; end: number }): OutlineItem[] {
  const next = item.own.find(({ start }) => start >= own.end)?.start ?? Infinity;
  return item.children.filter(({ start }) => start >= own.end && start < next);
}

function detachBelow(item: OutlineItem, parent: OutlineItem | null, reader: Reader): void {
  for (const own of item.own.slice()) {
    const below = followers(item, own);
    if (below.length === 0) continue;
    const range = withoutTitle(item, own, reader);
    const [start, end] = lastSentence(range, reader);
    const sentence = oneLine(reader.flow.text.slice(start, end));
    if (sentence === '') continue;
    const before = oneLine(reader.flow.text.slice(range.start, start));
    const only = before === '' && item.children[0] === below[0] && below.length === item.children.length;
    const exception = exceptionIn(sentence, reader);
    if (exception !== null && item.children[0] === below[0]) {
      take(item, below);
      keep(item, { start, end, text: sentence, condition: exception, target: null, items: below });
      continue;
    }
    const release = releaseIn(sentence);
    const title = headingOf(reader, item) ?? '';
    if (release === null && (grantsAlone(sentence) || (item.own[0] === own && grantsAlone(title))))
      keep(item, {
        start,
        end,
        text: sentence,
        condition: sentence,
        target: everything,
        items: below,
        alone: true,
      });
    if (release === null || !announcesList(release.condition, reader)) continue;
    const named = targetOf(release.target, item, before, reader);
    const nameless = named.waivesLabels.length + named.waivesConcepts.length === 0;
    // "Exceptions:", "Not required for:" names nothing, and means what is asked for.
    if (
      nameless &&
      !/^\W*(?:(?:is|are) )?(?:not (?:required|needed|asked(?: for)?|applied|necessary|applicable)|waived|skipped|exempt|excused|(?:do|does) not apply|skip)?\W*$/i.test(
        release.target,
      )
    )
      continue;
    const target = nameless ? everything : named;
    const list: ReleaseList = {
      start,
      end,
      text: sentence,
      condition: release.condition,
      target,
      items: below,
      ...(nameless ? { alone: true as const } : {}),
    };
    // A section that releases as a whole, be it that it explains itself first, is read as one.
    if (parent === null && item.children[0] === below[0] && !asksForScan(before, reader, true)) {
      if (!asksForScan(sentence, reader, true)) item.sets = target;
      continue;
    }
    // One path of several ("under a or b") stays a path.
    if (
      parent !== null &&
      item.children[0] === below[0] &&
      combinationIn(words(reader, parent))?.kind === 'any'
    )
      continue;
    if (!only) {
      take(item, below);
      cut(item, own, start);
      keep(item, list);
      continue;
    }
    if (parent === null) continue;
    parent.children.splice(parent.children.indexOf(item), 1);
    keep(parent, list);
    return;
  }
}

/** The last sentence of the stretch; the last of its lines that begins with a capital and releases, where no stop parts it from those above. */
function lastSentence(range: { start: number; end: number }, reader: Reader): readonly [number, number] {
  const { text } = reader.flow;
  const [start, end] = sentencesIn(reader.flow, range).findLast(
    ([from, to]) => text.slice(from, to).trim() !== '',
  ) ?? [range.start, range.start];
  const lines = [
    ...text
      .slice(start, end)
      .matchAll(/(?<!\b(?:and|or|of|the|in|to|by|for|with|an?)|,)\n(?=["“(]?\p{Lu})/gu),
  ]
    .map(({ index }) => start + index + 1)
    .toReversed();
  const releasing = lines.find((at) => releaseIn(oneLine(text.slice(at, end))) !== null);
  return [releasing ?? start, end];
}

/** "In these cases the films are not asked for": the list above the sentence, which stands behind it or in its last item. */
function detachAbove(item: OutlineItem, reader: Reader): void {
  const last = item.children.at(-1);
  if (last === undefined) return;
  for (const holder of [item, last]) {
    if (holder === last && last.children.length > 0) continue;
    for (const own of holder.own) {
      for (const [start, end] of sentencesIn(reader.flow, own)) {
        const text = oneLine(reader.flow.text.slice(start, end));
        const release = releaseIn(text);
        const grants =
          release === null && grantsAlone(text) && start > (item.children[0]?.end ?? Infinity) - 1;
        if (release?.above !== true && !grants) continue;
        const above =
          holder === last
            ? item.children.filter(({ label }) => label?.style === last.label?.style)
            : item.children.filter(
                ({ start: at, end: to }) => to <= start && at > lastOwnBefore(item, start),
              );
        if (release === null) {
          if (above.length > 0)
            keep(item, { start, end, text, condition: '', target: everything, items: above, alone: true });
          continue;
        }
        const target = targetOf(release.target, item, '', reader);
        if (above.length === 0 || target.waivesLabels.length + target.waivesConcepts.length === 0) continue;
        keep(item, { start, end, text, condition: '', target, items: above });
        cut(holder, own, start);
        // What is asked for and excuses from something else stays asked for.
        if (!asksForScan(words(reader, item), reader)) take(item, above);
        return;
      }
    }
  }
}

function lastOwnBefore(item: OutlineItem, at: number): number {
  const first = item.children.find(({ start }) => start < at)?.start ?? at;
  return item.own.findLast(({ start, end }) => end <= at && start < at && start > first)?.start ?? -1;
}

/** "* Not required with foot drop": a footnote, of the items that bear its mark. */
function detachFootnotes(item: OutlineItem, reader: Reader): void {
  for (const child of item.children.slice()) {
    const mark = child.label?.raw ?? '';
    if (!/^[*†‡]+$/.test(mark) || child.children.length > 0) continue;
    const text = words(reader, child);
    const release = releaseIn(text);
    if (release === null || release.target.trim() !== '') continue;
    const bearers = reader.flow.text
      .slice(0, child.start)
      .split('\n')
      .filter(
        (line) =>
          line.replace(/\)?\s*$/, '').endsWith(mark) && !line.replace(/\)?\s*$/, '').endsWith(`*${mark}`),
      );
    const target = targetsOf(bearers.join('; '), reader);
    if (target.waivesLabels.length + target.waivesConcepts.length === 0) continue;
    item.children.splice(item.children.indexOf(child), 1);
    keep(item, {
      start: child.start,
      end: child.end,
      text,
      condition: release.condition,
      target,
      items: [],
    });
  }
}

function targetOf(
  target: string,
  item: OutlineItem,
  before: string,
  reader: Reader,
): Pick<PolicyWaiver, 'waivesLabels' | 'waivesConcepts'> {
  const pronoun = /^\W*(?:they|these|those|it|this|none|neither)\b/i.test(target) || oneElement.test(target);
  return targetsOf(pronoun ? `${headingOf(reader, item) ?? ''} ${before} ${target}` : target, reader);
}

/** A title on a line of its own is no part of the sentence below it. */
function withoutTitle(
  item: OutlineItem,
  own: { start: number; end: number },
  reader: Reader,
): { start: number; end: number } {
  const title = item.heading;
  return title !== null &&
    own.start <= title.start &&
    title.end < own.end &&
    reader.flow.text[title.end] === '\n'
    ? { start: title.end, end: Math.max(title.end, own.end) }
    : own;
}

function take(item: OutlineItem, children: readonly OutlineItem[]): void {
  const left = item.children.filter((child) => !children.includes(child));
  item.children.splice(0, item.children.length, ...left);
}

/** The stretch without what stands behind the place. */
function cut(item: OutlineItem, own: { start: number; end: number }, at: number): void {
  const index = item.own.indexOf(own);
  if (at <= own.start) item.own.splice(index, 1);
  else item.own[index] = { start: own.start, end: at };
}

function keep(item: OutlineItem, list: ReleaseList): void {
  item.releases = [...(item.releases ?? []), list];
}

/** The releases that were taken out of the item, with what they set aside; those of the item itself among them where `own`. */
export function listedReleases(
  item: OutlineItem,
  reader: Reader,
  own: boolean,
  criterion: (item: OutlineItem) => CriterionNode | null,
): PolicyWaiver[] {
  return (item.releases ?? [])
    .filter(({ target }) => (target === null) === own)
    .flatMap((list) => {
      const condition = conditionsOf(list, reader, criterion);
      if (condition === null || (list.alone === true && !ofDangerSigns(condition))) return [];
      const target = list.target ?? { waivesLabels: [], waivesConcepts: [] };
      return [{ ...target, condition, span: spanOf(reader.flow, list.start, list.end) }];
    });
}

/** Signs for which policies grant a scan at once; what is asked of everybody is none. */
const urgent: ReadonlySet<string> = new Set<Concept>([
  ...dangerSigns,
  'focal-neurological-deficit',
  'seizure',
  'thunderclap-headache',
  'weight-loss',
  'immunosuppression',
  'anticoagulation',
  'emergency',
]);

function ofDangerSigns(condition: CriterionNode): boolean {
  const named = leavesOf(condition).flatMap(({ concept }) => (concept === null ? [] : [concept]));
  return (
    named.length >= 2 &&
    named.filter((concept) => urgent.has(concept)).length * 2 > named.length &&
    !named.some(
      (concept) =>
        therapyConcepts.has(concept) || concept === 'symptom-duration' || concept === 're-evaluation',
    )
  );
}

function conditionsOf(
  list: ReleaseList,
  reader: Reader,
  criterion: (item: OutlineItem) => CriterionNode | null,
): CriterionNode | null {
  const span = spanOf(reader.flow, list.start, list.end);
  if (list.items.length === 0) return conditionOf(list.condition.replace(/[.)\s]+$/, ''), span, reader);
  const nodes = list.items.map(criterion).filter((node) => node !== null);
  if (nodes.length === 0) return null;
  const told = combinationIn(list.condition);
  const joint = told ?? combinationOfJoints(list.items.map((item) => words(reader, item)));
  return group(
    { text: list.text, span, label: null, heading: null },
    joint?.kind ?? 'any',
    nodes,
    joint !== null,
    reader.rules,
    joint?.kind === 'at-least' ? joint.count : undefined,
  );
}
