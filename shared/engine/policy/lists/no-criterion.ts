/** What stands among criteria and asks for nothing: joints, remarks, releases, what is not covered, which scan to choose. */
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import { sentenceEnds } from '../../../text/blocks.ts';
import { excludesIn } from '../criteria/criterion-nodes.ts';
import { termDefined } from '../definitions/defining.ts';
import { learnedLine } from '../learned-words.ts';
import type { OutlineItem } from '../outline/outline.ts';
import { type Reader, splitAt, words } from '../reader.ts';
import { releaseIn } from '../releases/patterns.ts';
import { labelsIn } from '../releases/targets.ts';
import { allowedOnly } from './remarks.ts';
import { demands } from '../roles.ts';
import { hasPhrase } from '../vocabulary.ts';

/** "OR" on a line of its own between two items joins them and asks for nothing. */
export function isJoint(item: OutlineItem, reader: Reader): boolean {
  return item.children.length === 0 && /^\W*(?:and\s*\/\s*or|and|or|plus)\W*$/i.test(words(reader, item));
}

/** "CT is accepted as the first test. An earlier stress test is no condition": says by and large what is not asked for. */
export function isLearnedRemark(text: string, reader: Reader): boolean {
  return (
    hasPhrase(text, 'not-required', 'text', reader.rules) &&
    learnedLine(text, reader.learned) === 'not-required'
  );
}

/** "1.2 Section 1.1(b) is suspended where …" among the criteria: one sentence that releases from items it names (read in `statementsOf`). */
export function isRelease(item: OutlineItem, reader: Reader): boolean {
  const text = words(reader, item);
  const target = item.children.length === 0 ? releaseIn(text)?.target : undefined;
  return (
    target !== undefined &&
    labelsIn(target).length > 0 &&
    splitAt(text, sentenceEnds(text, 0, text.length)).length === 1
  );
}

/** "With contrast when a tumor is in question", "MRCP is not needed where …": which scan, or that none is needed; no criterion. */
export const choosesScan =
  /^\W*(?:with(?:out)?(?: and with(?:out)?)?(?: \w+)? contrast\b|contrast (?:is|may|should|use)|(?:MR )?arthrogra\w+ (?:\([^)]*\) )?(?:is |are )?preferred|7\d{4}\b[^.;]{0,40}\bpreferred)|^\W*(?:an? |the )?(?:MRI|MRCP|MRA?|CTA?|PET(?:\/CT)?|scan|imaging)\b[^.;,]{0,40}\b(?:is|are) not (?:needed|necessary|useful|appropriate|helpful)\b/i;

/** "… PET with a PSMA agent is investigational" among the indications: what is not covered is no criterion. */
export function isExcluded(text: string, reader: Reader): boolean {
  return (
    hasPhrase(
      text.replace(/\bnot (?:considered )?(?:investigational|experimental|unproven)/gi, ''),
      'not-covered',
      'text',
      reader.rules,
    ) && !hasPhrase(text, 'covered', 'text', reader.rules)
  );
}

/** "Red flags. MRI is covered without a trial of care when any is documented: …": behind such a title the release is what the item says. */
function isReleasingTitle(kept: readonly string[], rules: PolicyRules): boolean {
  const title = (kept[0] ?? '').replace(/[.:]\s*$/, '').trim();
  return kept.length === 1 && title.length < 60 && hasPhrase(title, 'waiver', 'heading', rules);
}

/**
 * Behind what is asked for: what is asked for in some cases alone ("An antibiotic is needed only if …"), what may take its place
 * ("The resting images of a stress echocardiogram serve if …", "Manipulation may stand in for therapy"), how it is counted.
 */
const remark =
  /^[^.;:]{3,120}\b(?:(?:is|are) (?:needed|required|asked for|necessary|called for) only (?:if|when|where|for|in)|(?:serves?|suffices?|will do|counts?) (?:if|when|where|as|toward)|(?:is|are) (?:left to|at the discretion of|up to)\b|(?:may|can) (?:stand in|be used|be accepted|be given|be counted|take the place|substitute|replace|serve|be (?:done|taken) instead)\b|(?:is|are) (?:accepted|counted|allowed|acceptable) (?:in place of|instead of|as)|should be given if|(?:is|are) (?:preferred|encouraged|welcome|optional|advised|useful))/i;

/** "A follow-up study is covered 3 to 6 months after …" behind an item: another scan's coverage, no part of what the item asks for. */
const coversOther =
  /^(?:an? |the )?(?:follow-up|repeat|second|later|further|surveillance) (?:study|scan|MRI|CT|PET(?:\/CT)?|test|examination)\b[^.;:]{0,40}\b(?:is|are|may be) (?:covered|approved|allowed|considered|medically necessary)/i;

/** "Therapy is not asked for. Early definition of the injury guides bracing": behind a release, why it is given. */
const givesReason =
  /\b(?:guides?|helps?|shortens?|avoids?|allows?|prevents?|improves?|adds? to|leads? to|speeds?|spares?|saves?|delays?|worsens?|changes (?:the )?(?:treatment|management|outcome)|depends? on|because|since|so that|otherwise|usually|often)\b/i;

/** "Poorly differentiated carcinoma: use section III.A" behind an item: where others belong. */
const sendsOthers =
  /^[^.;:]{3,120}(?::|,| [-\u2013\u2014])\s*(?:please )?(?:use|see|refer to|go (?:on )?to|turn to|apply)\s+(?:the )?(?:section|part|item|table|paragraph|chapter|policy|guideline)\b/i;

/** The item's text without the sentences that are no criterion. */
export function withoutStatements(text: string, rules: PolicyRules, later: boolean): string {
  const ends = sentenceEnds(text, 0, text.length);
  let from = 0;
  const kept: string[] = [];
  let released = false;
  for (const end of [...ends, text.length]) {
    const sentence = text.slice(from, end);
    from = end;
    if (sentence.trim() === '') continue;
    const statement =
      (later || kept.length > 0) &&
      excludesIn(sentence).length === 0 &&
      (hasPhrase(sentence, 'not-required', 'text', rules) ||
        (hasPhrase(sentence, 'waiver', 'text', rules) &&
          !/:\s*$/.test(sentence) &&
          !isReleasingTitle(kept, rules)) ||
        hasPhrase(sentence, 'does-not-count', 'text', rules) ||
        remark.test(sentence.trim()) ||
        allowedOnly(sentence) !== null ||
        sendsOthers.test(sentence.trim()) ||
        ((later || kept.length > 0) && coversOther.test(sentence.trim()) && !/:\s*$/.test(sentence)) ||
        termDefined(sentence.trim(), false) !== null);
    const why = released && givesReason.test(sentence) && !demands.test(sentence);
    released ||= statement || hasPhrase(sentence, 'not-required', 'text', rules);
    if (!statement && !why) kept.push(sentence);
  }
  return kept.join('').trim();
}
