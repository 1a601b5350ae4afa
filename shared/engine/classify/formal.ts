/**
 * Which paper is the decision. Chats, messages, pages of a site, notes of calls and later letters speak of a denial in
 * the denial's own words, but the decision is the formal notice: it is written to the person, says who decided, and
 * grants the rights. Where the folder holds such a notice, the others are letters about it.
 */
import type { KindRules } from '../../domain/rules.ts';
import { matchesPattern } from '../../text/pattern.ts';

/** How much a text is a formal notice: the sum of the weights of the signs that it shows, each counted once. */
export function formality(text: string, rules: KindRules): number {
  return rules.formal.reduce(
    (sum, { pattern, weight }) => (matchesPattern(pattern, text) ? sum + weight : sum),
    0,
  );
}

/** With no more than this a paper only speaks of a decision: it shows no more signs of a notice than against one. */
const atMostAbout = 0;
/** Shares no more than an address with a notice; beside a full notice, such a paper is about it. */
const atMostMention = 2;
/** A notice that shows this much is one beyond doubt, and a full one. */
const plainNotice = 5;
const fullNotice = 12;

/** Whether a paper that speaks like a denial is only about the decision that another paper of the folder is. */
export function isOnlyAbout(own: number, highest: number): boolean {
  return (own <= atMostAbout && highest >= plainNotice) || (own <= atMostMention && highest >= fullNotice);
}

/** Whether a lone paper that counts as the denial is a message or note about one, so that nothing can be missing in it. */
export function isInformal(text: string, rules: KindRules): boolean {
  return formality(text, rules) <= atMostAbout;
}
