/** Negations of whom a rule is for, and of rules that there are none of; and figures that are nobody's. All invented. */
import { expect, it } from 'vitest';
import { deniesNothing } from '../../../shared/engine/denial/claims/idle-negations.ts';
import type { Cue } from '../../../shared/engine/denial/claims/claims.ts';
import { isEvidence } from '../../../shared/engine/match/evidence/evidence.ts';
import { fact } from '../match/support.ts';
import { claimsIn } from './claims-in.ts';

const denies = (sentence: string, word: string): boolean => {
  const start = sentence.indexOf(word);
  return deniesNothing({ claim: 'absent', start, end: start + word.length } as Cue, sentence);
};

it.each([
  ['The rule asks for a cardiologist before this scan in a person without chest pain.', 'without', true],
  ['Our criteria require an ultrasound first for patients without fever.', 'without', true],
  ['The request came without any x-ray.', 'without', false],
  ['Medicare does not have a national or local coverage rule for this scan.', 'does not', true],
  ['There is no local coverage determination for it.', 'no', true],
  ['The chart does not have an x-ray.', 'does not', false],
])('knows of whom a rule speaks: %s', (sentence, word, idle) => {
  expect(denies(sentence, word)).toBe(idle);
});

it.each([
  [
    'risk-score',
    'Variants of this gene raise the lifetime risk of breast cancer in women to about 55%.',
    false,
  ],
  ['risk-score', 'Tyrer-Cuzick lifetime risk 27%.', true],
  ['sensory-deficit', 'Tingling in the toes since the new pill, a known side effect.', false],
  ['sensory-deficit', 'Tingling in the toes on examination.', true],
] as const)('takes what is said of all, or of a medicine, for no sign: %s %s', (concept, words, shown) => {
  expect(isEvidence(fact(concept, words))).toBe(shown);
});

it('reads nothing of the record from a letter that names the rules there are not', () => {
  expect(
    claimsIn(
      'Medicare does not have a national or local\ncoverage policy that answers this request in full, so we used plan policy SP-31, Advanced Imaging of the Back, which you can find on our website.',
    ).map(({ concept, claim }) => `${concept} ${claim}`),
  ).toEqual([]);
});
