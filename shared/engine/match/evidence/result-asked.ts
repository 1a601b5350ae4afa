/** What a study must have shown where a policy says so: that it was done is not enough for "an equivocal treadmill test". */
import type { CriterionLeaf } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOf } from './evidence.ts';

interface Result {
  /** How a policy asks for it. */
  readonly asked: RegExp;
  /** How a record tells it. */
  readonly told: RegExp;
}

const results: readonly Result[] = [
  {
    asked:
      /\b(?:inconclusive|equivocal|indeterminate|non-?diagnostic|uninterpretable|suboptimal|(?:technically )?(?:inadequate|insufficient|unsatisfactory|deficient|limited|failed)|unclear|uncertain|unanswered|of (?:poor|low|insufficient|limited|bad) (?:image )?quality|poor(?:ly)? (?:image )?(?:quality|visuali[sz]ed|seen)|degraded|in doubt|doubtful|incomplete)\b|\b(?:leaves?|left) (?:\w+ ){0,3}doubt\b|\b(?:could|did|does|do|can) ?not (?:be (?:seen|told|read|interpreted|completed)|reach|settle|answer|agree|visuali[sz]e)\b|\b(?:left|leaves) (?:the|a|it|something|matters?)\b[^.;]{0,30}\bopen\b|\bdiscordant\b|\bdisagree/i,
    told: /\b(?:inconclusive|equivocal|indeterminate|non-?diagnostic|uninterpretable|suboptimal|inadequate|limited|poor(?:ly)?|submaximal|incomplete(?:ly)?|obscured|degraded|motion|artifacts?|unclear|uncertain|cannot exclude|can't exclude|not excluded|not well seen|discordant|discrepan\w*|disagree\w*|further (?:evaluation|characteri\w+|imaging|work-?up)|recommend\w*|correlat\w+|MRI (?:is )?(?:advised|suggested))\b|\b(?:could|did|can|was|were)(?: ?not|n['’]t) (?:be |been )?(?:seen|told|read|interpreted|complet\w+|reach\w*|settle\w*|answer\w*|agree\w*|visuali[sz]ed?)\b/i,
  },
  {
    asked: /\b(?:extremely|heterogeneously|very) dense\b|\bdense (?:tissue|breasts?)\b|\bbreast density\b/i,
    told: /\bdens(?:e|ity)\b|\bACR [a-d]\b|\bcategory [cd]\b/i,
  },
  { asked: /\bspiculated?\b/i, told: /\bspiculat/i },
  { asked: /\bemphysema\b/i, told: /\bemphysema/i },
  {
    asked: /\b(?:part|sub)-?\s?solid\b|\bground[- ]glass\b/i,
    told: /\b(?:part|sub)-?\s?solid\b|\bground[- ]glass\b|\bGGN\b/i,
  },
];

const studies: ReadonlySet<string | null> = new Set(['prior-imaging', 'stress-test']);

/** The facts that may show the result asked for; all of them where the policy asks for none of these. */
export function showingResult(leaf: CriterionLeaf, facts: readonly ClinicalFact[]): readonly ClinicalFact[] {
  if (!studies.has(leaf.concept)) return facts;
  const asked = results.filter((result) => result.asked.test(leaf.text));
  if (asked.length === 0) return facts;
  return facts.filter((fact) => asked.some(({ told }) => told.test(wordsOf(fact))));
}
