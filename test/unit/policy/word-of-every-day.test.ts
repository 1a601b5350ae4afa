/** A word of every day that a policy gives a meaning of its own. All policies are invented. */
import { expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const treeOf = (meaning: string): string =>
  sketch(
    policyOf(
      `Corwen Mutual\nMEDICAL POLICY EL-7\n\nHip (73721). MRI of the hip is medically necessary once at least six weeks of treatment have not helped. ${meaning} The member must be seen again after the treatment.\n\nKnee (73722). Films of the knee must be made.\n`,
    ).sections.find(({ heading }) => heading.startsWith('Hip'))?.tree,
  );

it.each([
  'Treatment in this sense consists of physical therapy or a taught home program, together with a medicine for pain.',
  'Treatment here means physical therapy or a taught home program, together with a medicine for pain.',
  'Treatment for these purposes means physical therapy or a taught home program, and a medicine for pain.',
])('%s', (meaning) => {
  expect(treeOf(meaning)).toBe(
    'all(all(any(physical-therapy>=42d, home-exercise>=42d), medication-trial>=42d), re-evaluation)',
  );
});
