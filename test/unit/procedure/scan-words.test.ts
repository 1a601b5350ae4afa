/** Words that stand beside the name of a scan and are not of it. */
import { expect, it } from 'vitest';
import { contrastOf } from '../../../shared/engine/scan-names.ts';

it.each([
  ['CT of the chest with IV contrast. GFR 90, no dye allergy.', 'with'],
  ['CT of the chest. No contrast reaction before.', null],
  ['CT of the chest, no contrast', 'without'],
  ['MRI brain without contrast followed by contrast', 'both'],
  ['MRI brain without contrast material, then with', 'both'],
  ['MRI foot without contrast', 'without'],
])('reads the contrast of "%s"', (words, expected) => {
  expect(contrastOf(words)).toBe(expected);
});
