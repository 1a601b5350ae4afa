/** Picks the statements of law that fit plan type, state, reasons and timing. Only verified ones exist as data. */
import type { LetterInput } from './input.ts';
import type { LawRule, LawTopic } from './rules.ts';
import { text } from './blocks.ts';
import type { Run } from '../domain/letter.ts';

/** The rules of the topics, in the order of the topics. Empty for plan types of which nothing is certain. */
export function lawFor(input: LetterInput, topics: readonly LawTopic[]): LawRule[] {
  const reasons = new Set((input.analysis.denial?.reasons ?? []).map((reason) => reason.value));
  const timing = input.stage.scanDone === true ? 'after' : 'before';
  const state = input.state?.toUpperCase() ?? null;
  return topics.flatMap((topic) =>
    input.rules.law.filter(
      (rule) =>
        rule.topic === topic &&
        rule.planTypes.includes(input.planType) &&
        (!rule.states || (state !== null && rule.states.includes(state))) &&
        (!rule.reasons || rule.reasons.some((reason) => reasons.has(reason))) &&
        (!rule.timing || rule.timing === 'urgent' || rule.timing === timing),
    ),
  );
}

/** A rule as printed: its sentence with the citation in brackets. */
export function lawRuns(rule: LawRule): Run[] {
  return [text(`${rule.text.replace(/\.$/, '')} (${rule.citation}).`)];
}
