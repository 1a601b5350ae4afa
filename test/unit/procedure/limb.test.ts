/** Code books put the wrist under "upper extremity", the jaw beside orbit and face: neighbours are compared, other limbs are not. */
import { expect, it } from 'vitest';
import { limbOf } from '../../../shared/engine/scan-names.ts';

it('knows the parts of one limb that stand under each other’s names', () => {
  expect(limbOf('wrist')).toContain('arm');
  expect(limbOf('foot')).toContain('ankle');
  expect(limbOf('wrist')).not.toContain('foot');
  expect(limbOf('orbit')).toContain('jaw');
  expect(limbOf('orbit')).not.toContain('brain');
  expect(limbOf('knee')).toEqual(['knee']);
});
