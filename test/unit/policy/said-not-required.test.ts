/** Sentences that say in so many words that something is no condition. */
import { expect, it } from 'vitest';
import { policyOf } from './support.ts';

const said = (words: string): readonly string[] =>
  policyOf(
    `Larkfield Health\nLK-31: MRI\nEffective 01/01/2026\n\nSection 1. Pain\nMRI of the abdomen (74183) is medically necessary if I and II are met.\nI. Ultrasound was done in the 90 days before the request.\nII. Bilirubin of 2.0 or more.\n${words}\n`,
  ).sections.flatMap(({ notRequired }) => notRequired.flatMap(({ concepts }) => concepts));

it.each([
  [
    'specialist-evaluation',
    'The ordering clinician may be of any specialty. A consultation is not a condition.',
  ],
  ['specialist-evaluation', 'No consultation is required.'],
  ['specialist-evaluation', 'Consultation with a gastroenterologist is not a prerequisite.'],
  [
    'specialist-evaluation',
    'The order may come from any clinician; a referral to a specialist is not needed.',
  ],
  ['specialist-evaluation', 'We do not ask for a specialist visit.'],
  ['specialist-evaluation', 'A consultation need not come first.'],
  ['specialist-evaluation', 'Referral to cardiology is not required for a first study.'],
  ['specialist-evaluation', 'A referral to orthopedics is not needed before the initial scan.'],
  ['specialist-evaluation', 'We do not ask for a referral to neurology.'],
  ['specialist-evaluation', 'A consult with gastroenterology is not a prerequisite.'],
  ['specialist-evaluation', 'Consultation in urology is not a condition for the first test.'],
  ['specialist-evaluation', 'A letter from oncology is not needed for the baseline study.'],
  ['tissue-diagnosis', 'An earlier biopsy is not asked for in this section.'],
  ['tissue-diagnosis', 'No previous biopsy is called for.'],
  ['tissue-diagnosis', 'A biopsy need not have been done.'],
  ['tissue-diagnosis', 'It is not necessary to have had a biopsy.'],
  ['medication-trial', 'A trial of anti-anginal medication is not a condition for testing under section 1.'],
  ['stress-test', 'A treadmill test first is not a criterion of this section.'],
])('%s is no condition: %s', (concept, words) => {
  expect(said(words)).toContain(concept);
});

it('does not take the study for what is not required for it', () => {
  expect(said('Referral to cardiology is not required for a first study.')).toEqual([
    'specialist-evaluation',
  ]);
});

it.each([
  ['Referral to cardiology is required for a first study.'],
  ['Referral to cardiology is not required after a fracture.'],
  ['A biopsy is not required when the lesion is cystic.'],
  ['Consultation with a gastroenterologist is required.'],
  ['It is not necessary to have had a biopsy where imaging is typical.'],
  ['A referral to a specialist is needed.'],
])('is a condition for some: %s', (words) => {
  expect(said(words)).toEqual([]);
});

const leaves = (words: string) => {
  const tree = policyOf(
    `Larkfield Health\nLK-32: MRI of the Prostate\nEffective 01/01/2026\n\nSection 1. First study\nMRI (72197) is medically necessary if all of these are met:\n1.1 ${words}\n1.2 PSA of 3.0 or more.\n`,
  ).sections.find(({ tree: own }) => own !== null)?.tree;
  return tree === null || tree === undefined || tree.kind === 'leaf' ? [] : tree.children;
};

it.each([
  ['For a man who has never had a prostate biopsy'],
  ['A member without an earlier biopsy'],
  ['Men who have not had a biopsy'],
  ['Patients with no prior biopsy'],
  ['The patient has had no previous biopsy'],
  ['Persons who have never undergone biopsy'],
])('asks that there was none: %s', (words) => {
  expect(leaves(words)[0]).toMatchObject({ concept: 'tissue-diagnosis', negated: true });
});

it.each([
  ['For a man who has had a biopsy', 'tissue-diagnosis'],
  [
    'A urologist has seen him and states how the result will bear on the decision for or against biopsy',
    'specialist-evaluation',
  ],
])('asks for it: %s', (words, concept) => {
  expect(leaves(words)[0]).toMatchObject({ concept, negated: false });
});

it('takes what a pronoun calls no criterion from the subject before it', () => {
  expect(
    said('Family history affects how often bilirubin is tested; it is not a criterion of this guideline.'),
  ).toEqual([]);
  expect(said('A biopsy may help later; it is not a condition.')).toContain('tissue-diagnosis');
});
