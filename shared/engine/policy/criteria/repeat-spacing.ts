/**
 * "A second study less than twelve months after the first is covered only if …": after the time the scan may be had again, before it
 * only under the condition.
 */
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionLeaf, CriterionNode } from '../../../domain/policy.ts';
import { readDurations } from '../../../text/durations.ts';
import { group, type ItemWords, leaf } from './criterion-nodes.ts';
import { ownSpan } from './own-words.ts';

const study = String.raw`(?:stud(?:y|ies)|scans?|imaging|CTA?|MRI?|MRA|PET(?:\/CT)?|SPECT|DXA|ultrasounds?|exam(?:ination)?s?|tests?|requests?)`;

/** The scan that is had again, and how soon. */
const again = new RegExp(
  String.raw`\b(?:(?:second|repeat(?:ed)?|another|further|subsequent) (?:[\w-]+ ){0,4}?${study}|(?:repeat(?:ed|ing)?|re-?imaging|re-?scanning))\b[^.;:]{0,90}?\b(?:less than|fewer than|within|sooner than|earlier than|before|under|inside) (?<time>(?:an? |one )?[\w-]+(?: \(\d+\))?(?: |-)?(?:days?|weeks?|months?|years?|year))\b`,
  'i',
);
/** What leads over from the time to the condition. */
const condition =
  /^[^.;]{0,90}?(?:\bonly (?:if|when|where|with|after|for|upon|on)\b|\bunless\b|\b(?:needs?|requires?|calls? for)\b|\b(?:is|are|may be|can be) (?:covered|approved|certified|allowed|authorized|paid|supported|considered)(?: only)? (?:if|when|where|for|after|upon)\b|:(?:\s*only (?:if|when|where|with|after|for))?)\s*/i;

export interface RepeatSpacing {
  /** Days after which the scan may be had again. */
  readonly minDays: number;
  /** The words that say so, up to the condition. */
  readonly words: string;
  /** What must be shown before that time; empty where a list below says it. */
  readonly condition: string;
}

/** The spacing that the words set, and what they ask for before it; null where they set none. */
export function repeatSpacing(text: string): RepeatSpacing | null {
  const found = again.exec(text);
  const time = found?.groups?.['time'];
  const days = time === undefined ? undefined : readDurations(time)[0]?.days;
  if (found === null || days === undefined) return null;
  const end = found.index + found[0].length;
  const lead = condition.exec(text.slice(end));
  if (lead === null) return null;
  return { minDays: days, words: text.slice(0, end), condition: text.slice(end + lead[0].length).trim() };
}

/** The scan again after the time, or what the policy asks for before it. */
export function eitherSpaced(
  item: ItemWords,
  { minDays, words }: RepeatSpacing,
  asked: CriterionNode,
  rules: PolicyRules,
): CriterionNode {
  const inner = { ...item, label: null, heading: null };
  const spaced: CriterionLeaf = {
    ...leaf({ ...inner, text: words, span: ownSpan(item.span, words) }, words, [], { minDays }, rules, []),
    concept: 'interval',
    negated: false,
  };
  return { ...group(item, 'any', [spaced, { ...asked, label: null }], true, rules), concept: 'interval' };
}
