/** "No standing films", "no flexion and extension views": only pictures that were taken in that manner answer it. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOfClaim } from '../../denial/claims/words-of-claim.ts';
import type { CaseContext } from '../../folder.ts';
import { pageOf } from '../../folder.ts';
import { wordsOf } from '../../match/evidence/evidence.ts';

/** How a letter asks for pictures of a kind, how a record shows them, and what shows that they were otherwise. */
interface Manner {
  readonly asked: RegExp;
  readonly shown: RegExp;
  readonly otherwise: RegExp;
}

const manners: readonly Manner[] = [
  {
    asked: /\b(?:standing|weight-?\s?bearing|upright)\b/i,
    shown: /\b(?:standing|stand|stood|weight-?\s?bearing|WB|upright|erect|rosenberg)\b/i,
    otherwise: /\bnon-?\s?(?:weight-?\s?bearing|WB)\b|\b(?:supine|portable|stretcher|recumbent|lying|NWB)\b/i,
  },
  {
    asked:
      /\bflexion(?:\s+(?:and|or)\s+|[-/\s]+)extension\b|\bdynamic (?:x-?rays?|films?|views?|radiographs?)\b|\bbending (?:films?|views?|x-?rays?)\b/i,
    shown: /\bflex\w*(?:\s+(?:and|or|&)\s+|[-/\s]+)ext\w*|\bflex\/ext\b|\bdynamic\b|\bbending\b/i,
    otherwise: /\b(?:no|without) flex\w*/i,
  },
];

/** The facts as they are, unless the letter misses pictures of a kind: then those that were taken so. */
export function byManner(
  facts: readonly ClinicalFact[],
  assertion: DenialAssertion,
  { pages }: CaseContext,
): readonly ClinicalFact[] {
  const words = wordsOfClaim(assertion);
  const asked = assertion.concept === 'prior-imaging' ? manners.filter((each) => each.asked.test(words)) : [];
  if (asked.length === 0) return facts;
  const read = pages.map(({ page }) => page);
  return facts.filter((fact) => {
    // The title of a report names the manner for all that stands below it.
    const text =
      fact.section === 'report'
        ? (fact.spans.map((span) => pageOf(read, span)?.text ?? '').at(0) ?? '')
        : wordsOf(fact);
    return asked.every(({ shown, otherwise }) => shown.test(text) && !otherwise.test(text));
  });
}
