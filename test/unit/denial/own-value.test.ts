/** The member's own value beside the one that is asked for. */
import { expect, it } from 'vitest';
import { withoutOwnValue } from '../../../shared/engine/denial/claims/own-value.ts';

it.each([
  [
    'Your risk must be at least 25 percent, and yours is 22 percent.',
    'Your risk must be at least 25 percent.',
  ],
  ['The probability has to be 30% or higher; it was put at 20%.', 'The probability has to be 30% or higher.'],
  ['The PSA must be above 10.0, but your PSA was 6.8 in May.', 'The PSA must be above 10.0.'],
  ['A calcium of 11.5 is needed; the value reported is 10.9.', 'A calcium of 11.5 is needed.'],
  ['20 pack-years are required, while your history came to 12.', '20 pack-years are required.'],
  ['An eGFR over 60 is asked for. Yours was 45.', 'An eGFR over 60 is asked for.'],
  ['An eGFR over 60 is asked for.', 'An eGFR over 60 is asked for.'],
] as const)('"%s" asks "%s"', (said, asked) => {
  expect(withoutOwnValue(said)).toBe(asked);
});
