/** Which section's outcome is reported on, and whether another fits as well. */
import type { CriterionOutcome } from '../../../domain/policy.ts';
import { bestChoices, type PolicyCase } from '../policy-case.ts';

/** Points by which a section must fit better than one that the record all but meets. */
const clearly = 2;

/** Another section fits about as well and lacks nothing that the record is known not to show: which of the two applies is doubtful. */
export function hasRival(choice: CriterionOutcome, found: PolicyCase): boolean {
  const top = found.choices.find(({ outcome }) => outcome === choice);
  return (
    top !== undefined &&
    choice.state !== 'met' &&
    found.choices.some(
      ({ outcome, score }) =>
        outcome !== choice &&
        (score >= top.score - clearly || choice.children.every(({ state }) => state !== 'met')) &&
        outcome.node.kind === 'all' &&
        outcome.children.filter(({ state }) => state === 'met').length >= 2 &&
        outcome.children.every(({ state }) => state !== 'contradicted' && state !== 'not-documented'),
    )
  );
}

/** The outcome to report on: a section that is met, else the one that clearly fits best. */
export function applicable(found: PolicyCase): CriterionOutcome | null {
  const best = bestChoices(found);
  const met = best.find(({ outcome }) => outcome.state === 'met');
  if (met !== undefined) return met.outcome;
  const first = best[0];
  if (first === undefined) return null;
  if (best.length > 1 && first.score <= 1) {
    // A list of alternatives none of which holds is no way for this patient; what is left is the way that was meant.
    const ways = best.filter(({ outcome }) => !isClosedWay(outcome));
    return ways.length === 1 ? (ways[0]?.outcome ?? null) : null;
  }
  return restOf(first, found) ?? withoutSigns(first.outcome, found) ?? first.outcome;
}

/** Titles of what is left over when no other section applies. */
const remainder =
  /\b(?:none|not|neither|nothing) (?:of|in|under|listed|named|covered|described)(?: \w+){0,3} (?:above|before|sections?|chapters?|parts?|list)\b|\b(?:all|any|every) other\b|\bnot otherwise\b|\bother (?:headaches?|pain|cases|indications|situations|members|patients|requests|complaints)\b|\beverything else\b|\bwithout (?:any of )?the (?:above|signs? (?:of|in))\b/i;

/** "Headache, none of the above": where another section is met, that one is the patient's. Null where it is no such section. */
function restOf({ section }: PolicyCase['choices'][number], found: PolicyCase): CriterionOutcome | null {
  if (!remainder.test(`${section.heading} ${(section.tree?.text ?? '').slice(0, 120)}`)) return null;
  const other = found.choices.find(
    (choice) => choice.section !== section && choice.score > 1 && choice.outcome.state === 'met',
  );
  return other?.outcome ?? null;
}

/** Titles of what holds for those who have no warning sign. */
const noSigns =
  /^(?:if )?(?:there (?:is|are) )?(?:no|none|without|absent)\b(?: \w+){0,3} (?:signs?|flags?|features?|symptoms|warnings?|these|those|them)\b/i;

/** "Is there a danger sign? Approve for any of: …" and none is there: then "No danger sign" is the patient's section. Null where there is no such. */
function withoutSigns(first: CriterionOutcome, found: PolicyCase): CriterionOutcome | null {
  if (!isClosedWay(first)) return null;
  const rest = found.choices.filter(({ section }) => noSigns.test(section.heading.trim()));
  return rest.length === 1 ? (rest[0]?.outcome ?? null) : null;
}

/** "Approve at once for any of: …", and the record shows none of them. */
function isClosedWay({ node, children, state }: CriterionOutcome): boolean {
  return (
    node.kind === 'any' &&
    node.stated &&
    children.length > 2 &&
    (state === 'contradicted' || state === 'not-documented')
  );
}
