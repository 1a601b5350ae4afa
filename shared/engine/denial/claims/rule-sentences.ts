/**
 * Sentences in which a letter tells the rule and nothing of the patient: "for a solid nodule under 6 millimeters a further scan
 * is approved at 12 months", "according to that policy, a nodule is followed in persons with a risk factor". What they name is
 * asked for; that the patient has too little of it, or that it was normal, they do not say.
 */
import type { DenialAssertion } from '../../../domain/denial.ts';

const allows = String.raw`(?:is|are|was|were|may be|can be|will be|would be|becomes?)(?: (?:only|usually|normally|generally|then))? (?:approved|covered|considered|allowed|supported|recommended|followed|repeated|advised|authorized|certified|indicated|eligible|permitted|appropriate|payable|paid|warranted)`;

/** "For a …, in persons who …, when …: … is approved". */
const conditional = new RegExp(
  String.raw`^\W*(?:for|in|when|where|if|only|according to|under|per|by)\b[^.;]*\b${allows}\b`,
  'i',
);
/** "A solid nodule is followed in persons with …". */
const generic = new RegExp(
  String.raw`\b${allows}\b[^.;]{0,30}\b(?:in|for|of) (?:an? |any |all |those |such )?(?:persons?|patients?|people|members?|adults?|children|women|men|those|someone|anyone|individuals?)\b`,
  'i',
);
/** What is told of this patient or of the papers that came. */
const ofThisCase =
  /\b(?:your? (?:records?|notes?|chart|doctor|provider|request|file|papers|scan|exam\w*|therapy|treatment|symptoms?)|you (?:had|have had|did|were|went|tried|took|attended|received)|yours|the (?:records?|notes?|chart|file|papers|member|patient|information|documents?|submission|materials?) (?:\w+ ){0,3}?(?:shows?|showed|gives?|gave|says?|lists?|documents?|describes?|indicates?|has|had|is|was|do(?:es)?|did|sent|we)|on file|received|submitted|in this case|here)\b/i;

/** True for a sentence that tells the rule alone. */
export function tellsTheRule(text: string): boolean {
  const words = text.replaceAll(/\s+/g, ' ');
  return (conditional.test(words) || generic.test(words)) && !ofThisCase.test(words);
}

/** The claims with what rule sentences seem to call too little or normal read as asked for. */
export function rulesAsDemands(read: readonly DenialAssertion[]): readonly DenialAssertion[] {
  return read.map((assertion) =>
    (assertion.claim === 'insufficient' || assertion.claim === 'normal') &&
    tellsTheRule(assertion.words ?? assertion.span.quote)
      ? { ...assertion, claim: 'required' }
      : assertion,
  );
}
