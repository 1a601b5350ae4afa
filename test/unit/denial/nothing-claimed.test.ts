/** Words of a letter that a hasty reader takes for claims: heads, asides, what stands before a demand, "us". */
import { expect, it } from 'vitest';
import { claimsIn } from './claims-in.ts';

/** Concepts that the letter says are absent, too little or normal. */
function missed(body: string): readonly string[] {
  return claimsIn(body)
    .filter(({ claim }) => claim !== 'required' && claim !== 'other')
    .map(({ concept }) => concept);
}

it.each([
  [
    'The scan is denied. For shoulder pain after an injury the rule requires six weeks of physical therapy. This was not done.',
    'fracture-trauma',
    'physical-therapy',
  ],
  [
    'The scan is denied. With weakness of the arm our guideline calls for plain x-rays of the neck. None were found.',
    'motor-deficit',
    'prior-imaging',
  ],
])('points back at what was asked for, not at whom it was asked of: %s', (body, not, concept) => {
  expect(missed(body)).not.toContain(not);
  expect(missed(body)).toContain(concept);
});

it.each([
  [
    'The scan is denied. The chart says that you took naproxen for only six days. These steps may be skipped when there is a red flag. We saw none.',
    'absent',
    'medication-trial',
  ],
  [
    'The scan is denied. Twelve weeks must go by, as the cancer may look active. The section also calls for an ultrasound of the neck; none was sent.',
    'absent',
    'malignancy',
  ],
  [
    'The scan is denied. We used our policy on MRI of the brain. No daytime complaint that would change this was described.',
    'absent',
    'prior-imaging',
  ],
])('does not point back over words of its own: %s', (body, claim, concept) => {
  expect(claimsIn(body).filter((each) => each.claim === claim && each.concept === concept)).toEqual([]);
});

it.each([
  ['The scan is denied. Nothing mailed to us shows that you have ever smoked.', 'prior-imaging'],
  ['The scan is denied. No sign of spread of the cancer was described.', 'malignancy'],
  ['The scan is denied. There is no proof that your tumor has grown.', 'malignancy'],
  [
    'The scan is denied. It is unproven in people without complaints, regardless of their cholesterol.',
    'lab-result',
  ],
  [
    'The scan is denied. You were referred on account of high cholesterol, and no chest pain was described.',
    'lab-result',
  ],
  [
    'The scan is denied. By the therapy notes you came to two visits and then did not go back.',
    're-evaluation',
  ],
])('claims nothing in an aside: %s', (body, concept) => {
  expect(missed(body)).not.toContain(concept);
});

it.each([
  'Subject: MRI of the neck, no contrast (72141), cervical radiculopathy',
  'Referring physician: Paula Wynn, MD (Neurology)',
  'Requested by: Dr. Osei, orthopedic surgeon, no fax number',
])('claims nothing in a line of its head: %s', (line) => {
  expect(missed(`The scan is denied.\n\n${line}\n\nThe decision stands.`)).toEqual([]);
});

it('reads a line of the head that gives the reason', () => {
  expect(missed('The scan is denied.\n\nProvider: Lakeside Hospital (not in network)')).toContain(
    'network-adequacy',
  );
});
