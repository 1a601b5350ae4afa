/** A letter that says “normal”: which findings can contradict it, and how near to the examination they must stand. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import { wordsOfClaim } from '../../denial/claims/words-of-claim.ts';

/** How far from the examination a finding may stand that contradicts a letter's "normal": by its rank, 0 for the examination itself. */
export function farthestRank({ claim, concept, span }: DenialAssertion): number {
  if (claim !== 'normal') return Infinity;
  // A nodule on a picture is none that was felt.
  if (concept === 'mass' && examinedFor.test(span.quote)) return 0;
  // Tingling that the patient reports is no answer to "sensation was normal".
  if (
    concept === 'sensory-deficit' &&
    /\b(?:exam(?:ination|ined)?|sensation|sensory|on testing)\b/i.test(span.quote)
  )
    return 0;
  // "On the examination of August 26 the strength was normal": what the patient only tells of says nothing against it.
  return examined.has(concept) && /\bexamin\w*|\bexam\b|\btest(?:ed|ing)\b/i.test(span.quote) ? 2 : Infinity;
}
const examined: ReadonlySet<string> = new Set(['sensory-deficit', 'motor-deficit', 'reflex-change']);

/** "Normal" can be contradicted for findings only; that a test was normal says nothing of its absence. */
const deniable: ReadonlySet<string> = new Set([
  'motor-deficit',
  'sensory-deficit',
  'reflex-change',
  'focal-neurological-deficit',
  'myelopathy',
  'radiculopathy',
  'contraindication',
  'functional-limitation',
  'joint-effusion',
  'joint-instability',
  'provocative-test',
  'mechanical-symptoms',
  'progression',
  'papilledema',
]);

/** "No enlarged nodes were felt", "the examination was normal, without a nodule": a finding on examination, which one that was felt contradicts. */
const nothingFelt =
  /\b(?:no|without(?: an?| any)?) (?:\w+,? ){0,4}(?:lymph nodes?|nodes|lumps?|adenopathy|lymphadenopathy)\b/i;
const examinedFor =
  /\b(?:exam(?:ination|ined)?|felt|palpa\w+|DRE|rectal|on touch)\b[^.;]*\b(?:no|without(?: an?| any)?|free of) (?:\w+,? ){0,3}(?:nodules?|mass(?:es)?|indurat\w+|hard area)\b|\b(?:no|without(?: an?| any)?) (?:\w+,? ){0,3}(?:nodules?|mass(?:es)?|indurat\w+)\b[^.;]*\b(?:felt|palpa\w+|exam\w*)\b/i;

/** Whether "normal" can be contradicted by a finding of the record. */
export function isDeniable(assertion: DenialAssertion): boolean {
  return (
    deniable.has(assertion.concept) ||
    (assertion.concept === 'mass' &&
      (nothingFelt.test(wordsOfClaim(assertion)) || examinedFor.test(assertion.span.quote)))
  );
}
