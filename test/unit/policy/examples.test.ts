/** Examples of which only some are understood, and pain that is of a joint. All policies are invented. */
import { expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const treeOf = (item: string): string =>
  sketch(
    policyOf(
      `Corwen Mutual\nMEDICAL POLICY AN-7: MRI OF THE ANKLE\nMRI of the ankle (73721) is accepted when all of these are recorded:\n1. ${item}\n2. radiographs of the ankle\n`,
    ).sections[0]?.tree,
  );

it.each([
  'a reason to suspect dead bone, such as long steroid use, sickle cell disease, or an old fracture',
  'risk factors like deep sea diving, alcohol, a fracture of the talus, or radiation',
])('one of them alone does not decide: %s', (item) => {
  expect(treeOf(item)).toBe('all(any(fracture-trauma, ?), prior-imaging)');
});

it.each([
  ['an injury, such as a fall or a twist', 'all(fracture-trauma, prior-imaging)'],
  ['conservative care such as physical therapy, home exercise, or medication', 'all(conservative-therapy'],
])('decides where the examples are understood, or few: %s', (item, tree) => {
  expect(treeOf(item)).toContain(tree);
});

it('pain in the groin or thigh is of no nerve root', () => {
  expect(treeOf('pain in the groin, buttock or thigh')).not.toContain('radiculopathy');
});
