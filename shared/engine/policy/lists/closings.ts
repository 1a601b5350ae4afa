/** Sentences above or below a list, apart from the words that announce it, that say how its items combine. */
import { sentenceEnds } from '../../../text/blocks.ts';
import { combinationIn, type Combination } from './combine.ts';
import { oneLine } from '../outline/flow.ts';
import type { OutlineItem } from '../outline/outline.ts';
import { type Reader, splitAt, words } from '../reader.ts';

/** "Answer each question. All must be answered Yes.": the sentence above a list of items says how they combine, without a colon. */
export function opensQuestions(lead: string): boolean {
  const last = splitAt(lead, sentenceEnds(lead, 0, lead.length)).at(-1) ?? '';
  return last.length < 120 && combinationIn(last) !== null && !ofSections.test(last);
}

/** Parts of a policy are chosen among, not met together. */
const ofSections = /\b(?:sections?|parts?|headings?|chapters?|paragraphs?|below)\b/i;

/** "All three apply.", "Approve once Steps 1 through 3 are complete.": the sentence below a list says how its items combine; null where none does. */
export function closingJoint(
  list: OutlineItem,
  below: OutlineItem | undefined,
  reader: Reader,
): Combination | null {
  const last = list.children.at(-1)?.start ?? Infinity;
  const own = list.own.findLast(({ start }) => start > last);
  const text =
    own !== undefined
      ? oneLine(reader.flow.text.slice(own.start, own.end))
      : below?.label === null
        ? words(reader, below)
        : '';
  const first = splitAt(text, sentenceEnds(text, 0, text.length))[0] ?? '';
  return closesList.test(first) && !ofSections.test(first) ? combinationIn(first) : null;
}

/** The item with what the sentence below its list says of it. */
export function closed(list: OutlineItem, below: OutlineItem | undefined, reader: Reader): OutlineItem {
  const joint = list.children.length < 2 ? null : closingJoint(list, below, reader);
  return joint?.kind === 'all' && list.rows === undefined ? { ...list, rows: 'all' } : list;
}

/** A short sentence about the items above as a whole. */
export const closesList =
  /^[^:]{0,90}\b(?:(?:all|each|every|both|any|one|either)\b[^.:]{0,40}\b(?:needed|required|apply|applies|must|met|complete[d]?|suffices|enough|necessary)|(?:steps?|items?|rows?|criteria|boxes|questions)\b[^.:]{0,40}\b(?:are|have been|must be) (?:all )?(?:complete[d]?|met|satisfied|fulfilled|answered|done))\b/i;
