/** "Is there a danger sign? Approve for any of: …" and none is there: the section for those without one is the patient's. */
import { expect, it } from 'vitest';
import type { CriterionOutcome } from '../../../shared/domain/policy.ts';
import { applicable } from '../../../shared/engine/match/criteria/applicable.ts';
import { matchCriteria } from '../../../shared/engine/match/outcomes/match-criteria.ts';
import type { PolicyCase } from '../../../shared/engine/match/policy-case.ts';
import { policyOf } from '../policy/support.ts';
import { context, fact } from './support.ts';

/** Title of the section that applies, the list of signs being the one that fits best. */
function chosen(title: string, facts: readonly ReturnType<typeof fact>[] = []): string | undefined {
  const policy = policyOf(
    `1. Danger signs\nMRI of the lumbar spine is covered when any one of these is documented:\n(a) cancer;\n(b) motor weakness of a leg;\n(c) fever with suspected infection of the spine.\n\n2. ${title}\nMRI of the lumbar spine is covered when all of these are documented:\n(a) radiographs;\n(b) six weeks of physical therapy.\n`,
  );
  const choices = policy.sections.flatMap((section, index) => {
    if (section.tree === null) return [];
    const match = { facts, context, waivers: [], byLabel: () => null };
    return [
      { section, node: section.tree, score: 8 - 5 * index, outcome: matchCriteria(section.tree, match) },
    ];
  });
  const outcome: CriterionOutcome | null = applicable({ policy, choices } as unknown as PolicyCase);
  return choices.find((choice) => choice.outcome === outcome)?.section.heading;
}

it.each([['No danger sign'], ['Without these signs'], ['If there are no such warning signs']])(
  'reads on below: %s',
  (title) => {
    expect(chosen(title)).toBe(title);
  },
);

it('stays with the signs where one is there, or where the next section is for something else', () => {
  expect(
    chosen('No danger sign', [fact('motor-deficit', 'Strength 3/5 in the left leg', { section: 'exam' })]),
  ).toBe('Danger signs');
  expect(chosen('After an operation')).toBe('Danger signs');
});
