/** Letters that miss the reason why a person could not have another test, and say nothing of that test. */
import { expect, it } from 'vitest';
import { claimsIn } from './claims-in.ts';

const claims = (words: string): string[] =>
  claimsIn(words).map(({ concept, claim }) => `${concept}/${claim}`);

it.each([
  'Your doctor did not tell us any reason you cannot have one.',
  'We were not told why you could not have a CT scan.',
  'The notes give no reason that she should not have the contrast.',
  'No medical reason against CT was given.',
  'The records show no reason not to use ultrasound.',
  'The chart has no reason why you were not able to have a CT.',
])('%s', (words) => {
  expect(claims(words)).toEqual(['contraindication/absent']);
});

it.each([
  'There is no reason you cannot appeal.',
  'We see no reason to have an MRI.',
  'We see no reason you cannot work.',
])('misses no such reason: %s', (words) => {
  expect(claims(words)).not.toContain('contraindication/absent');
});

it.each([
  'The office note does not describe any physical test of the hip that brought on your pain.',
  'No maneuver that reproduces the pain is recorded.',
  'The notes record no bedside test of the shoulder.',
  'We found no movement which sets off your pain.',
])('misses a test of the joint, and no study: %s', (words) => {
  expect(claims(words)).toEqual(['provocative-test/absent']);
});
