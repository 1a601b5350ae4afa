/** A second list for those whom the first does not fit is an alternative to it. All policies are invented. */
import { expect, it } from 'vitest';
import { isForTheRest } from '../../../shared/engine/policy/lists/for-the-rest.ts';
import { policyOf, sketch } from './support.ts';

it.each([
  'If no red flag is present, MRI is approved when both are met:',
  'Where none of these signs is found, both of the following are needed:',
  'When the examiner finds no alarm features, all of these:',
  'Without any of the above, all of the following are required:',
  'In the absence of a danger sign, MRI needs all of these:',
  'Members without warning signs must meet all of these:',
  'Otherwise, all of the following:',
  'In all other cases both are required:',
  'For everyone else, all of:',
])('is opened by %s', (words) => {
  expect(isForTheRest(words)).toBe(true);
});

it.each([
  'If no x-ray was taken, the request must say why:',
  'In addition, one of the following:',
  'Without delay, one of:',
  'When there are no films, all of these:',
  'The record must also show one of:',
])('is not opened by %s', (words) => {
  expect(isForTheRest(words)).toBe(false);
});

it('stands beside the list of danger signs, and is not asked for in addition', () => {
  const policy = policyOf(
    `Section 1. Elbow pain
MRI of the elbow (73221) is approved for ANY of these:
- a palpable mass
- fever with suspected infection
- a fracture seen on radiographs

Where none of these signs is found, all of the following are needed:
1. Six weeks of physical therapy
2. Radiographs of the elbow
Section 2. Records
Send the last note.
`,
  );
  const tree = policy.sections.find(({ label }) => label === 'Section 1')?.tree;
  expect(sketch(tree)).toBe(
    'any(any(mass, infection, fracture-trauma), all(physical-therapy>=42d, prior-imaging))',
  );
});
