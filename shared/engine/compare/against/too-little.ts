/**
 * What a letter calls too little, too low or too short. Only what it counted of this patient can be contradicted: that a nodule
 * is there does not answer "the nodule is too small", and an age is what it is.
 */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { readDates } from '../../../text/dates.ts';
import { squeeze } from '../../../text/spans.ts';
import { wordsOfClaim } from '../../denial/claims/words-of-claim.ts';
import { dayOf } from '../../match/evidence/fact-times.ts';
import { sortOf } from '../../sentences/claim-features.ts';

/** Signs that are themselves an amount. */
const amounts: ReadonlySet<string> = new Set(['weight-loss']);

/** False where the letter calls something too little of which more or less is not what the record can show. */
export function canBeMore(assertion: DenialAssertion): boolean {
  const { claim, concept } = assertion;
  if (claim === 'insufficient' && doneOnDays.has(concept) && tooRecent.test(squeeze(wordsOfClaim(assertion))))
    return false;
  return (
    claim !== 'insufficient' || (concept !== 'age' && (sortOf(concept) !== 'sign' || amounts.has(concept)))
  );
}

/** "Your last MRI was less than a year ago", "too soon after the last scan": there is too much of it, and not too little. */
const tooRecent =
  /\b(?:less|fewer|shorter|under|within|only|just|barely|not (?:yet|even))\b(?: than)? (?:(?:the|a|an|last|past|\w+) ){0,2}?(?:days?|weeks?|months?|years?)\b(?! old (?:is|are|must|was not)\b)[^.;]{0,30}\b(?:ago|old|back|since|earlier|before|after|prior|apart)\b|\btoo (?:soon|recent(?:ly)?|early|close)\b|\b(?:already|recently) (?:had|done|made|taken|performed|scanned)\b/i;

const doneOnDays: ReadonlySet<string> = new Set(['prior-imaging', 'stress-test', 'tissue-diagnosis']);

/** "Your last CT was on November 17, 2025": that study, and those before it, are none that the letter does not know. */
function lastToldDay(assertion: DenialAssertion): IsoDate | null {
  const days = readDates(squeeze(wordsOfClaim(assertion))).filter(
    ({ precision, relative }) => precision === 'day' && !relative,
  );
  return (
    days
      .map(({ iso }) => iso)
      .toSorted()
      .at(-1) ?? null
  );
}

/** "Only propranolol was tried": the words with the drugs that the letter knows of; null where it names none so. */
function drugsKnown(assertion: DenialAssertion): string | null {
  if (assertion.concept !== 'medication-trial') return null;
  const words = squeeze(wordsOfClaim(assertion)).toLowerCase();
  return /\b(?:only|alone|just|sole|solely|nothing but|no (?:\w+ )?other|other than|apart from|besides)\b/.test(
    words,
  )
    ? words
    : null;
}

/** The facts without those whose value, or day, is the one that the letter itself counted: they agree with it. */
export function otherThanCounted(
  facts: readonly ClinicalFact[],
  assertion: DenialAssertion,
): readonly ClinicalFact[] {
  const known = drugsKnown(assertion);
  if (known !== null) return facts.filter(({ subject }) => subject == null || !known.includes(subject));
  if (assertion.claim !== 'insufficient') return facts;
  const counted = new Set(
    Array.from(wordsOfClaim(assertion).matchAll(/(?<![\d./-])\d+(?:\.\d+)?(?![\d/-])/g), ([digits]) =>
      Number(digits),
    ),
  );
  const told = doneOnDays.has(assertion.concept) ? lastToldDay(assertion) : null;
  return facts.filter(
    (fact) =>
      !counted.has(fact.measure?.quantity?.value ?? NaN) && (told === null || (dayOf(fact) ?? '') > told),
  );
}
