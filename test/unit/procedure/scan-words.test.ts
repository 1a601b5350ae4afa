/** Words that stand beside the name of a scan and are not of it. */
import { expect, it } from 'vitest';
import { contrastOf, describeScan } from '../../../shared/engine/scan-names.ts';
import { rules } from '../engine-kit.ts';

it.each([
  ['CT of the chest with IV contrast. GFR 90, no dye allergy.', 'with'],
  ['CT of the chest. No contrast reaction before.', null],
  ['CT of the chest, no contrast', 'without'],
  ['MRI brain without contrast followed by contrast', 'both'],
  ['MRI brain without contrast material, then with', 'both'],
  ['MRI foot without contrast', 'without'],
  ['MRI of the sacroiliac joints without contrast with STIR', 'without'],
  ['MRI knee without contrast, with fat suppression', 'without'],
  ['MR abdomen without contrast and with MRCP', 'without'],
  ['CT head without contrast with thin cuts', 'without'],
  ['MRI lumbar spine without contrast then with 3D reconstruction', 'without'],
  ['MRI brain without contrast followed by with gadolinium', 'both'],
  ['MRI brain without / and with contrast', 'both'],
  ['MRI brain without and with MRI contrast', 'both'],
  ['MRI brain without and with 70553', 'both'],
  ['MRI BRAIN W&W/O CONTRAST', 'both'],
])('reads the contrast of "%s"', (words, expected) => {
  expect(contrastOf(words)).toBe(expected);
});

it.each([
  ['MRI pelvis without contrast (sacroiliac joints)', 'sacrum'],
  ['MRI of the sacroiliac joints', 'sacrum'],
  ['MRI pelvis without contrast, for fibroids', 'pelvis'],
])('takes the joint within the part that shares its code: %s', (words, region) => {
  expect(describeScan(words, ['72195'], rules.scans).region).toBe(region);
});
