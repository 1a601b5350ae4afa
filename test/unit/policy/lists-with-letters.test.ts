/** Lists whose labels bear a letter of their own (U1, U2), below steps and tables that are counted otherwise. */
import { describe, expect, it } from 'vitest';
import { leavesOf } from '../../../shared/engine/policy/criteria/criteria-tree.ts';
import { fact, outcomeOf } from '../match/support.ts';
import { policyOf } from './support.ts';

const steps = `Rule QX-9 MRI of the low back
In force from 01/01/2026

Step 1. Look for signs of danger.
Approve if the chart shows any of these.
S1  Weakness of a leg, found on examination
S2  Cancer now or before
S3  Fracture or dislocation on X-ray or CT

Step 2. No sign of danger.
Approve when all are in the chart.
C1  Six weeks of physical therapy
C2  Seen again by the provider, no better
`;

describe('a list with a letter of its own', () => {
  const { sections } = policyOf(steps);

  it('lies under the step that announces it', () => {
    expect(sections.slice(0, 2).map(({ label, tree }) => [label, tree?.kind])).toEqual([
      ['Step 1', 'any'],
      ['Step 2', 'all'],
    ]);
  });

  it('asks for what is seen, and not for the pictures on which it is seen', () => {
    const asked = sections[0]?.tree ? leavesOf(sections[0].tree).map(({ concept }) => concept) : [];
    expect(asked).toContain('fracture-trauma');
    expect(asked).not.toContain('prior-imaging');
  });
});

it.each([
  ['Rear-ended at a stop light on 05/12.', 'not met'],
  ['CT 05/12/2026: fracture of C6.', 'met'],
])('a broken bone is asked for: %s', (quote, state) => {
  const outcome = outcomeOf(
    'Policy QX-2 MRI\n\n1. Criteria\nMRI is covered when any of these is documented:\n1.1 Fracture or dislocation on X-ray or CT\n1.2 A seizure\n',
    [fact('fracture-trauma', quote)],
    { region: null },
  );
  expect(outcome.state === 'met' ? 'met' : 'not met').toBe(state);
});
