/** Examinations of one day that say opposite things of one muscle or one named test on one side. */
import type { ClinicalFact } from '../../../domain/record.ts';
import { isDenied, isEvidence } from '../../match/evidence/evidence.ts';
import { type Conflict, apart, sameDay, sidesMeet } from './pair.ts';

/** Words that make the two places one statement: "5/5 throughout" with "except the left great toe". */
const exception =
  /\b(?:except|otherwise|apart from|save for|other than|remain(?:der|ing)|all other|rest of)\b/i;
/** Words by which a note gives every muscle one grade. */
const everything =
  /\b(?:throughout|all (?:groups|muscles|extremit\w*|myotomes)|globally|diffusely|(?:bilateral|both) (?:lower|upper|LE|UE|legs|arms)|[LU]E'?s)\b/i;

/** A grade this far below full is weakness to any examiner; 4+ and 5- are a matter of judgement. */
const clearlyWeak = 4;

/** Pairs of examination results of one day that cannot both be true. */
export function examConflicts(facts: readonly ClinicalFact[]): Conflict[] {
  const signs = facts.filter(
    (fact) => (fact.detail === 'strength' || fact.concept === 'provocative-test') && fact.section === 'exam',
  );
  const found = signs.filter(isEvidence);
  const denied = signs.filter(
    (fact) => isDenied(fact) && !fact.spans.some(({ quote }) => exception.test(quote)),
  );
  return found.flatMap((yes) => {
    const no = denied.find(
      (other) =>
        sameDay(yes, other) &&
        apart(yes, other) &&
        (yes.detail === 'strength' ? opposedStrength(yes, other) : opposedTest(yes, other)),
    );
    return no === undefined || yes.spans.some(({ quote }) => exception.test(quote))
      ? []
      : [{ concept: yes.concept, a: yes, b: no, kind: 'examination' as const }];
  });
}

function opposedStrength(weak: ClinicalFact, full: ClinicalFact): boolean {
  if (full.detail !== 'strength' || weak.side === null || !sidesMeet(weak, full)) return false;
  if ((weak.measure?.quantity?.value ?? 5) > clearlyWeak) return false;
  if (weak.subject !== 'strength' && weak.subject === full.subject) return full.side !== null;
  // "5/5 throughout" of the same limbs, in another note: in one note it may be the line that the exception follows.
  return (
    full.subject === 'strength' &&
    full.region === weak.region &&
    full.partIndex !== weak.partIndex &&
    full.spans.some(({ quote }) => everything.test(quote))
  );
}

function opposedTest(positive: ClinicalFact, negative: ClinicalFact): boolean {
  return (
    positive.concept === negative.concept &&
    positive.subject !== undefined &&
    positive.subject === negative.subject &&
    negative.context.negation === 'negated' &&
    positive.side !== null &&
    negative.side !== null &&
    sidesMeet(positive, negative)
  );
}
