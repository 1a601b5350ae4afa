/** What the parts of the policy reader share: the flow, the rules, the terms defined, and how an item is worded. */
import type { LearnedRules } from '../../domain/learned.ts';
import type { PolicyRules } from '../../domain/policy-rules.ts';
import type { CriterionNode } from '../../domain/policy.ts';
import type { ScanRules } from '../../domain/rules.ts';
import { sentenceEnds } from '../../text/blocks.ts';
import { matchesPattern } from '../../text/pattern.ts';
import { oneLine, spanOf, type Flow } from './outline/flow.ts';
import type { OutlineItem } from './outline/outline.ts';
import { withoutAside } from './lists/remarks.ts';
import { releaseIn } from './releases/patterns.ts';
import { runInTitle } from './outline/titles.ts';
import { conceptsIn, hasPhrase } from './vocabulary.ts';

/** Rule data for reading policies. */
export interface PolicyReadingRules {
  readonly policy: PolicyRules;
  readonly scans: ScanRules;
  readonly learned: LearnedRules;
}

/** What every reader of one policy is given. */
export interface Reader {
  readonly flow: Flow;
  readonly rules: PolicyRules;
  readonly scans: ScanRules;
  readonly learned: LearnedRules;
  readonly definitions: Map<string, CriterionNode>;
  /** Parts of the label of each item and of those above it. */
  readonly paths: ReadonlyMap<OutlineItem, readonly string[]>;
}

/** The item's own words on one line. */
export function words(reader: Reader, item: OutlineItem): string {
  return oneLine(item.own.map(({ start, end }) => reader.flow.text.slice(start, end)).join('\n'));
}

/** The item's own words above the first item under it; all of them where there is none. */
export function wordsAbove(item: OutlineItem, reader: Reader): string {
  const first = item.children[0]?.start ?? Infinity;
  const above = item.own.filter(({ start }) => start < first);
  const text = oneLine(above.map(({ start, end }) => reader.flow.text.slice(start, end)).join('\n'));
  // "Pain of no known cause" on a line of its own, "ALL are needed:" below it: two sentences.
  const title = item.heading === null ? null : headingOf(reader, item);
  const rest = title !== null && text.startsWith(title) ? text.slice(title.length).trim() : '';
  return title !== null && isOwnLine(item, reader) && /^\p{Lu}/u.test(rest) ? `${title}. ${rest}` : text;
}

/** The item's title, of a line of its own or run into its text; null where it has none. */
export function headingOf(reader: Reader, item: OutlineItem): string | null {
  if (item.heading !== null)
    return oneLine(reader.flow.text.slice(item.heading.start, item.heading.end))
      .replace(/^[*†‡]+\s*/, '')
      .replace(/(?<=\p{L})[.:]$/u, '');
  // "Cancer. A personal history of …": a run-in title.
  return runInTitle(words(reader, item))?.title ?? null;
}

/** Where the item's own words stand. */
export function itemSpan(reader: Reader, item: OutlineItem): ReturnType<typeof spanOf> {
  const first = item.own[0];
  const last = item.children.length === 0 ? item.end : (first?.end ?? item.end);
  return spanOf(reader.flow, item.start, Math.max(last, item.start + 1));
}

/** The parts of a text that end at the offsets, trimmed, empty ones left out. */
export function splitAt(text: string, ends: readonly number[]): string[] {
  const out: string[] = [];
  let from = 0;
  for (const end of [...ends, text.length]) {
    const part = text.slice(from, end).trim();
    from = end;
    if (part !== '') out.push(part);
  }
  return out;
}

/** Sentences of a stretch of the flow as `[start, end)`; a gap parts them too where what stands below it begins anew. */
export function sentencesIn(flow: Flow, range: { start: number; end: number }): [number, number][] {
  const out: [number, number][] = [];
  let from = range.start;
  const gaps = flow.lines
    .filter(
      ({ at, gapBefore, text }) =>
        gapBefore &&
        at > range.start &&
        at < range.end &&
        /^["“(*]*[\p{Lu}\d]/u.test(text) &&
        !/(?:,|\b(?:and|or|nor|of|the|an?|in|to|by|for|with|from|than))\s*$/i.test(
          flow.text.slice(range.start, at),
        ),
    )
    .map(({ at }) => at);
  const ends = [...sentenceEnds(flow.text, range.start, range.end), ...gaps].toSorted((a, b) => a - b);
  for (const end of ends) {
    if (end > from) out.push([from, end]);
    from = end;
  }
  if (range.end > from) out.push([from, range.end]);
  return out;
}

/** The words behind a run-in title; all of them where there is none, or where nothing else is named. */
export function body(text: string): string {
  const title = runInTitle(text);
  return title === null ? text : text.slice(title.length).trim();
}

/** Whether the item's title stands on a line of its own. */
export function isOwnLine(item: OutlineItem, reader: Reader): boolean {
  return (
    item.heading !== null &&
    /^\s*(?:\n|$)/.test(reader.flow.text.slice(item.heading.end, item.heading.end + 2))
  );
}

/** The words below the item's title, where they name something by themselves; else all of them. */
export function belowTitle(text: string, heading: string | null, reader: Reader): string {
  if (heading === null || !text.startsWith(heading)) return text;
  const rest = text.slice(heading.length).replace(/^[.:\s]+/, '');
  return rest.length > 8 && conceptsIn(rest, reader.rules).length > 0 ? rest : text;
}

/** Ids of the kinds of scan the text names. */
export function modalitiesIn(text: string, scans: ScanRules): string[] {
  return scans.modalities
    .filter((modality) => modality.words.some((word) => matchesPattern(word, text)))
    .map(({ id }) => id);
}

/** A sentence that releases and opens the list of conditions ("not required when any one of these is documented:"). */
export function announcesWaiver(intro: string, rules: PolicyRules): boolean {
  return withoutAside(intro)
    .split(/(?<=[.:])\s+/)
    .some(
      (sentence) =>
        (hasPhrase(sentence, 'waiver', 'text', rules) || setsAside(sentence)) &&
        /:\s*$|\b(?:any|one|either|following|in|upon)\b/i.test(sentence) &&
        !/under this/i.test(sentence),
    );
}

/** "The interval in the line above is not applied when …": what is set aside is a rule of the policy, whatever it asks for. */
function setsAside(sentence: string): boolean {
  const release = releaseIn(sentence);
  return (
    release !== null &&
    !release.loose &&
    /\b(?:intervals?|requirements?|rules?|lines?|steps?|conditions?|periods?|limits?|items?|criteri(?:on|a))\b/i.test(
      release.target,
    )
  );
}
