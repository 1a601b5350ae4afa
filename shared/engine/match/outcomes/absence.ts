/** Holds a criterion that asks for something not to be there against the facts: "no unsafe implant", "no earlier scan". */
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOf } from '../evidence/evidence.ts';
import { ids, outcome } from './outcome.ts';

/** What speaks against a scan for its own sake: what the magnet, the dye or the rays could harm. */
const hindersScan =
  /\b(?:implant\w*|pace-?makers?|defibrillators?|ICD|devices?|neurostimulators?|stimulators?|pumps?|(?:aneurysm )?clips?|metal\w*|shrapnel|foreign bod(?:y|ies)|stents?|shunts?|gadolinium|contrast|dye|iodin\w*|claustrophob\w*|allerg\w*|anaphyla\w*|pregnan\w*|kidneys?|renal|e?GFR|creatinine|dialysis|magnet\w*)\b/i;
/** "No contraindication to MRI", "no unsafe implant", "no allergy to contrast": the scan's safety is meant. */
const asksSafety =
  /\b(?:to (?:an? |the )?(?:MRI?|MR imaging|magnetic resonance|CT|scan(?:ning)?|imaging|contrast|gadolinium))\b/i;

/** Met by a denial, contradicted by what is there; a reason against a treadmill test is none against a magnet. */
export function matchAbsence(
  leaf: CriterionLeaf,
  evidence: readonly ClinicalFact[],
  denied: readonly ClinicalFact[],
): CriterionOutcome {
  const ofScan =
    leaf.concept === 'contraindication' && (hindersScan.test(leaf.text) || asksSafety.test(leaf.text));
  const such = (fact: ClinicalFact): boolean => !ofScan || hindersScan.test(wordsOf(fact));
  const against = evidence.filter(such);
  if (against.length > 0) return outcome(leaf, 'contradicted', { factIds: ids(against) });
  const away = denied.filter(such);
  return away.length > 0
    ? outcome(leaf, 'met', { factIds: ids(away), strength: 'fair' })
    : outcome(leaf, 'ask');
}
