/** Papers that the plan asked for and that, as it says, never came. */
import { expect, it } from 'vitest';
import { claimsIn } from './claims-in.ts';

const asked = 'On March 3 we asked your doctor for the notes of the last visit.';

it.each([
  'To this day nothing has reached us, and we cannot decide.',
  'As nothing has been received, we cannot tell whether the guideline is met.',
  'We are still waiting.',
  'Nothing further arrived.',
  'Our letter remains unanswered.',
  'So far we have nothing.',
])('"%s"', (never) => {
  expect(claimsIn(`${asked} ${never}`)).toContainEqual(
    expect.objectContaining({ concept: 'records-received', claim: 'absent' }),
  );
});

it.each([
  'The notes reached us on March 9.',
  'They show nothing of therapy.',
  'Nothing was done for your back in therapy.',
])('not "%s"', (came) => {
  expect(claimsIn(`${asked} ${came}`)).not.toContainEqual(
    expect.objectContaining({ concept: 'records-received', claim: 'absent' }),
  );
});
