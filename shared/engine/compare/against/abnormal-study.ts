/** "We could not find an abnormal scan" misses what a study showed, and not the study: one that showed nothing agrees with the letter. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOfClaim } from '../../denial/claims/words-of-claim.ts';
import { wordsOf } from '../../match/evidence/evidence.ts';

const studies: ReadonlySet<string> = new Set(['prior-imaging', 'stress-test']);

const study = String.raw`(?:scans?|CTs?|MRIs?|PET(?:\/CT)?|imaging|stud(?:y|ies)|films?|x-?rays?|radiographs?|ultrasounds?|mammograms?|tests?|results?|findings?|reports?|echo\w*|angiograms?)`;
/** The letter asks for a study with a finding. */
const findingMissed = new RegExp(
  String.raw`\b(?:abnormal|doubtful|suspicious|positive|worrisome|equivocal|inconclusive|indeterminate|non-?diagnostic|concerning|unclear|questionable)\b (?:or [\w-]+ )?(?:\w+ ){0,3}?${study}\b|\b${study}\b(?: \w+){0,3}? (?:that|which|with) (?:\w+ ){0,3}?(?:abnormal\w*|doubtful|suspicious|positive|worrisome|equivocal|inconclusive|indeterminate|concerning|(?:a|an|any) (?:lesion|mass|finding|abnormality|change))`,
  'i',
);
/** A study with a finding, as a record tells it. */
const showsFinding =
  /\b(?:abnormal\w*|doubtful|suspicious|positive|worrisome|equivocal|inconclusive|indeterminate|non-?diagnostic|concerning|unclear|questionable|new|enlarg\w+|increas\w+|grown|growing|lesions?|mass(?:es)?|nodules?|metasta\w+|hypermetabolic|avid|uptake|lit up|defects?|isch[a]?emi\w+|tears?|fractures?|effusions?|stenosis|edema|thicken\w+|dilat\w+|progress\w+|recurren\w+|BI-?RADS\W{0,3}(?:0|4|5)|ST (?:depression|changes?)|poor (?:windows?|quality)|limited)\b/gi;
const deniedBefore =
  /\b(?:no|not|without|negative for|free of|denies|never|nor|resolved|excludes?|excluded|rules? out|ruled out)\b[^.;]{0,40}$/i;
const harmless =
  /\b(?:of no (?:significance|concern|consequence)|(?:benign|stable|unchanged|negative|normal|unremarkable)\b)/i;

/** The facts without studies that showed nothing, where the letter misses a study with a finding. */
export function abnormalWhereAsked(
  facts: readonly ClinicalFact[],
  assertion: DenialAssertion,
): readonly ClinicalFact[] {
  if (!studies.has(assertion.concept) || !findingMissed.test(wordsOfClaim(assertion))) return facts;
  return facts.filter((fact) => {
    const words = wordsOf(fact);
    return (
      !harmless.test(words) &&
      [...words.matchAll(showsFinding)].some(({ index }) => !deniedBefore.test(words.slice(0, index)))
    );
  });
}
