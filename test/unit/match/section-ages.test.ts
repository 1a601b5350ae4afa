/** Which ages a section's heading is for. */
import { expect, it } from 'vitest';
import { agesOfHeading } from '../../../shared/engine/match/sections/ages.ts';

it.each([
  ['Adults (18 and over)', { min: 18, max: 200 }],
  ['Members aged 21 or older', { min: 21, max: 200 }],
  ['Children and teenagers (under 18)', { min: 0, max: 17 }],
  ['MRI of the knee (73721)', null],
  ['After 12 weeks of treatment', null],
])('reads the ages of "%s"', (heading, expected) => {
  expect(agesOfHeading(heading)).toEqual(expected);
});
