/** "Two courses of antibiotics have to fail" where the policy asks for one; "abnormal on two occasions" where it says once. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { CriterionLeaf } from '../../../domain/policy.ts';
import { readNumber } from '../../../text/numbers.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { nameOf } from '../names.ts';
import { makeFinding, nodeWords, type PolicyCase, policyCitation } from '../policy-case.ts';
import { places } from './bounds.ts';

const number = String.raw`(?:one|two|three|four|five|a single|single|an?|both|[1-5])`;
/** What is counted, by families whose members may be compared. */
const counted: readonly RegExp[] = [
  new RegExp(String.raw`\b(${number}) (?:(?!of\b)[\w-]+ ){0,3}?(?:courses?|trials?|rounds?)\b`, 'i'),
  new RegExp(
    String.raw`\b(${number}) (?:(?!of\b)[\w-]+ ){0,3}?(?:medicines?|medications?|agents?|drugs?|classes|NSAIDs?|preventives?|antibiotics?)\b`,
    'i',
  ),
  new RegExp(String.raw`\b(${number}) (?:(?!of\b)[\w-]+ ){0,3}?injections?\b`, 'i'),
  new RegExp(
    String.raw`\b(${number}) (?:(?!of\b)[\w-]+ ){0,2}?(?:occasions?|times|measurements?|values?|readings?|results?|draws?|sets?)\b|\b(once|twice)\b`,
    'i',
  ),
];
const demands =
  /\b(?:must|have to|has to|needs?|needed|requir\w+|should|asks?|expect\w*|necessary|calls? for)\b/i;

/** Null where the letter or the policy counts nothing, or the policy anywhere asks for as many. */
export function moreCourses(found: PolicyCase, assertion: DenialAssertion): Finding | null {
  const said = assertion.words ?? oneLine(assertion.span.quote);
  if (assertion.claim !== 'required' || !demands.test(said)) return null;
  for (const family of counted) {
    const asked = countIn(family, said);
    if (asked === null || asked < 2) continue;
    for (const roots of places(found)) {
      const leaves = roots
        .flatMap(leavesOf)
        .filter(({ concept, negated }) => concept === assertion.concept && !negated);
      const told = leaves.flatMap((leaf) => {
        const count = countIn(family, oneLine(leaf.text));
        return count === null ? [] : [{ leaf, count }];
      });
      if (told.length === 0) continue;
      const most = told.toSorted((a, b) => b.count - a.count)[0];
      if (most === undefined || most.count >= asked) return null;
      return report(found, assertion, most.leaf, asked, most.count);
    }
  }
  return null;
}

/** The highest number of the family that the text names; null where it names none. */
function countIn(family: RegExp, text: string): number | null {
  const counts = [...text.matchAll(new RegExp(family.source, 'gi'))].flatMap((match) => {
    const word = (match[1] ?? match[2] ?? '').toLowerCase();
    if (/^(?:an?|a single|single|once)$/.test(word)) return [1];
    return /^(?:both|twice)$/.test(word) ? [2] : (readNumber(word) ?? []);
  });
  return counts.length === 0 ? null : Math.max(...counts);
}

function report(
  found: PolicyCase,
  assertion: DenialAssertion,
  leaf: CriterionLeaf,
  asked: number,
  policy: number,
): Finding {
  return makeFinding(
    found,
    'denial-exceeds-policy',
    assertion.concept,
    `The denial asks for more of ${nameOf(assertion.concept)} than the policy does.`,
    [{ role: 'denial', span: assertion.span }, policyCitation(leaf)],
    {
      node: leaf,
      steps: [`the denial asks for ${asked}, the policy for ${policy}`, nodeWords(leaf)],
      rule: 'policy.more-courses',
    },
  );
}
