/** "… when the record shows one of these since the last scan": what releases counts only where it is dated after that scan. */
import type { CriterionNode } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { isEvidence } from '../evidence/evidence.ts';
import { dayOf } from '../evidence/fact-times.ts';
import type { MatchInput } from './match-context.ts';

const sinceLast =
  /\b(?:since|after|following) (?:the |that |this |an? |his |her |their |your )?(?:date of (?:the )?)?(?:last|latest|most recent|previous|prior|preceding|earlier|first|initial|baseline|index|original) (?:\w+ ){0,3}?(?:scans?|stud(?:y|ies)|imaging|CT|MRI?|PET(?:\/CT)?|SPECT|ultrasound|mammogram|test|exam(?:ination)?)\b|\bsince (?:then|that (?:scan|study|test|CT|MRI|PET|examination))\b/i;

/** Studies that a policy means by "the last scan". */
const scans = /\b(?:CT|MRI?|PET|SPECT|scan|CTA|MRA|mri|ct|pet|nuclear)\b/;

/** The input with only what is dated after the last scan, where the condition says so and the record dates one. */
export function sinceLastStudy(node: CriterionNode, input: MatchInput): MatchInput {
  if (!sinceLast.test(`${node.heading ?? ''} ${node.text}`)) return input;
  const last = input.facts
    .filter(
      (fact) =>
        fact.concept === 'prior-imaging' &&
        isEvidence(fact) &&
        scans.test(fact.detail ?? '') &&
        fact.date !== null &&
        fact.date <= input.context.requestDate,
    )
    .map(({ date }) => date ?? '')
    .toSorted()
    .at(-1);
  return last === undefined ? input : { ...input, facts: input.facts.filter(isAfter(last)) };
}

function isAfter(day: string): (fact: ClinicalFact) => boolean {
  return (fact) => (dayOf(fact) ?? '') > day;
}
