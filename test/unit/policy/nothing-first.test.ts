/** Items that say that nothing need come first, and why. All policies are invented. */
import { expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const policy = (remark: string): string =>
  `Policy QX-4 Elbow MRI\n\n2  TORN LIGAMENT\n2.1  MRI is necessary when all of these are present:\n(a) an injury of the elbow\n(b) radiographs of the elbow\n2.2  ${remark}\n\n3  TENNIS ELBOW\n3.1  Six weeks of physical therapy, and radiographs.\n`;

it.each([
  'No course of therapy or medication applies here. A torn ligament heals badly when it is left alone.',
  'Nothing need be tried first. Early repair does better.',
  'We do not look for a course of therapy here.',
  'Medication does not have to be tried first. It would only hide the tear.',
])('asks for nothing: %s', (remark) => {
  const tree = policyOf(policy(remark)).sections.find(({ label }) => label === '2')?.tree;
  expect(sketch(tree)).not.toContain('medication-trial');
  expect(sketch(tree)).not.toContain('physical-therapy');
});

it('still asks for what its second sentence demands', () => {
  const tree = policyOf(
    policy(
      'Nothing need be tried first. Six weeks of physical therapy are required where the joint is stable.',
    ),
  ).sections.find(({ label }) => label === '2')?.tree;
  expect(sketch(tree)).toContain('physical-therapy');
});
